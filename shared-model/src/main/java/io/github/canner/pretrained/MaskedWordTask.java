// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.github.canner.CanException;
import io.github.canner.nn.BatchLoss;
import io.github.canner.nn.Bert;
import io.github.canner.nn.Layers;
import io.github.canner.nn.MaskedHead;
import io.github.canner.nn.Weights;
import io.github.canner.train.Batches;
import io.github.canner.train.TrainingLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Guessing masked words. The steps of a training are the mini-batches of one shuffled reading of
 * the text after the other; a round is a part of them.
 */
final class MaskedWordTask implements TrainingLoop.Task {
  private static final int SPECIALS = 2;
  private static final int MOST_SENTENCES = 256;
  private static final long ORDER_SEED = 0x6f72646572L;
  private static final long HELD_SEED = 0x68656c64L;

  private final Bert bert;
  private final MaskedHead head;
  private final Weights fixed;
  private final Weights trained;
  private final AdaptationOptions options;
  private final MaskedWordText text;
  private final List<PieceSentence> train;
  private final List<PieceSentence> held;
  private final int steps;
  private final int perRound;

  /**
   * A task.
   *
   * @param fixed the weights that stay as they are
   * @param trained those that are trained, the head among them
   */
  MaskedWordTask(
      Bert bert,
      Weights fixed,
      Weights trained,
      AdaptationOptions options,
      MaskedWordText text,
      List<List<String>> train,
      List<List<String>> held) {
    this.bert = bert;
    this.head = new MaskedHead(trained, EncoderFile.MASKED);
    this.fixed = fixed;
    this.trained = trained;
    this.options = options;
    this.text = text;
    this.train = text.read(train);
    this.held = text.read(held);
    if (this.train.isEmpty() || this.held.isEmpty()) {
      throw new CanException(
          "found "
              + train.size()
              + " sentences to learn from and "
              + held.size()
              + " held out, expected words in both");
    }
    int reading = reading(0).size();
    this.steps =
        options.steps() > 0 ? options.steps() : Math.multiplyExact(options.epochs(), reading);
    this.perRound = Math.min(steps, options.round() > 0 ? options.round() : reading);
  }

  /** How many steps there are. */
  int steps() {
    return steps;
  }

  /** How many rounds there are. */
  int rounds() {
    return (steps + perRound - 1) / perRound;
  }

  /** What there is to do. */
  String describe() {
    long pieces = train.stream().mapToLong(sentence -> sentence.ids().length).sum();
    return steps
        + " steps over "
        + pieces
        + " word pieces of "
        + train.size()
        + " sentences; "
        + held.size()
        + " sentences held out";
  }

  private List<int[]> reading(int number) {
    return Batches.shuffled(
        train.size(),
        i -> train.get(i).ids().length + SPECIALS,
        options.batch(),
        MOST_SENTENCES,
        new SplittableRandom(options.seed() ^ ORDER_SEED + number));
  }

  @Override
  public Weights weights() {
    return trained;
  }

  @Override
  public List<int[]> batches(SplittableRandom random) {
    return batches(0, random);
  }

  @Override
  public List<int[]> batches(int round, SplittableRandom random) {
    int from = round * perRound;
    int to = Math.min(steps, from + perRound);
    List<int[]> batches = new ArrayList<>();
    int at = 0;
    for (int number = 0; at < to; number++) {
      List<int[]> reading = reading(number);
      for (int i = Math.max(0, from - at); i < reading.size() && at + i < to; i++) {
        batches.add(reading.get(i));
      }
      at += reading.size();
    }
    return batches;
  }

  @Override
  public int units(int example) {
    return train.get(example).ids().length;
  }

  @Override
  public BatchLoss loss(NDManager manager, int[] batch, SplittableRandom random) {
    List<PieceSentence> sentences = Arrays.stream(batch).mapToObj(train::get).toList();
    NDArray loss = logLikelihoods(manager, sentences, random, options.dropout()).mean().neg();
    return new BatchLoss(loss, loss.getFloat());
  }

  /**
   * The mean log-likelihood of the pieces of the held-out text that are chosen, always the same.
   */
  @Override
  public double devScore() {
    double sum = 0;
    long chosen = 0;
    SplittableRandom random = new SplittableRandom(HELD_SEED);
    for (int[] batch :
        Batches.sorted(
            held.size(),
            i -> held.get(i).ids().length + SPECIALS,
            options.batch(),
            MOST_SENTENCES)) {
      List<PieceSentence> sentences = Arrays.stream(batch).mapToObj(held::get).toList();
      try (NDManager manager = fixed.manager().newSubManager()) {
        NDArray likelihoods = logLikelihoods(manager, sentences, random, 0);
        sum += likelihoods.sum().getFloat();
        chosen += likelihoods.size();
      }
    }
    return sum / chosen;
  }

  /** Of each chosen piece. */
  private NDArray logLikelihoods(
      NDManager manager, List<PieceSentence> sentences, SplittableRandom random, float dropout) {
    List<PieceSentence> seen = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    for (PieceSentence sentence : sentences) {
      MaskedSentence masked = MaskedSentence.of(sentence, text.replacements(), random);
      seen.add(new PieceSentence(masked.seen(), sentence.starts()));
      places.add(masked.places());
    }
    PieceBatch batch = new PieceBatch(seen, Integer.MAX_VALUE);
    int chosen = places.stream().mapToInt(of -> of.length).sum();
    long[] rows = new long[chosen];
    long[] targets = new long[chosen];
    int next = 0;
    for (int b = 0; b < seen.size(); b++) {
      for (int place : places.get(b)) {
        rows[next] = (long) b * batch.steps() + 1 + place;
        targets[next] = sentences.get(b).ids()[place];
        next++;
      }
    }
    NDArray ids = batch.ids(manager, text.first(), text.last(), text.padding());
    List<NDArray> states = bert.states(ids, batch.mask(manager), dropout);
    NDArray last = states.get(states.size() - 1);
    NDArray all = last.reshape(-1, last.getShape().get(2));
    NDArray guessed = Layers.embed(manager.create(rows), all);
    NDArray words = (trained.has(Bert.WORDS) ? trained : fixed).get(Bert.WORDS);
    return head.logProbabilities(guessed, words)
        .gather(manager.create(targets).reshape(chosen, 1).toType(DataType.INT64, false), 1);
  }
}
