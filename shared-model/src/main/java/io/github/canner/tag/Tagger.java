// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.canner.CanException;
import io.github.canner.Tagging;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.Crf;
import io.github.canner.nn.Custody;
import io.github.canner.nn.Layers;
import io.github.canner.nn.SequenceLabeller;
import io.github.canner.nn.TagSpace;
import io.github.canner.nn.WeightPlan;
import io.github.canner.nn.Weights;
import io.github.canner.nn.WordFeatures;
import io.github.canner.nn.WordLexicon;
import io.github.canner.pretrained.PretrainedFeatures;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.pretrained.ReadBatch;
import io.github.canner.pretrained.StoredReading;
import io.github.canner.train.Batches;
import io.github.canner.train.DiskCache;
import io.github.canner.train.LexiconFiles;
import io.github.canner.train.StoredWeights;
import io.github.canner.train.TrainingListener;
import io.github.canner.transfer.EnglishView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The network that finds mentions: source vectors fused with what English knows, a bidirectional
 * LSTM, and a conditional random field. Tagging is safe for use by many threads at once.
 */
public final class Tagger implements AutoCloseable {
  private static final String CONFIG = "tagger";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String SOURCE = "source";
  private static final String LABELLER = "labeller";

  private final TaggerSpec spec;
  private final WordLexicon lexicon;
  private final Weights weights;
  private final TagSpace space;
  private final @Nullable PretrainedFeatures pretrained;
  private final SourceEncoder source;
  private final EnglishChannel english;
  private final SequenceLabeller labeller;

  /**
   * A tagger with these weights, which {@link #close()} frees.
   *
   * @param pretrained what it reads of a pretrained encoder, which {@link #close()} frees too; null
   *     for the source encoder {@code chars}
   */
  Tagger(
      TaggerSpec spec,
      WordLexicon lexicon,
      Weights weights,
      @Nullable PretrainedFeatures pretrained) {
    this.spec = spec;
    this.lexicon = lexicon;
    this.weights = weights;
    this.pretrained = pretrained;
    this.space = new TagSpace(spec.types());
    CharsSourceEncoder chars =
        new CharsSourceEncoder(
            new WordFeatures(weights, SOURCE, lexicon), spec.options().widths().total());
    this.source = pretrained == null ? chars : new PretrainedSourceEncoder(pretrained, chars);
    this.english = new EnglishChannel(weights, spec);
    this.labeller = new SequenceLabeller(weights, LABELLER, space);
  }

  /**
   * The width of what the LSTM reads, the source vectors first.
   *
   * @param pretrained the width of the vectors of a pretrained encoder; 0 without
   */
  static int inputWidth(TaggerSpec spec, int pretrained) {
    TaggerOptions options = spec.options();
    boolean sideBySide = options.readsEnglish() && options.fusion() == Fusion.CONCAT;
    int source = pretrained + options.widths().total();
    return source + (sideBySide ? EnglishChannel.width(spec) : 0);
  }

  /** An untrained tagger of the source encoder {@code chars}. */
  static Tagger create(TaggerSpec spec, WordLexicon lexicon, SplittableRandom random) {
    return create(spec, lexicon, null, null, random);
  }

  /**
   * An untrained tagger.
   *
   * @param reading the pretrained encoder that it reads words through; null for none
   * @param lender what another tagger reads of that encoder, which then is in memory once; null for
   *     none
   */
  static Tagger create(
      TaggerSpec spec,
      WordLexicon lexicon,
      @Nullable PretrainedSource reading,
      @Nullable PretrainedFeatures lender,
      SplittableRandom random) {
    try (Custody custody = new Custody()) {
      Weights weights = custody.take(new Weights(), Weights::close);
      PretrainedFeatures pretrained =
          reading == null
              ? null
              : custody.take(
                  PretrainedFeatures.create(
                      reading.encoder(), reading.options(), weights, SOURCE, lender),
                  PretrainedFeatures::close);
      plan(spec, lexicon, pretrained).create(weights, random);
      return custody.handOn(new Tagger(spec, lexicon, weights, pretrained));
    }
  }

  /** All weights but those that belong to the pretrained encoder. */
  private static WeightPlan plan(
      TaggerSpec spec, WordLexicon lexicon, @Nullable PretrainedFeatures pretrained) {
    TaggerOptions options = spec.options();
    int further = pretrained == null ? 0 : pretrained.width();
    WeightPlan plan = new WeightPlan();
    WordFeatures.plan(plan, SOURCE, lexicon, options.widths());
    if (options.readsEnglish()) {
      EnglishChannel.plan(plan, spec);
      if (options.fusion() == Fusion.GATE) {
        planGate(plan, further + options.widths().total(), spec);
      }
    }
    SequenceLabeller.plan(
        plan, LABELLER, inputWidth(spec, further), options.hidden(), new TagSpace(spec.types()));
    return plan;
  }

  private static void planGate(WeightPlan plan, int width, TaggerSpec spec) {
    int known = EnglishChannel.width(spec);
    plan.glorot("fusion.project", width, known);
    plan.constant("fusion.projectBias", new Shape(width), 0);
    plan.glorot("fusion.gate", width, (long) width + known);
    plan.constant("fusion.gateBias", new Shape(width), 0);
  }

  /**
   * Reads what {@link #addTo} wrote.
   *
   * @throws CanException if the file is of another kind, was altered, or lacks a weight
   */
  public static Tagger load(ModelFile file) {
    return load(file, null);
  }

  /**
   * As {@link #load(ModelFile)}.
   *
   * @param lender what another network reads of the same pretrained encoder, which then is in
   *     memory once; null for none
   */
  static Tagger load(ModelFile file, @Nullable PretrainedFeatures lender) {
    TaggerSpec spec = spec(file);
    WordLexicon lexicon = LexiconFiles.read(file);
    try (Custody custody = new Custody()) {
      Weights weights = custody.take(StoredWeights.weights(tensors(file)), Weights::close);
      PretrainedFeatures pretrained =
          StoredReading.isIn(file)
              ? custody.take(
                  PretrainedFeatures.load(file, weights, SOURCE, lender), PretrainedFeatures::close)
              : null;
      plan(spec, lexicon, pretrained).require(weights, file.where());
      return custody.handOn(new Tagger(spec, lexicon, weights, pretrained));
    }
  }

  /** What the weights in a file are for. */
  static TaggerSpec spec(ModelFile file) {
    PipelineFile.requireSingle(file.require(ModelKind.TAGGER));
    return file.config(CONFIG, TaggerSpec.class);
  }

  /** The weights in a file. */
  static Map<String, Tensor> tensors(ModelFile file) {
    return file.tensors(WEIGHTS);
  }

  /** Adds all that the tagger is made of, with weights in half precision. */
  public void addTo(ModelFileWriter writer) {
    addTo(writer, null);
  }

  /**
   * As {@link #addTo(ModelFileWriter)}.
   *
   * @param english a file of an English network that is to share the pretrained encoder; null for
   *     none
   */
  void addTo(ModelFileWriter writer, @Nullable ModelFile english) {
    LexiconFiles.write(writer, lexicon);
    writer.put(CONFIG, spec).tensors(WEIGHTS, StoredWeights.half(weights));
    if (pretrained != null) {
      pretrained.addTo(writer, english);
    }
  }

  /** What the tagger reads of a pretrained encoder, or null; it stays this object's. */
  public @Nullable PretrainedFeatures pretrained() {
    return pretrained;
  }

  /**
   * Computes what the pretrained encoder of this tagger, if it has one, gives for sentences that
   * will be tagged, or takes it from a cache. Not for use while others tag.
   */
  public void remember(
      List<? extends List<String>> sentences, DiskCache cache, TrainingListener listener) {
    if (pretrained != null) {
      pretrained.remember(sentences, cache, listener);
    }
  }

  /** What the weights are for. */
  public TaggerSpec spec() {
    return spec;
  }

  /** The source words and characters that the network knows. */
  public WordLexicon lexicon() {
    return lexicon;
  }

  /** The weights, which stay this object's. */
  public Weights weights() {
    return weights;
  }

  TagSpace space() {
    return space;
  }

  SequenceLabeller labeller() {
    return labeller;
  }

  /**
   * Finds the mentions of tokenised sentences.
   *
   * @param views what English knows of each sentence; not read without transfer
   * @return what there is to say of each sentence, with marginal probabilities
   */
  public List<Tagging> tag(List<? extends List<String>> sentences, List<EnglishView> views) {
    List<Tagging> taggings =
        new ArrayList<>(Collections.nCopies(sentences.size(), Tagging.empty()));
    Crf crf = labeller.crf().crf();
    Crf.Parameters parameters = labeller.crf().parameters();
    for (int[] batch : Batches.toRead(sentences)) {
      List<EnglishView> known =
          spec.options().readsEnglish()
              ? Arrays.stream(batch).mapToObj(i -> views.get(i)).toList()
              : List.of();
      List<float[]> scores =
          scores(new ReadBatch(Arrays.stream(batch).mapToObj(sentences::get).toList()), known);
      for (int b = 0; b < batch.length; b++) {
        taggings.set(batch[b], crf.tagging(scores.get(b), parameters));
      }
    }
    return taggings;
  }

  /**
   * The scores of the tags of a batch.
   *
   * @param batch sentences, none empty
   * @param views what English knows of each of them; empty without transfer
   * @return for each sentence words × tags values
   */
  List<float[]> scores(ReadBatch batch, List<EnglishView> views) {
    List<? extends List<String>> sentences = batch.sentences();
    try (NDManager manager = weights.manager().newSubManager()) {
      NDArray scores = emissions(manager, batch, views, null);
      int steps = Math.toIntExact(scores.getShape().get(1));
      float[] emissions = scores.toFloatArray();
      List<float[]> rows = new ArrayList<>();
      for (int b = 0; b < sentences.size(); b++) {
        rows.add(labeller.row(emissions, b, steps, sentences.get(b).size()));
      }
      return rows;
    }
  }

  /**
   * The score of each tag.
   *
   * @param batch sentences, none empty
   * @param views what English knows of each of them; empty without transfer
   * @param noise what to hide in training, or null
   * @return shape (batch, steps, tags)
   */
  NDArray emissions(
      NDManager manager, ReadBatch batch, List<EnglishView> views, @Nullable TagNoise noise) {
    boolean training = noise != null;
    TaggerOptions options = spec.options();
    int[] lengths = batch.sentences().stream().mapToInt(List::size).toArray();
    NDArray x = source.encode(manager, batch, noise == null ? null : noise.words());
    int steps = Math.toIntExact(x.getShape().get(1));
    EnglishChannel.Read read = null;
    if (options.readsEnglish()) {
      boolean[] hidden =
          noise == null ? new boolean[lengths.length] : noise.english(lengths.length);
      if (noise != null) {
        x = x.mul(manager.create(noise.source(hidden, steps), new Shape(lengths.length, steps, 1)));
      }
      read = english.read(manager, views, steps, hidden, training);
      x = fused(x, read.features());
    }
    NDArray states = labeller.states(Layers.dropout(x, options.dropout(), training), lengths);
    NDArray emissions = labeller.emissions(Layers.dropout(states, options.dropout(), training));
    return read != null && options.votes()
        ? emissions.add(english.votes(read.posteriors()))
        : emissions;
  }

  private NDArray fused(NDArray x, NDArray known) {
    NDArray both = NDArrays.concat(new NDList(x, known), 2);
    if (spec.options().fusion() == Fusion.CONCAT) {
      return both;
    }
    NDArray gate =
        Layers.sigmoid(
            Layers.linear(both, weights.get("fusion.gate"), weights.get("fusion.gateBias")));
    NDArray projected =
        Layers.linear(known, weights.get("fusion.project"), weights.get("fusion.projectBias"));
    return x.add(gate.mul(projected));
  }

  @Override
  public void close() {
    if (pretrained != null) {
      pretrained.close();
    }
    weights.close();
  }
}
