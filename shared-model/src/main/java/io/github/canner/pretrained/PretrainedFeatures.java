// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.Bert;
import io.github.canner.nn.BertLayer;
import io.github.canner.nn.BertShape;
import io.github.canner.nn.Weights;
import io.github.canner.train.Batches;
import io.github.canner.train.DiskCache;
import io.github.canner.train.Schedule;
import io.github.canner.train.StoredWeights;
import io.github.canner.train.TrainingListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Words as vectors of a pretrained encoder: its states, a learnt mixture of several layers where
 * asked for (Peters et al. 2018), from layers that stay as they are and, above them, layers that
 * are trained. The trained weights stand among those of the network that reads the vectors. What
 * the frozen layers give is rounded to half precision. Safe for use by many threads at once, except
 * in training.
 */
public final class PretrainedFeatures implements AutoCloseable {
  private static final float DROPOUT = 0.1f;
  private static final float WARM_UP = 0.1f;
  private static final String MIX = ".mix";

  /** More cost memory, not time. */
  private static final int WORDS_AT_ONCE = 600;

  private static final String SCALE = ".scale";

  private final ModelFile file;
  private final PretrainedOptions options;
  private final FrozenStates frozen;
  private final BertShape shape;
  private final Weights trained;
  private final String name;
  private final List<BertLayer> tuned = new ArrayList<>();
  private @Nullable KeptPieces kept;
  private WeightPrecision precision = WeightPrecision.HALF;
  private final AtomicBoolean closed = new AtomicBoolean();

  private PretrainedFeatures(
      ModelFile file,
      FrozenStates frozen,
      PretrainedOptions options,
      Weights trained,
      String name) {
    this.file = file;
    this.options = options;
    this.trained = trained;
    this.name = name;
    this.frozen = frozen;
    this.shape = frozen.shape();
    for (int layer = options.frozen(); layer < options.last(); layer++) {
      tuned.add(new BertLayer(trained, StoredReading.tunedLayer(name, layer), shape.heads()));
    }
  }

  /**
   * Features of an encoder, whose weights to train are put among those of a network.
   *
   * @param file of a whole encoder
   * @param name of the weights to train
   * @throws CanException if the encoder has not so many layers
   */
  public static PretrainedFeatures create(
      ModelFile file, PretrainedOptions options, Weights trained, String name) {
    return create(file, options, trained, name, null);
  }

  /**
   * As {@link #create(ModelFile, PretrainedOptions, Weights, String)}.
   *
   * @param lender features that were created of the same file and with the same options: the
   *     encoder then is in memory once; null for none
   * @throws IllegalArgumentException if the lender has another file or other options
   */
  public static PretrainedFeatures create(
      ModelFile file,
      PretrainedOptions options,
      Weights trained,
      String name,
      @Nullable PretrainedFeatures lender) {
    EncoderFile.requireLayers(file, options.last());
    if (lender != null
        && !(lender.file.contentHash().equals(file.contentHash())
            && lender.options.equals(options))) {
      throw new IllegalArgumentException(
          "an encoder that is read from another file or in another way cannot be shared");
    }
    if (options.mixed() > 1) {
      trained.constant(name + MIX, new Shape(options.mixed()), 0);
      trained.constant(name + SCALE, new Shape(1), 1);
    }
    if (options.tuned() > 0) {
      putTuned(file, options, trained, name);
    }
    FrozenStates frozen =
        lender == null
            ? new FrozenStates(PretrainedEncoder.load(file, options.frozen()), options)
            : lender.frozen.shared(options);
    return new PretrainedFeatures(file, frozen, options, trained, name);
  }

  private static void putTuned(
      ModelFile file, PretrainedOptions options, Weights trained, String name) {
    Map<String, Tensor> tensors = EncoderFile.weights(file, options.last());
    Set<String> names = new LinkedHashSet<>();
    BertShape shape = EncoderFile.spec(file).shape();
    for (int layer = options.frozen(); layer < options.last(); layer++) {
      names.addAll(shape.layer(Bert.layer(layer)).keySet());
    }
    tensors.keySet().retainAll(names);
    try (Weights tuned = StoredWeights.weights(tensors)) {
      names.forEach(weight -> trained.put(name + StoredReading.TUNED + weight, tuned.get(weight)));
    }
  }

  /**
   * Reads what {@link #addTo} wrote.
   *
   * @param trained the weights of the network, with those that were trained
   * @throws CanException if the file is damaged, or a weight is missing or not of its shape
   */
  public static PretrainedFeatures load(ModelFile file, Weights trained, String name) {
    return load(file, trained, name, null);
  }

  /**
   * As {@link #load(ModelFile, Weights, String)}.
   *
   * @param lender features of a file with the {@link StoredReading#isSame same} encoder, which then
   *     is in memory once; null for none
   */
  public static PretrainedFeatures load(
      ModelFile file, Weights trained, String name, @Nullable PretrainedFeatures lender) {
    PretrainedOptions options = StoredReading.options(file);
    BertShape shape = EncoderFile.spec(file).shape();
    trained.require(trainedShapes(shape, options, name), file.where());
    EncoderFile.requireLayers(file, options.frozen());
    FrozenStates frozen =
        lender == null
            ? new FrozenStates(PretrainedEncoder.load(file, shape.layers()), options)
            : lender.frozen.shared(options);
    return new PretrainedFeatures(file, frozen, options, trained, name);
  }

  /** Whether the network in a file reads words through the same encoder as this one. */
  public boolean canShare(ModelFile other) {
    return StoredReading.isIn(other)
        && StoredReading.encoder(other).equals(StoredReading.encoder(file));
  }

  private static Map<String, Shape> trainedShapes(
      BertShape shape, PretrainedOptions options, String name) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    if (options.mixed() > 1) {
      shapes.put(name + MIX, new Shape(options.mixed()));
      shapes.put(name + SCALE, new Shape(1));
    }
    for (int layer = options.frozen(); layer < options.last(); layer++) {
      shapes.putAll(shape.layer(StoredReading.tunedLayer(name, layer)));
    }
    return shapes;
  }

  /**
   * Chooses the word pieces that {@link #addTo} writes; without this all are written.
   *
   * @param text whose word pieces are needed
   * @param reserve how many other word pieces to add for other text: the most frequent ones that
   *     consist of characters of the text
   */
  void keep(List<? extends List<String>> text, int reserve) {
    kept = KeptPieces.of(frozen.pieces(), text, reserve);
  }

  /** Adds what a network needs to read words, but for the trained weights. */
  public void addTo(ModelFileWriter writer) {
    addTo(writer, null);
  }

  /**
   * As {@link #addTo(ModelFileWriter)}, for another network too.
   *
   * @param other a file whose network {@link #canShare can share} the encoder; null for none
   */
  public void addTo(ModelFileWriter writer, @Nullable ModelFile other) {
    EncoderFile.Spec spec = EncoderFile.spec(file);
    List<String> pieces = EncoderFile.pieces(file);
    int layers = options.frozen();
    KeptPieces chosen = kept;
    if (other != null) {
      layers = Math.max(layers, EncoderFile.spec(other).shape().layers());
      chosen = chosen == null ? null : chosen.with(pieces, EncoderFile.pieces(other));
    }
    Map<String, Tensor> weights = EncoderFile.weights(file, layers);
    if (chosen != null) {
      pieces = chosen.of(pieces);
      weights.put(Bert.WORDS, chosen.rows(Objects.requireNonNull(weights.get(Bert.WORDS))));
    }
    writer.put(StoredReading.CONFIG, options);
    BertShape stored = spec.shape().withLayers(layers).withVocabulary(pieces.size());
    EncoderFile.write(
        writer,
        new EncoderFile.Spec(spec.name(), spec.id(), stored),
        pieces,
        precision == WeightPrecision.INT8 ? EncoderFile.small(weights) : weights);
    file.notices().forEach(writer::notice);
  }

  /**
   * An encoder of its own, up to the last layer read, with the layers that were trained. It has the
   * word pieces of the file that this was read from.
   *
   * @param called the name of the new encoder
   * @return its file, for the caller to add provenance to; the notices are there
   * @throws CanException if no layer was trained
   */
  public ModelFileWriter encoder(String called) {
    EncoderFile.Spec spec = EncoderFile.spec(file);
    if (options.tuned() == 0) {
      throw new CanException(
          file.where()
              + " reads words through "
              + spec.name()
              + " as it was, expected a model that was trained with --tune-layers");
    }
    Map<String, Tensor> weights = EncoderFile.weights(file, options.frozen());
    Map<String, Tensor> all = StoredWeights.half(trained);
    for (int layer = options.frozen(); layer < options.last(); layer++) {
      for (String weight : shape.layer(Bert.layer(layer)).keySet()) {
        weights.put(weight, Objects.requireNonNull(all.get(name + StoredReading.TUNED + weight)));
      }
    }
    List<String> pieces = EncoderFile.pieces(file);
    ModelFileWriter writer = new ModelFileWriter(ModelKind.ENCODER);
    EncoderFile.write(
        writer,
        new EncoderFile.Spec(
            called, EncoderFile.id(pieces, weights), spec.shape().withLayers(options.last())),
        pieces,
        weights);
    file.notices().forEach(writer::notice);
    return writer;
  }

  /** The width of a word's vector. */
  public int width() {
    return shape.width();
  }

  /** How words are read. */
  public PretrainedOptions options() {
    return options;
  }

  /** Computes what the frozen layers give for sentences, or takes it from a cache, and keeps it. */
  public void remember(
      List<? extends List<String>> sentences, DiskCache cache, TrainingListener listener) {
    frozen.remember(sentences, file.contentHash(), cache, listener);
  }

  /**
   * Prepares for a training.
   *
   * @param train the sentences to learn from
   * @param dev those to choose by
   */
  public void prepare(
      PretrainedSource source,
      List<? extends List<String>> train,
      List<? extends List<String>> dev,
      TrainingListener listener) {
    List<List<String>> text = new ArrayList<>(train);
    text.addAll(dev);
    keep(text, source.reserve());
    precision = source.precision();
    remember(train, source.cache(), listener);
    remember(dev, source.cache(), listener);
  }

  /**
   * The parts of a batch whose gradients are computed one after the other, so that not all states
   * of the layers that are trained have to be kept at once.
   *
   * @param words how many words an example has
   */
  public List<int[]> parts(int[] batch, IntUnaryOperator words) {
    return options.tuned() == 0 ? List.of(batch) : Batches.of(batch, words, WORDS_AT_ONCE);
  }

  /** The learning rates of a weight of the network: those of the source where it is tuned. */
  public Schedule schedule(String weight, Schedule common, PretrainedSource source) {
    return weight.startsWith(name + StoredReading.TUNED)
        ? Schedule.rising(source.learningRate(), WARM_UP, common.total(), 0)
        : common;
  }

  /**
   * The vectors of a batch of sentences.
   *
   * @param training whether to drop values in the layers that are trained
   * @return shape (sentences, steps, width), padded to the longest sentence, which has {@code
   *     steps} words, with zeros
   */
  public NDArray run(NDManager manager, List<? extends List<String>> sentences, boolean training) {
    return run(manager, new ReadBatch(sentences), training);
  }

  /** As {@link #run(NDManager, List, boolean)}, of a batch that others may read too. */
  public NDArray run(NDManager manager, ReadBatch batch, boolean training) {
    List<? extends List<String>> sentences = batch.sentences();
    int words = Math.max(1, sentences.stream().mapToInt(List::size).max().orElse(0));
    List<Tensor> states = batch.states(frozen);
    return options.tuned() == 0
        ? mixed(new WordStates(options, shape.width()).padded(manager, states, words))
        : tuned(manager, sentences, states, words, training);
  }

  private NDArray mixed(NDList layers) {
    if (layers.size() == 1) {
      return layers.get(0);
    }
    // Begun with an array of the batch, so that all that follows belongs to the batch too.
    NDArray weights =
        layers
            .get(0)
            .getManager()
            .ones(new Shape(1))
            .mul(trained.get(name + MIX))
            .softmax(-1)
            .mul(trained.get(name + SCALE));
    NDArray sum = layers.get(0).mul(weights.get("0:1"));
    for (int layer = 1; layer < layers.size(); layer++) {
      sum = sum.add(layers.get(layer).mul(weights.get(layer + ":" + (layer + 1))));
    }
    return sum;
  }

  private NDArray tuned(
      NDManager manager,
      List<? extends List<String>> sentences,
      List<Tensor> states,
      int words,
      boolean training) {
    PieceBatch batch = new PieceBatch(frozen.pieces().split(sentences), shape.positions());
    NDArray x = new PieceStates(options, shape).padded(manager, states, batch);
    NDArray mask = batch.mask(manager).reshape(x.getShape().get(0), 1, 1, batch.steps());
    NDList layers = new NDList();
    for (int layer = options.frozen(); layer <= options.last(); layer++) {
      if (layer > options.frozen()) {
        x = tuned.get(layer - options.frozen() - 1).run(x, mask, training ? DROPOUT : 0);
      }
      if (layer >= options.first()) {
        layers.add(x);
      }
    }
    return batch.pooled(mixed(layers), options.pooling(), words);
  }

  /** Frees what no other features share. Closing twice does no harm. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      frozen.close();
    }
  }
}
