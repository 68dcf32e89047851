// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import ai.djl.ndarray.NDManager;
import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.nn.BatchLoss;
import io.github.canner.nn.Custody;
import io.github.canner.nn.Weights;
import io.github.canner.text.Bpe;
import io.github.canner.train.Batches;
import io.github.canner.train.Checkpoint;
import io.github.canner.train.Fingerprint;
import io.github.canner.train.Schedule;
import io.github.canner.train.TrainingListener;
import io.github.canner.train.TrainingLoop;
import io.github.canner.train.TrainingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Trains a translator from tokenised sentence pairs. The same pairs, options and machine give the
 * same weights.
 */
public final class TranslatorTrainer {
  private static final int LONGEST = 60;
  private static final int MOST_SENTENCES = 256;
  private static final float BETA2 = 0.98f;
  private static final float MAX_NORM = 1;
  private static final float LAST_SHARE = 0.05f;
  private static final long RARE_CHARACTER = 5;

  private final TranslatorConfig config;
  private final TranslatorOptions options;
  private final Checkpoint checkpoint;
  private final TrainingListener listener;
  private final @Nullable TranslatorStart start;

  /**
   * A trainer.
   *
   * @param checkpoint where an interrupted training goes on, and where this one leaves its state
   *     after each epoch
   */
  public TranslatorTrainer(
      TranslatorConfig config, Checkpoint checkpoint, TrainingListener listener) {
    this(config, checkpoint, listener, null);
  }

  private TranslatorTrainer(
      TranslatorConfig config,
      Checkpoint checkpoint,
      TrainingListener listener,
      @Nullable TranslatorStart start) {
    this.config = config;
    this.start = start;
    this.options = config.options();
    this.checkpoint = checkpoint;
    this.listener = listener;
  }

  /**
   * The same trainer, which begins with what another translator has learnt, of any language: its
   * weights, and the vectors of the subwords that both know. It must have the same widths.
   *
   * @throws CanException if the file holds no translator, or one of other widths
   */
  public TranslatorTrainer startingFrom(ModelFile translator) {
    return new TranslatorTrainer(
        config, checkpoint, listener, new TranslatorStart(translator, options));
  }

  /**
   * Trains until the epochs are over and keeps the weights of the epoch that predicts the
   * development pairs best.
   *
   * @param train pairs to learn from; pairs with more than {@value #LONGEST} words on a side are
   *     left out, with a message
   * @param development pairs to choose the best epoch on
   * @throws CanException if no pair is left, or the checkpoint belongs to another training
   */
  public NeuralTranslator train(List<WordPair> train, List<WordPair> development) {
    List<WordPair> kept = usable(train, "training");
    List<WordPair> held = usable(development, "development");
    listener.message("aligning " + kept.size() + " sentence pairs");
    List<Alignment> links =
        WordAligner.builder()
            .build()
            .align(
                kept.stream().map(WordPair::foreign).toList(),
                kept.stream().map(WordPair::english).toList())
            .alignments();
    Subwords subwords =
        new Subwords(Bpe.learn(wordCounts(kept), options.subwords(), RARE_CHARACTER));
    List<TrainingPair> pairs = segmented(kept, links, subwords);
    List<TrainingPair> heldPairs = segmented(held, List.of(), subwords);
    try (Custody custody = new Custody()) {
      Weights weights = custody.take(new Weights(), Weights::close);
      Seq2Seq.create(weights, options, subwords.size());
      SubwordLexicon lexicon = SubwordLexicon.of(pairs, subwords.size());
      Seq2Seq network = new Seq2Seq(weights, lexicon);
      listener.message(
          subwords.size()
              + " subwords, "
              + weights.parameters()
              + " weights, "
              + pairs.size()
              + " pairs to learn from");
      Fingerprint fingerprint = new Fingerprint().add(config);
      for (List<WordPair> part : List.of(kept, held)) {
        fingerprint.add(part.size());
        part.forEach(pair -> fingerprint.addWords(pair.foreign()).addWords(pair.english()));
      }
      if (start != null) {
        int shared = start.carryOver(weights, subwords);
        listener.message(shared + " of the subwords known to the translator to start from");
        fingerprint.add(start.id());
      }
      TrainingPlan plan =
          new TrainingPlan(
              options.seed(),
              options.epochs(),
              1,
              options.epochs(),
              steps -> new Schedule(options.learningRate(), options.warmUp(), steps, LAST_SHARE),
              BETA2,
              MAX_NORM,
              0);
      new TrainingLoop(new Task(network, weights, pairs, heldPairs), plan, checkpoint, listener)
          .run(fingerprint.hex());
      return custody.handOn(
          new NeuralTranslator(network, weights, subwords, EnglishLexicon.of(kept), config));
    }
  }

  private final class Task implements TrainingLoop.Task {
    private final Seq2Seq network;
    private final Weights weights;
    private final List<TrainingPair> pairs;
    private final List<TrainingPair> held;

    Task(Seq2Seq network, Weights weights, List<TrainingPair> pairs, List<TrainingPair> held) {
      this.network = network;
      this.weights = weights;
      this.pairs = pairs;
      this.held = held;
    }

    @Override
    public Weights weights() {
      return weights;
    }

    @Override
    public List<int[]> batches(SplittableRandom random) {
      return Batches.shuffled(
          pairs.size(),
          i -> Math.max(pairs.get(i).target().size(), pairs.get(i).source().size()),
          options.batch(),
          MOST_SENTENCES,
          random);
    }

    @Override
    public int units(int example) {
      return pairs.get(example).target().size();
    }

    @Override
    public BatchLoss loss(NDManager manager, int[] batch, SplittableRandom random) {
      Seq2Seq.Loss loss = loss(manager, pairs, batch, true);
      return new BatchLoss(loss.total(), loss.likelihood().getFloat());
    }

    @Override
    public double devScore() {
      double sum = 0;
      long tokens = 0;
      for (int[] batch :
          Batches.sorted(
              held.size(), i -> held.get(i).target().size(), options.batch(), MOST_SENTENCES)) {
        long count = 0;
        for (int i : batch) {
          count += held.get(i).target().size();
        }
        try (NDManager manager = weights.manager().newSubManager()) {
          sum += loss(manager, held, batch, false).likelihood().getFloat() * count;
        }
        tokens += count;
      }
      return -sum / tokens;
    }

    private Seq2Seq.Loss loss(
        NDManager manager, List<TrainingPair> from, int[] batch, boolean training) {
      int[][] sources = new int[batch.length][];
      int[][] targets = new int[batch.length][];
      boolean[][][] links = new boolean[batch.length][][];
      for (int b = 0; b < batch.length; b++) {
        TrainingPair pair = from.get(batch[b]);
        sources[b] = pair.source().pieceIds();
        targets[b] = pair.target().pieceIds();
        links[b] = pair.linkedSubwords();
      }
      return network.loss(manager, sources, targets, links, options, training);
    }
  }

  private List<WordPair> usable(List<WordPair> pairs, String what) {
    List<WordPair> usable =
        pairs.stream()
            .filter(pair -> !pair.foreign().isEmpty() && !pair.english().isEmpty())
            .filter(pair -> pair.foreign().size() <= LONGEST && pair.english().size() <= LONGEST)
            .toList();
    if (usable.size() < pairs.size()) {
      listener.message(
          "left out "
              + (pairs.size() - usable.size())
              + " of "
              + pairs.size()
              + " "
              + what
              + " pairs: empty or over "
              + LONGEST
              + " words");
    }
    if (usable.isEmpty()) {
      throw new CanException(
          "no " + what + " pairs of 1 to " + LONGEST + " words a side to train a translator with");
    }
    return usable;
  }

  private static Map<String, Long> wordCounts(List<WordPair> pairs) {
    Map<String, Long> counts = new HashMap<>();
    for (WordPair pair : pairs) {
      Stream.concat(pair.foreign().stream(), pair.english().stream())
          .forEach(word -> counts.merge(word, 1L, Long::sum));
    }
    return counts;
  }

  private static List<TrainingPair> segmented(
      List<WordPair> pairs, List<Alignment> links, Subwords subwords) {
    List<TrainingPair> segmented = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      int[][] linked = links.isEmpty() ? new int[0][] : links.get(i).links();
      WordPair pair = pairs.get(i);
      segmented.add(
          new TrainingPair(
              subwords.source(pair.foreign()), subwords.target(pair.english()), linked));
    }
    return segmented;
  }
}
