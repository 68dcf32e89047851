// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.Bert;
import io.github.canner.nn.BertShape;
import io.github.canner.nn.Custody;
import io.github.canner.nn.MaskedHead;
import io.github.canner.nn.Weights;
import io.github.canner.train.Checkpoint;
import io.github.canner.train.Fingerprint;
import io.github.canner.train.Schedule;
import io.github.canner.train.StoredWeights;
import io.github.canner.train.TrainingListener;
import io.github.canner.train.TrainingLoop;
import io.github.canner.train.TrainingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trains a pretrained encoder further on plain text of a language, by guessing masked words as it
 * was pretrained (Gururangan et al. 2020 call this adaptive pretraining), and can give it word
 * pieces that it lacks. Only word pieces that the text uses, and a reserve, are guessed from, and
 * only their vectors change: that makes the step cheap, and leaves what the encoder knows of other
 * scripts. The same text, options and machine give the same weights on one thread of the engine.
 */
public final class EncoderAdapter {
  private static final float BETA2 = 0.98f;
  private static final float MAX_NORM = 1;

  private final AdaptationOptions options;
  private final Checkpoint checkpoint;
  private final TrainingListener listener;

  /**
   * An adapter.
   *
   * @param checkpoint where an interrupted training goes on, and where this one leaves its state
   */
  public EncoderAdapter(
      AdaptationOptions options, Checkpoint checkpoint, TrainingListener listener) {
    this.options = options;
    this.checkpoint = checkpoint;
    this.listener = listener;
  }

  /**
   * An adapted encoder.
   *
   * @param writer of its file, for the caller to add provenance and notices to; those of the
   *     encoder that it was made from are there
   * @param before the perplexity of the held-out text before the training, over the word pieces
   *     that were guessed from: e to the mean negative log-likelihood of a chosen piece
   * @param after the same after it
   */
  public record Adapted(ModelFileWriter writer, double before, double after) {}

  /**
   * Trains and keeps the weights with which the held-out text is guessed best.
   *
   * @param encoder a file of a whole encoder
   * @param name of the adapted one
   * @param text the sentences to learn from, in words
   * @param held those to choose by
   * @throws CanException if the encoder cannot guess words, has not so many layers, or there is no
   *     text
   */
  public Adapted adapt(
      ModelFile encoder, String name, List<List<String>> text, List<List<String>> held) {
    EncoderFile.Spec spec = EncoderFile.spec(encoder.require(ModelKind.ENCODER));
    Map<String, Tensor> all = new LinkedHashMap<>(weights(encoder, spec.shape()));
    List<String> known = EncoderFile.pieces(encoder);
    AddedPieces added = AddedPieces.of(known, encoder.where(), text, options.newPieces());
    List<String> pieces = added.after(known);
    String bias = MaskedHead.outputBias(EncoderFile.MASKED);
    all.computeIfPresent(Bert.WORDS, (key, words) -> added.after(words));
    all.computeIfPresent(bias, (key, values) -> flat(added.after(table(values))));
    BertShape shape = spec.shape().withVocabulary(pieces.size());
    describe(known, pieces, encoder.where(), text);
    try (Custody custody = new Custody();
        WordPieces splitter = new WordPieces(pieces, encoder.where())) {
      KeptPieces kept = kept(splitter, text, held, known.size());
      Weights fixed = custody.take(new Weights(), Weights::close);
      Weights trained = custody.take(new Weights(), Weights::close);
      Map<String, Tensor> used = new LinkedHashMap<>(all);
      used.computeIfPresent(Bert.WORDS, (key, words) -> kept.rows(words));
      used.computeIfPresent(bias, (key, values) -> flat(kept.rows(table(values))));
      divide(used, fixed, trained, shape);
      MaskedWordTask task =
          new MaskedWordTask(
              new Bert(fixed, trained, shape.withVocabulary(kept.size())),
              fixed,
              trained,
              options,
              new MaskedWordText(splitter, kept, shape.positions()),
              text,
              held);
      listener.message(
          pieces.size()
              + " word pieces, "
              + kept.size()
              + " of them to guess from; "
              + trained.parameters()
              + " weights to train, "
              + task.describe());
      double before = Math.exp(-task.devScore());
      listener.message(
          String.format(Locale.ROOT, "perplexity of the held-out text before: %.2f", before));
      Fingerprint fingerprint = new Fingerprint().add(encoder.contentHash()).add(options);
      for (List<List<String>> part : List.of(text, held)) {
        fingerprint.add(part.size());
        part.forEach(fingerprint::addWords);
      }
      new TrainingLoop(task, plan(task), checkpoint, listener).run(fingerprint.hex());
      double after = Math.exp(-task.devScore());
      Map<String, Tensor> changed = StoredWeights.half(trained);
      changed.computeIfPresent(
          Bert.WORDS, (key, rows) -> kept.into(all.getOrDefault(key, rows), rows));
      changed.computeIfPresent(
          bias, (key, rows) -> flat(kept.into(table(all.getOrDefault(key, rows)), table(rows))));
      all.putAll(changed);
      return new Adapted(writer(encoder, name, shape, pieces, all), before, after);
    }
  }

  private static ModelFileWriter writer(
      ModelFile encoder,
      String name,
      BertShape shape,
      List<String> pieces,
      Map<String, Tensor> weights) {
    ModelFileWriter writer = new ModelFileWriter(ModelKind.ENCODER);
    EncoderFile.write(
        writer,
        new EncoderFile.Spec(name, EncoderFile.id(pieces, weights), shape),
        pieces,
        weights);
    encoder.notices().forEach(writer::notice);
    return writer;
  }

  private Map<String, Tensor> weights(ModelFile encoder, BertShape shape) {
    if (options.tuned() > shape.layers()) {
      throw new CanException(
          encoder.where()
              + " has "
              + shape.layers()
              + " layers, expected at least the "
              + options.tuned()
              + " to train");
    }
    Map<String, Tensor> weights = EncoderFile.whole(encoder);
    boolean guesses =
        weights.keySet().stream().anyMatch(name -> name.startsWith(EncoderFile.MASKED + "."));
    if (!guesses || !EncoderFile.pieces(encoder).contains(WordPieces.MASK)) {
      throw new CanException(
          encoder.where()
              + ": found no weights for guessing masked words, expected a whole encoder");
    }
    return weights;
  }

  private KeptPieces kept(
      WordPieces splitter, List<List<String>> text, List<List<String>> held, int known) {
    List<List<String>> both = new ArrayList<>(text);
    both.addAll(held);
    int[] ids = KeptPieces.of(splitter, both, options.reserve()).ids();
    int size = splitter.vocabulary().size();
    int[] more = new int[ids.length + 1 + size - known];
    System.arraycopy(ids, 0, more, 0, ids.length);
    more[ids.length] = splitter.id(WordPieces.MASK);
    for (int id = known; id < size; id++) {
      more[ids.length + 1 + id - known] = id;
    }
    return new KeptPieces(Arrays.stream(more).sorted().distinct().toArray());
  }

  private void divide(
      Map<String, Tensor> weights, Weights fixed, Weights trained, BertShape shape) {
    int lowest = shape.layers() - options.tuned();
    Map<String, Tensor> toTrain = new LinkedHashMap<>();
    Map<String, Tensor> toKeep = new LinkedHashMap<>();
    weights.forEach(
        (weight, tensor) -> {
          boolean train = weight.startsWith(EncoderFile.MASKED + ".");
          for (int layer = lowest; layer < shape.layers(); layer++) {
            train |= weight.startsWith(Bert.layer(layer) + ".");
          }
          train |= options.embeddings() && weight.startsWith(Bert.EMBEDDINGS + ".");
          (train ? toTrain : toKeep).put(weight, tensor);
        });
    StoredWeights.put(toTrain, trained);
    StoredWeights.put(toKeep, fixed);
  }

  private TrainingPlan plan(MaskedWordTask task) {
    return new TrainingPlan(
        options.seed(),
        task.rounds(),
        1,
        task.rounds(),
        steps -> Schedule.rising(options.learningRate(), options.warmUp(), task.steps(), 0),
        BETA2,
        MAX_NORM,
        0);
  }

  private void describe(
      List<String> known, List<String> all, String where, List<List<String>> text) {
    listener.message(spelling(known, where, text));
    if (all.size() > known.size()) {
      listener.message(
          "with "
              + (all.size() - known.size())
              + " new word pieces: "
              + spelling(all, where, text));
    }
  }

  private static String spelling(List<String> pieces, String where, List<List<String>> text) {
    try (WordPieces splitter = new WordPieces(pieces, where)) {
      int unknown = splitter.id(WordPieces.UNKNOWN);
      long words = 0;
      long parts = 0;
      long strange = 0;
      for (PieceSentence sentence : splitter.split(text)) {
        words += sentence.words();
        parts += sentence.ids().length;
        strange += Arrays.stream(sentence.ids()).filter(id -> id == unknown).count();
      }
      return String.format(
          Locale.ROOT,
          "%d words to learn from, %.2f pieces a word, %.2f %% of the pieces unknown",
          words,
          (double) parts / Math.max(1, words),
          100.0 * strange / Math.max(1, parts));
    }
  }

  /** A vector as a table of one column. */
  private static Tensor table(Tensor vector) {
    return new Tensor(vector.type(), new long[] {vector.count(), 1}, vector.data());
  }

  private static Tensor flat(Tensor table) {
    return new Tensor(table.type(), new long[] {table.count()}, table.data());
  }
}
