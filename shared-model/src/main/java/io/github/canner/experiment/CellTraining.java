// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.Mention;
import io.github.canner.Tagging;
import io.github.canner.bundle.ModelFile;
import io.github.canner.corpus.Corpus;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.tag.Tagger;
import io.github.canner.tag.TaggerOptions;
import io.github.canner.tag.TaggerTrainer;
import io.github.canner.train.FileCheckpoint;
import io.github.canner.train.Fingerprint;
import io.github.canner.train.TrainingListener;
import io.github.canner.transfer.EnglishView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The training of one cell. */
final class CellTraining {
  private static final String VERSION = "cell 2";
  private static final double NANOS = 1e9;

  private final Cell cell;
  private final Arm arm;
  private final TaggerOptions options;
  private final @Nullable PretrainedSource reading;
  private final @Nullable ModelFile aligning;
  private final LanguageData data;

  /**
   * @param reading the pretrained encoder that words are read through; null for none
   * @param aligning the encoder by which English words are aligned; null for the translator
   */
  CellTraining(
      Cell cell,
      Arm arm,
      TaggerOptions options,
      @Nullable PretrainedSource reading,
      @Nullable ModelFile aligning,
      LanguageData data) {
    this.cell = cell;
    this.arm = arm;
    this.options = options;
    this.reading = reading;
    this.aligning = aligning;
    this.data = data;
  }

  /** The hash of all that the result depends on. */
  String key() {
    Fingerprint fingerprint = new Fingerprint().add(VERSION).add(options).add(arm.recipe());
    fingerprint.add(text()).add(data.dev()).add(data.test().sentences().size());
    LanguageData.tokens(data.test()).forEach(fingerprint::addWords);
    for (Need need : arm.needs()) {
      ModelFile file = need == Need.START ? data.start(cell.encoder()) : data.files().get(need);
      fingerprint.add(need).add(file == null ? "" : file.contentHash());
    }
    if (arm.needs().contains(Need.HUMAN_TRANSLATIONS)) {
      Map<String, String> lines = new TreeMap<>();
      data.humanTranslations()
          .forEach((own, english) -> lines.put(String.join(" ", own), String.join(" ", english)));
      lines.forEach((own, english) -> fingerprint.add(own).add(english));
    }
    if (reading != null) {
      reading.whatCounts().addTo(fingerprint);
    }
    if (aligning != null) {
      fingerprint.add(aligning.contentHash());
    }
    return fingerprint.hex();
  }

  /**
   * Checks, as far as can be done without the networks, that the training can start from the tagger
   * that it is to start from.
   *
   * @throws io.github.canner.CanException if not
   */
  void requireStart() {
    if (arm.started()) {
      ModelFile start = data.start(cell.encoder());
      TaggerTrainer.requireReading(start, reading);
      TaggerTrainer.requireShape(start, options);
    }
  }

  /** The sample that the seed draws. */
  Corpus sample() {
    return cell.size().sample(data.train(), cell.seed());
  }

  private Corpus text() {
    return arm.text().of(sample(), data.englishCorpora(), cell.seed());
  }

  /**
   * Trains, and tags the test set.
   *
   * @param models gives the networks; not asked for unless the tagger reads English
   * @param checkpoint where to go on after an interruption; gone afterwards
   */
  CellResult train(Supplier<Models> models, Path checkpoint, TrainingListener listener) {
    long started = System.nanoTime();
    Corpus text = text();
    @Nullable EnglishReader reader =
        arm.readsEnglish()
            ? new EnglishReader(models.get(), arm, options.normalisation(), cell.seed())
            : null;
    TaggerTrainer.@Nullable English english =
        reader == null
            ? null
            : new TaggerTrainer.English(
                models.get().encoder().types(),
                reader.stateWidth(),
                reader.views(LanguageData.tokens(text)),
                reader.views(LanguageData.tokens(data.dev())));
    FileCheckpoint state = new FileCheckpoint(checkpoint, true);
    TaggerTrainer random = new TaggerTrainer(options, state, listener);
    TaggerTrainer plain = arm.started() ? random.startingFrom(data.start(cell.encoder())) : random;
    TaggerTrainer trainer = reading == null ? plain : plain.reading(reading);
    try (Tagger tagger = trainer.train(text, data.dev(), english)) {
      double devF1 =
          TaggerTrainer.score(tagger, data.dev(), english == null ? List.of() : english.dev())
              .overall()
              .f1();
      List<List<String>> sentences = LanguageData.tokens(data.test());
      if (reading != null) {
        tagger.remember(sentences, reading.cache(), listener);
      }
      List<EnglishView> views = reader == null ? List.of() : reader.views(sentences);
      List<List<Mention>> found =
          tagger.tag(sentences, views).stream().map(Tagging::mentions).toList();
      return new CellResult(
          key(),
          cell,
          arm.description(),
          devF1,
          (System.nanoTime() - started) / NANOS,
          CellResult.written(found));
    }
  }

  /** The training is over and its result is safe. */
  static void discard(Path checkpoint) {
    new FileCheckpoint(checkpoint, true).discard();
  }
}
