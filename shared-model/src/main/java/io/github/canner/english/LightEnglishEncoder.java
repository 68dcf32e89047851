// SPDX-License-Identifier: Apache-2.0
package io.github.canner.english;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.canner.CanException;
import io.github.canner.Mention;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.nn.Crf;
import io.github.canner.nn.Custody;
import io.github.canner.nn.Layers;
import io.github.canner.nn.SequenceLabeller;
import io.github.canner.nn.TagSpace;
import io.github.canner.nn.WeightPlan;
import io.github.canner.nn.Weights;
import io.github.canner.nn.WordFeatures;
import io.github.canner.nn.WordFeatures.Widths;
import io.github.canner.nn.WordLexicon;
import io.github.canner.nn.WordNoise;
import io.github.canner.pretrained.PretrainedFeatures;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.pretrained.StoredReading;
import io.github.canner.train.Batches;
import io.github.canner.train.LexiconFiles;
import io.github.canner.train.StoredWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A bidirectional LSTM with a conditional random field over words, characters and shapes (Lample et
 * al. 2016, Ma and Hovy 2016), and where asked for over the states of a pretrained encoder beside
 * them. Its states are the outputs of the LSTM, its posteriors the marginals of the random field.
 */
public final class LightEnglishEncoder implements EnglishEncoder {
  private static final String CONFIG = "encoder";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String INPUT = "input";
  private static final String LABELLER = "labeller";

  private final TagSpace space;
  private final WordLexicon lexicon;
  private final Weights weights;
  private final @Nullable PretrainedFeatures pretrained;
  private final WordFeatures features;
  private final SequenceLabeller labeller;
  private final int stateWidth;

  /**
   * An encoder with these weights, which {@link #close()} frees.
   *
   * @param pretrained what it reads of a pretrained encoder, which {@link #close()} frees too; null
   *     for nothing
   */
  private LightEnglishEncoder(
      TagSpace space,
      WordLexicon lexicon,
      Weights weights,
      @Nullable PretrainedFeatures pretrained) {
    this.space = space;
    this.lexicon = lexicon;
    this.weights = weights;
    this.pretrained = pretrained;
    this.features = new WordFeatures(weights, INPUT, lexicon);
    this.labeller = new SequenceLabeller(weights, LABELLER, space);
    this.stateWidth = labeller.stateWidth();
  }

  /**
   * An untrained encoder.
   *
   * @param reading the pretrained encoder that it reads words through; null for none
   */
  static LightEnglishEncoder create(
      TagSpace space,
      WordLexicon lexicon,
      EnglishOptions options,
      @Nullable PretrainedSource reading,
      SplittableRandom random) {
    try (Custody custody = new Custody()) {
      Weights weights = custody.take(new Weights(), Weights::close);
      PretrainedFeatures pretrained =
          reading == null
              ? null
              : custody.take(
                  PretrainedFeatures.create(reading.encoder(), reading.options(), weights, INPUT),
                  PretrainedFeatures::close);
      plan(space, lexicon, options.widths(), options.hidden(), pretrained).create(weights, random);
      return custody.handOn(new LightEnglishEncoder(space, lexicon, weights, pretrained));
    }
  }

  /** All weights but those that belong to the pretrained encoder. */
  private static WeightPlan plan(
      TagSpace space,
      WordLexicon lexicon,
      Widths widths,
      int hidden,
      @Nullable PretrainedFeatures pretrained) {
    WeightPlan plan = new WeightPlan();
    WordFeatures.plan(plan, INPUT, lexicon, widths);
    int width = widths.total() + (pretrained == null ? 0 : pretrained.width());
    SequenceLabeller.plan(plan, LABELLER, width, hidden, space);
    return plan;
  }

  /**
   * What the weights are for.
   *
   * @param types the entity types
   */
  private record Spec(List<String> types) {}

  /**
   * Reads what {@link #addTo} wrote.
   *
   * @throws CanException if the file is of another kind, was altered, or lacks a weight
   */
  public static LightEnglishEncoder load(ModelFile file) {
    return load(file, null);
  }

  /**
   * As {@link #load(ModelFile)}.
   *
   * @param lender what a tagger reads of the pretrained encoder that this one shares with it; null
   *     where this one has its own, or none
   */
  public static LightEnglishEncoder load(ModelFile file, @Nullable PretrainedFeatures lender) {
    file.require(ModelKind.ENGLISH);
    WordLexicon lexicon = LexiconFiles.read(file);
    TagSpace space = new TagSpace(file.config(CONFIG, Spec.class).types());
    try (Custody custody = new Custody()) {
      Weights weights = custody.take(StoredWeights.weights(file.tensors(WEIGHTS)), Weights::close);
      PretrainedFeatures pretrained =
          StoredReading.isIn(file)
              ? custody.take(
                  PretrainedFeatures.load(file, weights, INPUT, lender), PretrainedFeatures::close)
              : null;
      Widths widths = WordFeatures.widths(weights, INPUT, file.where());
      int hidden = SequenceLabeller.hidden(weights, LABELLER, file.where());
      plan(space, lexicon, widths, hidden, pretrained).require(weights, file.where());
      return custody.handOn(new LightEnglishEncoder(space, lexicon, weights, pretrained));
    }
  }

  /** Adds all that the encoder is made of, with weights in half precision. */
  public void addTo(ModelFileWriter writer) {
    LexiconFiles.write(writer, lexicon);
    writer.put(CONFIG, new Spec(space.types())).tensors(WEIGHTS, StoredWeights.half(weights));
    if (pretrained != null) {
      pretrained.addTo(writer);
    }
  }

  @Override
  public int stateWidth() {
    return stateWidth;
  }

  @Override
  public List<String> types() {
    return space.types();
  }

  /** The tags that the network labels with. */
  public TagSpace space() {
    return space;
  }

  /** The words and characters that the network knows. */
  public WordLexicon lexicon() {
    return lexicon;
  }

  /** The weights, which stay this object's. */
  public Weights weights() {
    return weights;
  }

  @Override
  public List<Encoding> encode(List<? extends List<String>> sentences) {
    Encoding[] encodings = new Encoding[sentences.size()];
    Crf.Parameters parameters = labeller.crf().parameters();
    run(
        sentences,
        true,
        (sentence, states, emissions) ->
            encodings[sentence] = new Encoding(states, posteriors(emissions, parameters)));
    for (int i = 0; i < encodings.length; i++) {
      if (sentences.get(i).isEmpty()) {
        encodings[i] = new Encoding(new float[0][], new float[0][]);
      }
    }
    return List.of(encodings);
  }

  /** The mentions of tokenised English sentences, with the marginal probability of each. */
  public List<List<Mention>> tag(List<? extends List<String>> sentences) {
    List<List<Mention>> mentions =
        new ArrayList<>(Collections.nCopies(sentences.size(), List.of()));
    Crf crf = labeller.crf().crf();
    Crf.Parameters parameters = labeller.crf().parameters();
    run(
        sentences,
        false,
        (sentence, states, emissions) ->
            mentions.set(sentence, crf.mentions(emissions, parameters)));
    return mentions;
  }

  /** The scores of each tag, shape (batch, steps, tags). */
  NDArray emissions(
      NDManager manager,
      List<? extends List<String>> sentences,
      float dropout,
      @Nullable WordNoise noise) {
    return labeller.emissions(states(manager, sentences, dropout, noise));
  }

  /** What the encoder reads of a pretrained one, or null; it stays this object's. */
  public @Nullable PretrainedFeatures pretrained() {
    return pretrained;
  }

  SequenceLabeller labeller() {
    return labeller;
  }

  private NDArray states(
      NDManager manager,
      List<? extends List<String>> sentences,
      float dropout,
      @Nullable WordNoise noise) {
    boolean training = noise != null;
    NDArray words = features.run(manager, sentences, noise);
    NDArray input =
        pretrained == null
            ? words
            : NDArrays.concat(new NDList(pretrained.run(manager, sentences, training), words), 2);
    NDArray x = Layers.dropout(input, dropout, training);
    int[] lengths = sentences.stream().mapToInt(List::size).toArray();
    return Layers.dropout(labeller.states(x, lengths), dropout, training);
  }

  private interface Result {
    void accept(int sentence, float[][] states, float[] emissions);
  }

  private void run(List<? extends List<String>> sentences, boolean withStates, Result result) {
    for (int[] batch : Batches.toRead(sentences)) {
      List<? extends List<String>> rows = Arrays.stream(batch).mapToObj(sentences::get).toList();
      try (NDManager manager = weights.manager().newSubManager()) {
        NDArray states = states(manager, rows, 0, null);
        int steps = Math.toIntExact(states.getShape().get(1));
        float[] values = withStates ? states.toFloatArray() : new float[0];
        float[] emissions = labeller.emissions(states).toFloatArray();
        for (int b = 0; b < batch.length; b++) {
          int length = rows.get(b).size();
          float[][] own = new float[withStates ? length : 0][];
          for (int t = 0; t < own.length; t++) {
            int first = (b * steps + t) * stateWidth;
            own[t] = Arrays.copyOfRange(values, first, first + stateWidth);
          }
          result.accept(batch[b], own, labeller.row(emissions, b, steps, length));
        }
      }
    }
  }

  private float[][] posteriors(float[] emissions, Crf.Parameters parameters) {
    double[] marginals = labeller.crf().crf().lattice(emissions, parameters).marginals();
    int size = space.size();
    float[][] posteriors = new float[marginals.length / size][posteriorWidth()];
    for (int t = 0; t < posteriors.length; t++) {
      for (int tag = 0; tag < size; tag++) {
        int column =
            tag == TagSpace.OUTSIDE ? 0 : 2 * space.typeOf(tag) + (space.mayStart(tag) ? 1 : 2);
        posteriors[t][column] += (float) marginals[t * size + tag];
      }
    }
    return posteriors;
  }

  @Override
  public void close() {
    if (pretrained != null) {
      pretrained.close();
    }
    weights.close();
  }
}
