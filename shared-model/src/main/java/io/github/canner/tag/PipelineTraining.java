// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.Provenance;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.evaluate.SpanReport;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.train.Checkpoint;
import io.github.canner.train.DiskCache;
import io.github.canner.train.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The training of a whole model: reads the corpora in English where it is to, trains the tagger,
 * and puts together what the model file holds.
 *
 * @param language ISO 639-3 code
 * @param options of the tagger
 * @param english the models that read English; null without transfer
 * @param start null to start from random weights
 * @param reading the pretrained encoder that words are read through; null for none
 * @param cache keeps translations and encodings
 */
public record PipelineTraining(
    String language,
    TaggerOptions options,
    @Nullable EnglishParts english,
    @Nullable PipelineStart start,
    @Nullable PretrainedSource reading,
    DiskCache cache) {
  private static final String MEASURE = "F1";

  /**
   * The models that read English in a training.
   *
   * @param translator path of a translator; null to take both from the start, and without transfer
   * @param english path of an English encoder; null where the other is
   * @return null without transfer, or where there is nowhere to take them from
   * @throws CanException if a file cannot be read, or the start has no such models
   * @throws IllegalArgumentException if one path is given without the other, or without transfer
   */
  public static @Nullable EnglishParts parts(
      Transfer transfer,
      @Nullable Path translator,
      @Nullable Path english,
      @Nullable PipelineStart start) {
    if ((translator == null) != (english == null)
        || (translator != null && transfer == Transfer.NONE)) {
      throw new IllegalArgumentException(
          "transfer takes a translator and an English network, or neither");
    }
    if (translator != null && english != null) {
      return new EnglishParts(ModelFile.open(translator), ModelFile.open(english));
    }
    return transfer == Transfer.NONE || start == null ? null : EnglishParts.of(start.file());
  }

  /**
   * What to train on.
   *
   * @param description what the model file says of it
   */
  public record Text(Corpus corpus, String description) {

    private List<List<String>> tokens() {
      return corpus.sentences().stream().map(TaggedSentence::tokens).toList();
    }
  }

  /**
   * What became of a training.
   *
   * @param file the model file, for the caller to add to and to write
   * @param dev the scores of the tagger on the corpus that its best epoch was chosen on, before a
   *     pretrained encoder is brought to the precision of the file
   */
  public record Trained(ModelFileWriter file, SpanReport dev) {}

  /**
   * Trains.
   *
   * @param train to learn from
   * @param dev to choose the best epoch on
   * @throws CanException as {@link TaggerTrainer#train}, or if translator, English encoder or start
   *     do not fit
   */
  public Trained train(Text train, Text dev, Checkpoint checkpoint, TrainingListener listener) {
    TaggerTrainer.@Nullable English known = english(train, dev, listener);
    try (Tagger tagger = trainer(checkpoint, listener).train(train.corpus, dev.corpus, known)) {
      SpanReport scores =
          TaggerTrainer.score(tagger, dev.corpus, known == null ? List.of() : known.dev());
      ModelFileWriter writer =
          english == null
              ? PipelineFile.writer(language, tagger)
              : PipelineFile.writer(language, tagger, english.translator(), english.english());
      writer.provenance("language", language);
      Provenance.add(
          writer,
          train.description,
          dev.description,
          options.seed(),
          scores.overall().f1(),
          MEASURE);
      if (start != null) {
        start.addTo(writer);
      }
      return new Trained(writer, scores);
    }
  }

  private TaggerTrainer.@Nullable English english(Text train, Text dev, TrainingListener listener) {
    ModelFile from = start == null ? null : start.file();
    if (english != null) {
      return english.read(language, options, from, train.tokens(), dev.tokens(), cache, listener);
    }
    if (from != null) {
      TaggerTrainer.requireStart(from, options, List.of(), 0);
    }
    return null;
  }

  private TaggerTrainer trainer(Checkpoint checkpoint, TrainingListener listener) {
    TaggerTrainer random = new TaggerTrainer(options, checkpoint, listener);
    TaggerTrainer plain = start == null ? random : random.startingFrom(start.file());
    return reading == null ? plain : plain.reading(reading);
  }
}
