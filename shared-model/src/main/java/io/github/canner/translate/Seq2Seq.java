// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.canner.CanException;
import io.github.canner.nn.BiLstm;
import io.github.canner.nn.Layers;
import io.github.canner.nn.Lstm;
import io.github.canner.nn.LstmCell;
import io.github.canner.nn.Matrix;
import io.github.canner.nn.WeightPlan;
import io.github.canner.nn.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The network of the translator: a bidirectional LSTM reads the source; a lower LSTM reads the
 * English so far and asks, by global attention (Luong et al. 2015), where to look; an upper LSTM
 * reads what was found. The next subword is generated or copied (See et al. 2017): P(w) =
 * g·P_generated(w) + (1−g)·Σ attention on source positions that hold w. What is generated leans on
 * a lexicon of translations as far as the step trusts it, κ ≥ 0: P_generated(w) ∝
 * P_vocabulary(w)·(1 + κ·L(w)), where L(w) is the share of w among the translations of the source
 * subwords, averaged by the attention. No step needs the attention of the one before, so that a
 * whole target sentence is one call in training.
 */
final class Seq2Seq {
  /** The weights with one row for each subword. */
  static final Set<String> OF_SUBWORDS = Set.of("embedding", "vocabulary.bias");

  private static final float TINY = 1e-8f;

  private static final float FIRST_LOG_TRUST = 7;

  /** With so many, Swahili loses 0.03 chrF to translations from the whole vocabulary. */
  private static final int COMMONEST = 1000;

  private final Weights weights;
  private final SubwordLexicon lexicon;
  private final BiLstm encoder;
  private final Lstm lower;
  private final Lstm upper;

  /** The network with these weights, made by {@link #create} or read from a file. */
  Seq2Seq(Weights weights, SubwordLexicon lexicon) {
    this.weights = weights;
    this.lexicon = lexicon;
    this.encoder = new BiLstm(weights, "encoder");
    this.lower = new Lstm(weights, "lower");
    this.upper = new Lstm(weights, "upper");
  }

  /** Puts untrained weights in place. */
  static void create(Weights weights, TranslatorOptions options, int vocabulary) {
    plan(options, vocabulary).create(weights, new SplittableRandom(options.seed()));
  }

  /**
   * Checks that weights read from a file are those of this network.
   *
   * @throws CanException if one is missing, has another shape, or is one too many
   */
  static void check(Weights weights, TranslatorOptions options, int vocabulary, String where) {
    plan(options, vocabulary).check(weights, where);
  }

  private static WeightPlan plan(TranslatorOptions options, int vocabulary) {
    WeightPlan plan = new WeightPlan();
    int width = options.embedding();
    int source = 2 * options.encoder();
    int state = options.decoder();
    plan.uniform("embedding", new Shape(vocabulary, width), Math.sqrt(1.0 / width));
    BiLstm.plan(plan, "encoder", width, options.encoder());
    planLinear(plan, "lower.state", 2L * state, source);
    planLinear(plan, "upper.state", 2L * state, source);
    Lstm.plan(plan, "lower", width, state);
    plan.glorot("attention.key", state, source);
    plan.constant("attention.bias", new Shape(state), 0);
    Lstm.plan(plan, "upper", source, state);
    planLinear(plan, "output", width, 2L * state + source);
    planLinear(plan, "gate", 1, 2L * state + source);
    plan.glorot("trust.weight", 1, 2L * state + source);
    plan.constant("trust.bias", new Shape(1), FIRST_LOG_TRUST);
    plan.constant("vocabulary.bias", new Shape(vocabulary), 0);
    return plan;
  }

  private static void planLinear(WeightPlan plan, String name, long out, long in) {
    plan.glorot(name + ".weight", out, in);
    plan.constant(name + ".bias", new Shape(out), 0);
  }

  SubwordLexicon lexicon() {
    return lexicon;
  }

  private NDArray linear(String name, NDArray x) {
    return Layers.linear(x, weights.get(name + ".weight"), weights.get(name + ".bias"));
  }

  /**
   * Source sentences as the decoder sees them; every array starts with (batch, source steps).
   *
   * @param mask 1 for each real subword
   * @param states the encoder's outputs, width 2 × encoder
   * @param keys what attention compares with, width of the decoder
   */
  private record Source(NDArray mask, NDArray states, NDArray keys) {}

  /** The memory of both decoder layers, each of shape (batch, decoder). */
  private record State(
      NDArray lowerHidden, NDArray lowerCell, NDArray upperHidden, NDArray upperCell) {}

  private Source encode(NDManager manager, int[][] sentences, float dropout, boolean training) {
    int steps = Layers.longest(sentences);
    int[] lengths = lengths(sentences);
    NDArray ids = Layers.padded(manager, sentences, steps, Subwords.PADDING);
    NDArray embedded =
        Layers.dropout(Layers.embed(ids, weights.get("embedding")), dropout, training);
    NDArray states = Layers.dropout(encoder.run(embedded, lengths), dropout, training);
    NDArray keys =
        Layers.linear(states, weights.get("attention.key"), weights.get("attention.bias"));
    return new Source(Layers.mask(manager, lengths, steps), states, keys);
  }

  /** Reads source sentences, none empty, for a {@link Decoder}. */
  List<EncodedSentence> read(NDManager manager, int[][] sentences) {
    Source source = encode(manager, sentences, 0, false);
    float[][] keys = stepRows(source.keys());
    float[][] gates = stepRows(upper.gates(source.states()));
    NDArray ofContext = head(manager, "weight").get(":, " + 2 * stateWidth() + ":");
    float[][] head = stepRows(Layers.linear(source.states(), ofContext, head(manager, "bias")));
    State start = start(source);
    float[][] lowerHidden = Matrix.rows(start.lowerHidden());
    float[][] lowerCell = Matrix.rows(start.lowerCell());
    float[][] upperHidden = Matrix.rows(start.upperHidden());
    float[][] upperCell = Matrix.rows(start.upperCell());
    int steps = Layers.longest(sentences);
    List<EncodedSentence> encoded = new ArrayList<>();
    for (int b = 0; b < sentences.length; b++) {
      int from = b * steps;
      int to = from + sentences[b].length;
      encoded.add(
          new EncodedSentence(
              sentences[b],
              Matrix.ofRows(Arrays.copyOfRange(keys, from, to)),
              Matrix.ofColumns(Arrays.copyOfRange(gates, from, to)),
              Matrix.ofColumns(Arrays.copyOfRange(head, from, to)),
              new Decoder.State(
                  new LstmCell.State(lowerHidden[b], lowerCell[b]),
                  new LstmCell.State(upperHidden[b], upperCell[b]))));
    }
    return encoded;
  }

  private static float[][] stepRows(NDArray array) {
    return Matrix.rows(array.reshape(-1, array.getShape().get(2)));
  }

  /** A decoder with a copy of these weights as they are now. */
  Decoder decoder() {
    try (NDManager manager = weights.manager().newSubManager()) {
      NDArray table = weights.get("embedding");
      int size = Math.toIntExact(table.getShape().get(0));
      NDArray every = manager.create(LongStream.range(0, size).toArray());
      return new Decoder(
          always(),
          lexicon,
          new Decoder.Vocabulary(Matrix.rows(table), weights.get("vocabulary.bias").toFloatArray()),
          Matrix.rows(lower.gates(Layers.embed(every, table))),
          new LstmCell(weights, "lower"),
          new LstmCell(weights, "upper"),
          Matrix.of(head(manager, "weight")).columns(0, 2 * stateWidth()));
    }
  }

  /** The subwords that any translation may hold. */
  private int[] always() {
    return IntStream.concat(IntStream.of(Subwords.END), Arrays.stream(lexicon.commonest(COMMONEST)))
        .toArray();
  }

  /**
   * The layers that see both outputs and the context, as one: the output before its tanh, then the
   * gate before its sigmoid, then log κ.
   *
   * @param part weight or bias
   */
  private NDArray head(NDManager manager, String part) {
    NDList layers = new NDList();
    for (String name : List.of("output.", "gate.", "trust.")) {
      layers.add(weights.get(name + part));
    }
    NDArray head = NDArrays.concat(layers, 0);
    head.attach(manager);
    return head;
  }

  /** Sets from[offset + s·sourceStride + t·targetStride] to the share of target t for source s. */
  private void fillShares(
      int[] source, int[] target, float[] into, int offset, int sourceStride, int targetStride) {
    for (int s = 0; s < source.length; s++) {
      for (int t = 0; t < target.length; t++) {
        into[offset + s * sourceStride + t * targetStride] = lexicon.share(source[s], target[t]);
      }
    }
  }

  private State start(Source source) {
    NDArray mask = source.mask().expandDims(2);
    NDArray mean = source.states().mul(mask).sum(new int[] {1}).div(mask.sum(new int[] {1}));
    NDList low = linear("lower.state", mean).tanh().split(2, 1);
    NDList high = linear("upper.state", mean).tanh().split(2, 1);
    return new State(low.get(0), low.get(1), high.get(0), high.get(1));
  }

  /** Where each query looks, (batch, queries, source steps), and what it finds there. */
  private record Attended(NDArray attention, NDArray context) {}

  private static Attended attend(Source source, NDArray query) {
    NDArray scores = query.matMul(source.keys().transpose(0, 2, 1));
    NDArray attention = Layers.maskedSoftmax(scores, source.mask().expandDims(1));
    return new Attended(attention, attention.matMul(source.states()));
  }

  /** What is said of each target step; every array starts with (batch, queries). */
  private record Predicted(NDArray output, NDArray logits, NDArray gate, NDArray trust) {}

  private Predicted predict(
      NDArray query, NDArray high, NDArray context, float dropout, boolean training) {
    NDArray known =
        Layers.dropout(NDArrays.concat(new NDList(query, high, context), 2), dropout, training);
    NDArray output = Layers.dropout(linear("output", known).tanh(), dropout, training);
    NDArray logits =
        Layers.linear(output, weights.get("embedding"), weights.get("vocabulary.bias"));
    return new Predicted(
        output, logits, Layers.sigmoid(linear("gate", known)), linear("trust", known).exp());
  }

  /**
   * The losses of a batch.
   *
   * @param total what to differentiate
   * @param likelihood mean −log P of a target subword, without smoothing
   * @param guidance mean −log of the attention that falls on aligned positions
   */
  record Loss(NDArray total, NDArray likelihood, NDArray guidance) {}

  /**
   * Teacher forcing.
   *
   * @param targets the English subwords with the end mark
   * @param links for each sentence, target step and source step whether the statistical aligner
   *     links them
   */
  Loss loss(
      NDManager manager,
      int[][] sources,
      int[][] targets,
      boolean[][][] links,
      TranslatorOptions options,
      boolean training) {
    float dropout = options.dropout();
    Source source = encode(manager, sources, dropout, training);
    State start = start(source);
    int steps = Layers.longest(targets);
    int sourceSteps = Layers.longest(sources);
    NDArray outputs = Layers.padded(manager, targets, steps, Subwords.PADDING);
    NDArray inputs = Layers.padded(manager, shifted(targets), steps, Subwords.PADDING);
    NDArray real = Layers.mask(manager, lengths(targets), steps);
    NDArray embedded =
        Layers.dropout(Layers.embed(inputs, weights.get("embedding")), dropout, training);
    NDArray query = run(lower, embedded, start.lowerHidden(), start.lowerCell());
    Attended attended = attend(source, query);
    NDArray attention = attended.attention();
    NDArray read = Layers.dropout(attended.context(), dropout, training);
    NDArray high = run(upper, read, start.upperHidden(), start.upperCell());
    Predicted predicted = predict(query, high, attended.context(), dropout, training);
    NDArray logVocabulary = predicted.logits().logSoftmax(2);

    NDArray logGold = logVocabulary.gather(outputs.expandDims(2), 2).squeeze(2);
    NDArray ids = Layers.padded(manager, sources, sourceSteps, Subwords.PADDING);
    NDArray holds = ids.expandDims(1).eq(outputs.expandDims(2)).toType(DataType.FLOAT32, false);
    NDArray copied = attention.mul(holds).sum(new int[] {2});
    NDArray gate = predicted.gate().squeeze(2);
    NDArray goldShares = goldShares(manager, sources, targets, steps);
    NDArray trust = predicted.trust();
    NDArray lean = attention.mul(goldShares).sum(new int[] {2}).mul(trust.squeeze(2)).add(1);
    NDArray normaliser = normaliser(manager, sources, attention, logVocabulary, trust);
    NDArray generated = logGold.exp().mul(lean).div(normaliser.squeeze(2));
    NDArray gold = gate.mul(generated).add(gate.neg().add(1).mul(copied));
    NDArray count = real.sum();
    NDArray likelihood = gold.add(TINY).log().neg().mul(real).sum().div(count);
    NDArray smooth =
        meanLogVocabulary(predicted.output(), outputs, logGold).neg().mul(real).sum().div(count);

    NDArray linked =
        manager.create(
            dense(links, steps, sourceSteps), new Shape(targets.length, steps, sourceSteps));
    NDArray guided = linked.max(new int[] {2});
    NDArray onLinks = attention.mul(linked).sum(new int[] {2});
    NDArray guidance = onLinks.add(TINY).log().neg().mul(guided).sum().div(guided.sum().add(1));
    NDArray total =
        likelihood
            .mul(1 - options.labelSmoothing())
            .add(smooth.mul(options.labelSmoothing()))
            .add(guidance.mul(options.guidance()));
    return new Loss(total, likelihood, guidance);
  }

  /**
   * What a decoder that is led along given target sentences sees and remembers.
   *
   * @param attention on the source subwords before each target subword, shape (batch, target steps,
   *     source steps)
   * @param states the memory of the upper layer that each target subword is chosen from, shape
   *     (batch, target steps, decoder)
   */
  record Forced(NDArray attention, NDArray states) {}

  /** Leads the decoder along target sentences, each with the end mark. */
  Forced forced(NDManager manager, int[][] sources, int[][] targets) {
    Source source = encode(manager, sources, 0, false);
    State start = start(source);
    int steps = Layers.longest(targets);
    NDArray inputs = Layers.padded(manager, shifted(targets), steps, Subwords.PADDING);
    NDArray embedded = Layers.embed(inputs, weights.get("embedding"));
    NDArray query = run(lower, embedded, start.lowerHidden(), start.lowerCell());
    Attended attended = attend(source, query);
    NDArray states = run(upper, attended.context(), start.upperHidden(), start.upperCell());
    return new Forced(attended.attention(), states);
  }

  /** The width of the decoder's memory. */
  int stateWidth() {
    return Math.toIntExact(weights.get("attention.bias").size());
  }

  private NDArray goldShares(NDManager manager, int[][] sources, int[][] targets, int steps) {
    int sourceSteps = Layers.longest(sources);
    float[] shares = new float[sources.length * steps * sourceSteps];
    for (int b = 0; b < sources.length; b++) {
      fillShares(sources[b], targets[b], shares, b * steps * sourceSteps, 1, sourceSteps);
    }
    return manager.create(shares, new Shape(sources.length, steps, sourceSteps));
  }

  /** Σ P_vocabulary(w)·(1 + κ·L(w)) over the vocabulary, shape (batch, target steps, 1). */
  private NDArray normaliser(
      NDManager manager, int[][] sources, NDArray attention, NDArray logVocabulary, NDArray trust) {
    int steps = Layers.longest(sources);
    int[][] candidates = Arrays.stream(sources).map(lexicon::candidates).toArray(int[][]::new);
    int width = Layers.longest(candidates);
    float[] shares = new float[sources.length * steps * width];
    for (int b = 0; b < sources.length; b++) {
      fillShares(sources[b], candidates[b], shares, b * steps * width, width, 1);
    }
    NDArray leaning =
        attention.matMul(manager.create(shares, new Shape(sources.length, steps, width)));
    NDArray ids =
        Layers.padded(manager, candidates, width, Subwords.PADDING)
            .expandDims(1)
            .broadcast(leaning.getShape());
    NDArray likely = logVocabulary.gather(ids, 2).exp();
    return likely.mul(leaning).sum(new int[] {2}, true).mul(trust).add(1);
  }

  /**
   * The mean of log P_vocabulary over the vocabulary, as the mean logit less the normaliser,
   * neither of which needs another pass over the vocabulary.
   */
  private NDArray meanLogVocabulary(NDArray output, NDArray gold, NDArray logGold) {
    NDArray table = weights.get("embedding");
    NDArray bias = weights.get("vocabulary.bias");
    NDManager manager = output.getManager();
    NDArray meanWeight = table.mean(new int[] {0});
    NDArray meanBias = bias.mean();
    NDArray biases = bias.expandDims(1);
    manager.attachAll(meanWeight, meanBias, biases);
    NDArray meanLogit = output.mul(meanWeight).sum(new int[] {2}).add(meanBias);
    NDArray goldBias = Layers.embed(gold, biases).squeeze(2);
    NDArray goldLogit = output.mul(Layers.embed(gold, table)).sum(new int[] {2}).add(goldBias);
    return meanLogit.sub(goldLogit.sub(logGold));
  }

  private static NDArray run(Lstm layer, NDArray x, NDArray hidden, NDArray cell) {
    return layer.run(x, hidden.expandDims(0), cell.expandDims(0)).get(0);
  }

  private static int[][] shifted(int[][] targets) {
    int[][] shifted = new int[targets.length][];
    for (int b = 0; b < targets.length; b++) {
      shifted[b] = new int[targets[b].length];
      shifted[b][0] = Subwords.START;
      System.arraycopy(targets[b], 0, shifted[b], 1, targets[b].length - 1);
    }
    return shifted;
  }

  private static int[] lengths(int[][] rows) {
    int[] lengths = new int[rows.length];
    for (int b = 0; b < rows.length; b++) {
      lengths[b] = rows[b].length;
    }
    return lengths;
  }

  private static float[] dense(boolean[][][] links, int steps, int sourceSteps) {
    float[] dense = new float[links.length * steps * sourceSteps];
    for (int b = 0; b < links.length; b++) {
      for (int t = 0; t < links[b].length; t++) {
        for (int s = 0; s < links[b][t].length; s++) {
          dense[(b * steps + t) * sourceSteps + s] = links[b][t][s] ? 1 : 0;
        }
      }
    }
    return dense;
  }
}
