// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import io.github.canner.Mention;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Paired bootstrap resampling (Koehn, Statistical Significance Tests for Machine Translation
 * Evaluation, EMNLP 2004) of the span F1 of two systems: test sets of the same size are drawn with
 * replacement from the sentences, and both systems are scored on each.
 */
public final class PairedBootstrap {

  private PairedBootstrap() {}

  /**
   * The outcome.
   *
   * @param f1A F1 of system a on the test set itself, in [0, 1]; the mean over test sets where
   *     there are several
   * @param f1B F1 of system b
   * @param difference {@code f1A - f1B}
   * @param low lower end of the 95 % interval of the difference: its 2.5th percentile over the
   *     samples
   * @param high upper end: its 97.5th percentile. The q-th percentile is the value at rank {@code
   *     round(q (n - 1))}, from 0, of the n sorted values
   * @param pValue {@code 2 (1 + k) / (1 + n)}, where in k of the n samples the system better on the
   *     test set is not better: two-sided, in (0, 1]; 1 if the systems are equal on the test set
   * @param samples number of samples
   */
  public record Comparison(
      double f1A,
      double f1B,
      double difference,
      double low,
      double high,
      double pValue,
      int samples) {}

  /**
   * Compares two systems. The same arguments give the same outcome.
   *
   * @param gold the gold mentions of each sentence
   * @param a the mentions found by one system
   * @param b the mentions found by the other
   * @param samples number of samples, 1 or more; 1000 is usual
   * @param seed of the random numbers
   * @throws IllegalArgumentException if the numbers of sentences differ or there is none, or no
   *     sample
   */
  public static Comparison compare(
      List<List<Mention>> gold,
      List<List<Mention>> a,
      List<List<Mention>> b,
      int samples,
      long seed) {
    return compareMean(List.of(new TestSet(gold, List.of(a), List.of(b))), samples, seed);
  }

  /**
   * A test set and what two systems found in it, each trained several times over.
   *
   * @param gold the gold mentions of each sentence
   * @param a the mentions that each training of one system found in each sentence
   * @param b the same of the other system
   * @throws IllegalArgumentException if the numbers of sentences differ, or there is no sentence or
   *     no training
   */
  public record TestSet(
      List<List<Mention>> gold, List<List<List<Mention>>> a, List<List<List<Mention>>> b) {
    public TestSet {
      for (List<List<Mention>> found : a) {
        SpanScorer.requireSameSize(gold, found);
      }
      for (List<List<Mention>> found : b) {
        SpanScorer.requireSameSize(gold, found);
      }
      if (gold.isEmpty() || a.isEmpty() || a.size() != b.size()) {
        throw new IllegalArgumentException(
            "needs a sentence and as many trainings of one system as of the other, not "
                + gold.size()
                + " sentences, "
                + a.size()
                + " and "
                + b.size()
                + " trainings");
      }
      gold = List.copyOf(gold);
      a = List.copyOf(a);
      b = List.copyOf(b);
    }
  }

  /**
   * Compares the mean F1 of two systems over test sets, pooled over their trainings. Sentences are
   * drawn within each test set, and a sentence that is drawn counts with what all trainings found
   * in it, since these are no independent tests of it. The F1 of a test set is that of the counts
   * over all trainings. The same arguments give the same outcome.
   *
   * @param testSets one or more, for example one for each language
   * @param samples number of samples, 1 or more; 1000 is usual
   * @param seed of the random numbers
   * @throws IllegalArgumentException if there is no test set or no sample
   */
  public static Comparison compareMean(List<TestSet> testSets, int samples, long seed) {
    if (testSets.isEmpty() || samples < 1) {
      throw new IllegalArgumentException(
          "needs one test set and one sample at least, not " + testSets.size() + " and " + samples);
    }
    List<int[][]> counts = testSets.stream().map(PairedBootstrap::counts).toList();
    double f1A = 0;
    double f1B = 0;
    for (int[][] sentences : counts) {
      int[] all = new int[5];
      for (int[] sentence : sentences) {
        add(all, sentence);
      }
      f1A += f1(all, 0) / counts.size();
      f1B += f1(all, 2) / counts.size();
    }
    double[] differences = new double[samples];
    Random random = new Random(seed);
    int notBetter = 0;
    for (int s = 0; s < samples; s++) {
      for (int[][] sentences : counts) {
        int[] sum = new int[5];
        for (int i = 0; i < sentences.length; i++) {
          add(sum, sentences[random.nextInt(sentences.length)]);
        }
        differences[s] += (f1(sum, 0) - f1(sum, 2)) / counts.size();
      }
      if (f1A >= f1B ? differences[s] <= 0 : differences[s] >= 0) {
        notBetter++;
      }
    }
    Arrays.sort(differences);
    double pValue = f1A == f1B ? 1 : Math.min(1, 2 * (1.0 + notBetter) / (1.0 + samples));
    return new Comparison(
        f1A,
        f1B,
        f1A - f1B,
        percentile(differences, 0.025),
        percentile(differences, 0.975),
        pValue,
        samples);
  }

  /** The counts of each sentence, summed over the trainings. */
  private static int[][] counts(TestSet set) {
    int[][] sentences = new int[set.gold.size()][5];
    for (int i = 0; i < sentences.length; i++) {
      for (int training = 0; training < set.a.size(); training++) {
        List<Mention> gold = set.gold.get(i);
        add(sentences[i], counts(gold, set.a.get(training).get(i), set.b.get(training).get(i)));
      }
    }
    return sentences;
  }

  /** Correct and predicted of a, correct and predicted of b, gold. */
  private static int[] counts(List<Mention> gold, List<Mention> a, List<Mention> b) {
    return new int[] {
      SpanScorer.correct(gold, a).size(),
      a.size(),
      SpanScorer.correct(gold, b).size(),
      b.size(),
      gold.size()
    };
  }

  private static void add(int[] sum, int[] counts) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += counts[i];
    }
  }

  private static double f1(int[] counts, int system) {
    return new SpanCounts(counts[system], counts[system + 1], counts[4]).f1();
  }

  private static double percentile(double[] sorted, double q) {
    return sorted[(int) Math.round(q * (sorted.length - 1))];
  }
}
