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
import io.github.canner.nn.Weights;
import java.util.Arrays;
import java.util.SplittableRandom;

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
  private static final float TINY = 1e-8f;

  private static final float FIRST_LOG_TRUST = 7;

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
    SplittableRandom random = new SplittableRandom(options.seed());
    int width = options.embedding();
    int source = 2 * options.encoder();
    int state = options.decoder();
    weights.uniform("embedding", new Shape(vocabulary, width), Math.sqrt(1.0 / width), random);
    BiLstm.create(weights, "encoder", width, options.encoder(), random);
    linear(weights, "lower.state", 2L * state, source, random);
    linear(weights, "upper.state", 2L * state, source, random);
    Lstm.create(weights, "lower", width, state, random);
    weights.glorot("attention.key", state, source, random);
    weights.constant("attention.bias", new Shape(state), 0);
    Lstm.create(weights, "upper", source, state, random);
    linear(weights, "output", width, 2L * state + source, random);
    linear(weights, "gate", 1, 2L * state + source, random);
    weights.glorot("trust.weight", 1, 2L * state + source, random);
    weights.constant("trust.bias", new Shape(1), FIRST_LOG_TRUST);
    weights.constant("vocabulary.bias", new Shape(vocabulary), 0);
  }

  SubwordLexicon lexicon() {
    return lexicon;
  }

  /**
   * Checks that weights read from a file are those of this network.
   *
   * @throws CanException if one is missing, has another shape, or is one too many
   */
  static void check(Weights weights, TranslatorOptions options, int vocabulary, String where) {
    try (Weights expected = new Weights()) {
      create(expected, options, vocabulary);
      if (!expected.names().equals(weights.names())) {
        throw new CanException(
            where + ": holds the weights " + weights.names() + ", expected " + expected.names());
      }
      for (String name : expected.names()) {
        Shape shape = weights.get(name).getShape();
        if (!shape.equals(expected.get(name).getShape())) {
          throw new CanException(
              where
                  + ": weight "
                  + name
                  + " has shape "
                  + shape
                  + ", expected "
                  + expected.get(name).getShape());
        }
      }
    }
  }

  private static void linear(
      Weights weights, String name, long out, long in, SplittableRandom random) {
    weights.glorot(name + ".weight", out, in, random);
    weights.constant(name + ".bias", new Shape(out), 0);
  }

  private NDArray linear(String name, NDArray x) {
    return Layers.linear(x, weights.get(name + ".weight"), weights.get(name + ".bias"));
  }

  /**
   * A source sentence as the decoder sees it; every array starts with (batch, source steps).
   *
   * @param ids the subwords
   * @param mask 1 for each real subword
   * @param states the encoder's outputs, width 2 × encoder
   * @param keys what attention compares with, width of the decoder
   * @param sameSubword 1 where two positions hold the same subword, shape (batch, source steps,
   *     source steps)
   * @param candidates the English subwords that the lexicon knows for the sentence, each once,
   *     shape (batch, candidates)
   * @param shares of each candidate among the translations of each source subword, shape (batch,
   *     source steps, candidates)
   */
  record Source(
      NDArray ids,
      NDArray mask,
      NDArray states,
      NDArray keys,
      NDArray sameSubword,
      NDArray candidates,
      NDArray shares) {}

  /** The memory of both decoder layers, each (1, batch, decoder). */
  record State(NDArray lowerHidden, NDArray lowerCell, NDArray upperHidden, NDArray upperCell) {}

  /**
   * One decoding step.
   *
   * @param logProbabilities (batch, vocabulary)
   * @param attention (batch, source steps)
   * @param state the memory after it
   */
  record Step(NDArray logProbabilities, NDArray attention, State state) {}

  Source encode(NDManager manager, int[][] sentences, float dropout, boolean training) {
    int steps = Layers.longest(sentences);
    int[] lengths = lengths(sentences);
    NDArray ids = Layers.padded(manager, sentences, steps, Subwords.PADDING);
    NDArray mask = Layers.mask(manager, lengths, steps);
    NDArray embedded =
        Layers.dropout(Layers.embed(ids, weights.get("embedding")), dropout, training);
    NDArray states = Layers.dropout(encoder.run(embedded, lengths), dropout, training);
    NDArray keys =
        Layers.linear(states, weights.get("attention.key"), weights.get("attention.bias"));
    NDArray same = ids.expandDims(1).eq(ids.expandDims(2)).toType(DataType.FLOAT32, false);
    int[][] candidates = Arrays.stream(sentences).map(lexicon::candidates).toArray(int[][]::new);
    int width = Layers.longest(candidates);
    NDArray candidateIds = Layers.padded(manager, candidates, width, Subwords.PADDING);
    float[] shares = new float[sentences.length * steps * width];
    for (int b = 0; b < sentences.length; b++) {
      fillShares(sentences[b], candidates[b], shares, b * steps * width, width, 1);
    }
    return new Source(
        ids,
        mask,
        states,
        keys,
        same,
        candidateIds,
        manager.create(shares, new Shape(sentences.length, steps, width)));
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

  State start(Source source) {
    NDArray mask = source.mask().expandDims(2);
    NDArray mean = source.states().mul(mask).sum(new int[] {1}).div(mask.sum(new int[] {1}));
    NDList low = linear("lower.state", mean).tanh().expandDims(0).split(2, 2);
    NDList high = linear("upper.state", mean).tanh().expandDims(0).split(2, 2);
    return new State(low.get(0), low.get(1), high.get(0), high.get(1));
  }

  /** Everything the loss and a decoding step share, for all given target steps at once. */
  private record Decoded(
      NDArray attention,
      NDArray output,
      NDArray logVocabulary,
      NDArray gate,
      NDArray trust,
      State state) {}

  private Decoded decode(
      Source source, State state, NDArray inputs, float dropout, boolean training) {
    NDArray embedded =
        Layers.dropout(Layers.embed(inputs, weights.get("embedding")), dropout, training);
    NDList low = lower.run(embedded, state.lowerHidden(), state.lowerCell());
    NDArray query = low.get(0);
    NDArray scores = query.matMul(source.keys().transpose(0, 2, 1));
    NDArray attention = Layers.maskedSoftmax(scores, source.mask().expandDims(1));
    NDArray context = attention.matMul(source.states());
    NDArray read = Layers.dropout(context, dropout, training);
    NDList high = upper.run(read, state.upperHidden(), state.upperCell());
    NDArray known =
        Layers.dropout(
            NDArrays.concat(new NDList(query, high.get(0), context), 2), dropout, training);
    NDArray output = Layers.dropout(linear("output", known).tanh(), dropout, training);
    NDArray logits =
        Layers.linear(output, weights.get("embedding"), weights.get("vocabulary.bias"));
    return new Decoded(
        attention,
        output,
        logits.logSoftmax(2),
        Layers.sigmoid(linear("gate", known)),
        linear("trust", known).exp(),
        new State(low.get(1), low.get(2), high.get(1), high.get(2)));
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
    int steps = Layers.longest(targets);
    NDArray outputs = Layers.padded(manager, targets, steps, Subwords.PADDING);
    NDArray inputs = Layers.padded(manager, shifted(targets), steps, Subwords.PADDING);
    NDArray real = Layers.mask(manager, lengths(targets), steps);
    Decoded decoded = decode(source, start(source), inputs, dropout, training);

    NDArray logGold = decoded.logVocabulary().gather(outputs.expandDims(2), 2).squeeze(2);
    NDArray holds =
        source.ids().expandDims(1).eq(outputs.expandDims(2)).toType(DataType.FLOAT32, false);
    NDArray copied = decoded.attention().mul(holds).sum(new int[] {2});
    NDArray gate = decoded.gate().squeeze(2);
    NDArray goldShares = goldShares(manager, sources, targets, steps);
    NDArray trust = decoded.trust().squeeze(2);
    NDArray lean = decoded.attention().mul(goldShares).sum(new int[] {2}).mul(trust).add(1);
    NDArray generated = logGold.exp().mul(lean).div(normaliser(source, decoded).squeeze(2));
    NDArray gold = gate.mul(generated).add(gate.neg().add(1).mul(copied));
    NDArray count = real.sum();
    NDArray likelihood = gold.add(TINY).log().neg().mul(real).sum().div(count);
    NDArray smooth =
        meanLogVocabulary(decoded.output(), outputs, logGold).neg().mul(real).sum().div(count);

    int sourceSteps = Math.toIntExact(source.ids().getShape().get(1));
    NDArray linked =
        manager.create(
            dense(links, steps, sourceSteps), new Shape(targets.length, steps, sourceSteps));
    NDArray guided = linked.max(new int[] {2});
    NDArray onLinks = decoded.attention().mul(linked).sum(new int[] {2});
    NDArray guidance = onLinks.add(TINY).log().neg().mul(guided).sum().div(guided.sum().add(1));
    NDArray total =
        likelihood
            .mul(1 - options.labelSmoothing())
            .add(smooth.mul(options.labelSmoothing()))
            .add(guidance.mul(options.guidance()));
    return new Loss(total, likelihood, guidance);
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
  private static NDArray normaliser(Source source, Decoded decoded) {
    NDArray shares = decoded.attention().matMul(source.shares());
    Shape shape = shares.getShape();
    NDArray candidates = source.candidates().expandDims(1).broadcast(shape);
    NDArray likely = decoded.logVocabulary().gather(candidates, 2).exp();
    return likely.mul(shares).sum(new int[] {2}, true).mul(decoded.trust()).add(1);
  }

  /**
   * The mean of log P_vocabulary over the vocabulary, as the mean logit less the normaliser,
   * neither of which needs another pass over the vocabulary.
   */
  private NDArray meanLogVocabulary(NDArray output, NDArray gold, NDArray logGold) {
    NDArray table = weights.get("embedding");
    NDArray bias = weights.get("vocabulary.bias");
    NDArray meanLogit = output.mul(table.mean(new int[] {0})).sum(new int[] {2}).add(bias.mean());
    NDArray goldBias = Layers.embed(gold, bias.expandDims(1)).squeeze(2);
    NDArray goldLogit = output.mul(Layers.embed(gold, table)).sum(new int[] {2}).add(goldBias);
    return meanLogit.sub(goldLogit.sub(logGold));
  }

  /** One step of decoding from the subwords chosen last, (batch, 1). */
  Step step(Source source, State state, NDArray last) {
    Decoded decoded = decode(source, state, last, 0, false);
    NDArray attention = decoded.attention();
    NDArray gate = decoded.gate().squeeze(1);
    NDArray lean = attention.matMul(source.shares()).mul(decoded.trust()).add(1).squeeze(1);
    NDArray vocabulary = decoded.logVocabulary().squeeze(1).exp();
    NDArray leaning = vocabulary.gather(source.candidates(), 1).mul(lean);
    NDArray generated =
        vocabulary
            .scatter(source.candidates(), leaning, 1)
            .div(normaliser(source, decoded).squeeze(1))
            .mul(gate);
    NDArray copied = attention.matMul(source.sameSubword()).squeeze(1).mul(gate.neg().add(1));
    NDArray both = generated.gather(source.ids(), 1).add(copied);
    NDArray mixed = generated.scatter(source.ids(), both, 1);
    return new Step(mixed.add(TINY).log(), attention.squeeze(1), decoded.state());
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
