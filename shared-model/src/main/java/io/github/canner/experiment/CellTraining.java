// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.Mention;
import io.github.canner.Tagging;
import io.github.canner.bundle.ModelFile;
import io.github.canner.corpus.Corpus;
import io.github.canner.nn.Custody;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.tag.Tagger;
import io.github.canner.tag.TaggerOptions;
import io.github.canner.tag.TaggerPool;
import io.github.canner.tag.TaggerTrainer;
import io.github.canner.train.FileCheckpoint;
import io.github.canner.train.Fingerprint;
import io.github.canner.train.TrainingListener;
import io.github.canner.transfer.EnglishView;
import io.github.canner.transfer.Normalisation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The training of one cell. */
final class CellTraining {
  private static final String VERSION = "cell 2";
  private static final double NANOS = 1e9;

  private final Cell cell;
  private final Arm arm;
  private final List<TaggerOptions> options;
  private final @Nullable PretrainedSource reading;
  private final @Nullable ModelFile aligning;
  private final LanguageData data;

  /**
   * @param options of each tagger, which differ in their seeds alone
   * @param reading the pretrained encoder that words are read through; null for none
   * @param aligning the encoder by which English words are aligned; null for the translator
   */
  CellTraining(
      Cell cell,
      Arm arm,
      List<TaggerOptions> options,
      @Nullable PretrainedSource reading,
      @Nullable ModelFile aligning,
      LanguageData data) {
    this.cell = cell;
    this.arm = arm;
    this.options = List.copyOf(options);
    this.reading = reading;
    this.aligning = aligning;
    this.data = data;
  }

  /** The hash of all that the result depends on. */
  String key() {
    Fingerprint fingerprint = new Fingerprint().add(VERSION).add(options.get(0)).add(arm.recipe());
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
      TaggerTrainer.requireShape(start, options.get(0));
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
   * @param checkpoints where each tagger is to go on after an interruption
   */
  CellResult train(
      Supplier<Models> models, IntFunction<Path> checkpoints, TrainingListener listener) {
    long started = System.nanoTime();
    Corpus text = text();
    @Nullable EnglishReader reader =
        arm.readsEnglish()
            ? new EnglishReader(models.get(), arm, options.get(0).normalisation(), cell.seed())
            : null;
    TaggerTrainer.@Nullable English english =
        reader == null
            ? null
            : new TaggerTrainer.English(
                models.get().encoder().types(),
                reader.stateWidth(),
                reader.views(LanguageData.tokens(text)),
                reader.views(LanguageData.tokens(data.dev())));
    List<List<String>> sentences = LanguageData.tokens(data.test());
    try (TaggerPool taggers = pool(text, english, checkpoints, listener)) {
      double devF1 =
          taggers
              .score(data.dev(), views(english == null ? List.of() : english.dev()))
              .overall()
              .f1();
      if (reading != null) {
        taggers.remember(sentences, reading.cache(), listener);
      }
      List<EnglishView> views = reader == null ? List.of() : reader.views(sentences);
      List<List<Mention>> found =
          taggers.tag(sentences, views(views)).stream().map(Tagging::mentions).toList();
      return new CellResult(
          key(),
          cell,
          arm.description(),
          devF1,
          (System.nanoTime() - started) / NANOS,
          CellResult.written(found));
    }
  }

  private Map<Normalisation, List<EnglishView>> views(List<EnglishView> views) {
    return Map.of(options.get(0).normalisation(), views);
  }

  private TaggerPool pool(
      Corpus text,
      TaggerTrainer.@Nullable English english,
      IntFunction<Path> checkpoints,
      TrainingListener listener) {
    try (Custody custody = new Custody()) {
      List<Tagger> taggers = new ArrayList<>();
      for (int i = 0; i < options.size(); i++) {
        if (options.size() > 1) {
          listener.message("tagger " + (i + 1) + " of " + options.size());
        }
        FileCheckpoint state = new FileCheckpoint(checkpoints.apply(i), true);
        TaggerTrainer random = new TaggerTrainer(options.get(i), state, listener);
        TaggerTrainer plain =
            arm.started() ? random.startingFrom(data.start(cell.encoder())) : random;
        TaggerTrainer alone = reading == null ? plain : plain.reading(reading);
        TaggerTrainer trainer = taggers.isEmpty() ? alone : alone.sharing(taggers.get(0));
        taggers.add(custody.take(trainer.train(text, data.dev(), english), Tagger::close));
      }
      return custody.handOn(new TaggerPool(taggers));
    }
  }

  /** The training is over and its result is safe. */
  void discard(IntFunction<Path> checkpoints) {
    for (int i = 0; i < options.size(); i++) {
      new FileCheckpoint(checkpoints.apply(i), true).discard();
    }
  }
}
