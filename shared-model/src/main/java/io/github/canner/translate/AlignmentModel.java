// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One direction of alignment: each target word j of n was translated from one source word i of m or
 * from none. The prior is p0 for none, and (1 − p0)·exp(−λ·|i/m − j/n|)/Z for each source word,
 * uniform where the tension λ is 0.
 */
final class AlignmentModel {
  private static final double MINIMUM_TENSION = 0.1;
  private static final double MAXIMUM_TENSION = 14;
  private static final int TENSION_STEPS = 8;
  private static final double TENSION_RATE = 20;

  private final Cooccurrences text;
  private final double nullProbability;
  private final double sparsity;
  private final double twinCount;

  /** Probability of the target word given the source word, for each pair. */
  private final double[] translation;

  private final double[] nullTranslation;
  private final double[] counts;
  private final double[] nullCounts;
  private double[] prior = new double[64];
  private double diagonalDistance;
  private double linkedTargets;

  AlignmentModel(Cooccurrences text, double nullProbability, double sparsity, double twinCount) {
    this.text = text;
    this.nullProbability = nullProbability;
    this.sparsity = sparsity;
    this.twinCount = twinCount;
    translation = new double[text.pairTypes()];
    nullTranslation = new double[text.targetTypes()];
    counts = new double[translation.length];
    nullCounts = new double[nullTranslation.length];
    Arrays.fill(translation, 1.0 / Math.max(1, text.targetTypes()));
    Arrays.fill(nullTranslation, 1.0 / Math.max(1, text.targetTypes()));
  }

  /**
   * One step of expectation maximisation.
   *
   * @return the log likelihood before the step, in nats
   */
  double iterate(double tension) {
    Arrays.fill(counts, 0);
    Arrays.fill(nullCounts, 0);
    diagonalDistance = 0;
    linkedTargets = 0;
    double logLikelihood = 0;
    for (int s = 0; s < text.sentences(); s++) {
      int m = text.sources()[s].length;
      int n = text.targets()[s].length;
      for (int j = 0; j < n; j++) {
        logLikelihood += expect(s, j, m, n, tension);
      }
    }
    maximize();
    return logLikelihood;
  }

  private double expect(int s, int j, int m, int n, double tension) {
    setPrior(j, m, n, tension);
    int target = text.targets()[s][j];
    int[] pairs = text.pairs()[s];
    int first = firstPair(j, m);
    int step = step(n);
    double none = noneProbability(m) * nullTranslation[target];
    double sum = none;
    for (int i = 0; i < m; i++) {
      prior[i] *= translation[pairs[first + i * step]];
      sum += prior[i];
    }
    if (!(sum > 0)) {
      return 0;
    }
    nullCounts[target] += none / sum;
    for (int i = 0; i < m; i++) {
      double posterior = prior[i] / sum;
      counts[pairs[first + i * step]] += posterior;
      diagonalDistance += posterior * distance(i, j, m, n);
      linkedTargets += posterior;
    }
    return Math.log(sum);
  }

  /**
   * The pair table is laid out by foreign word, then by English word, whichever of them is the
   * target.
   */
  private int firstPair(int j, int m) {
    return text.reversed() ? j * m : j;
  }

  private int step(int n) {
    return text.reversed() ? 1 : n;
  }

  private double noneProbability(int m) {
    return m == 0 ? 1 : nullProbability;
  }

  private static double distance(int i, int j, int m, int n) {
    return Math.abs((i + 1.0) / m - (j + 1.0) / n);
  }

  private void setPrior(int j, int m, int n, double tension) {
    if (prior.length < m) {
      prior = new double[m * 2];
    }
    double sum = setDiagonalWeights(prior, j, m, n, tension);
    for (int i = 0; i < m; i++) {
      prior[i] *= (1 - nullProbability) / sum;
    }
  }

  /**
   * Sets exp(−λ·|i/m − j/n|) for each i: a geometric series to either side of the diagonal.
   *
   * @return the sum, 0 if m is 0
   */
  private static double setDiagonalWeights(double[] weights, int j, int m, int n, double tension) {
    if (m == 0) {
      return 0;
    }
    double factor = Math.exp(-tension / m);
    int before = (int) ((j + 1L) * m / n) - 1;
    double sum = 0;
    double weight = before < 0 ? 0 : Math.exp(-tension * distance(before, j, m, n));
    for (int i = before; i >= 0; i--, weight *= factor) {
      weights[i] = weight;
      sum += weight;
    }
    weight = before + 1 < m ? Math.exp(-tension * distance(before + 1, j, m, n)) : 0;
    for (int i = before + 1; i < m; i++, weight *= factor) {
      weights[i] = weight;
      sum += weight;
    }
    return sum;
  }

  private void maximize() {
    double[] totals = new double[text.sourceTypes()];
    for (int pair = 0; pair < counts.length; pair++) {
      counts[pair] += sparsity + twinCount * text.affinity()[pair];
      totals[text.pairSource()[pair]] += counts[pair];
    }
    double nullTotal = 0;
    for (int target = 0; target < nullCounts.length; target++) {
      nullCounts[target] += sparsity;
      nullTotal += nullCounts[target];
    }
    double[] logTotals = Arrays.stream(totals).map(this::logWeight).toArray();
    for (int pair = 0; pair < counts.length; pair++) {
      translation[pair] = ratio(counts[pair], logTotals[text.pairSource()[pair]]);
    }
    double logNullTotal = logWeight(nullTotal);
    for (int target = 0; target < nullCounts.length; target++) {
      nullTranslation[target] = ratio(nullCounts[target], logNullTotal);
    }
  }

  private double ratio(double count, double logTotal) {
    return count > 0 ? Math.exp(logWeight(count) - logTotal) : 0;
  }

  /**
   * The logarithm for plain maximisation; the digamma function under the Dirichlet prior
   * (variational Bayes).
   */
  private double logWeight(double count) {
    return sparsity > 0 ? digamma(count) : Math.log(count);
  }

  /**
   * By recurrence up to 7 and the asymptotic series from there; absolute error below 1e-9 for
   * arguments above 0.
   */
  static double digamma(double x) {
    double result = 0;
    double y = x;
    while (y < 7) {
      result -= 1 / y;
      y++;
    }
    double inverse = 1 / (y * y);
    return result
        + Math.log(y)
        - 0.5 / y
        - inverse
            * (1.0 / 12
                - inverse
                    * (1.0 / 120 - inverse * (1.0 / 252 - inverse * (1.0 / 240 - inverse / 132))));
  }

  /**
   * The tension nearer to that under which the mean distance from the diagonal is the one last
   * observed.
   */
  double adaptedTension(double tension) {
    if (linkedTargets == 0) {
      return tension;
    }
    Map<Long, Integer> sizes = new HashMap<>();
    for (int s = 0; s < text.sentences(); s++) {
      if (text.sources()[s].length > 0) {
        sizes.merge(
            ((long) text.sources()[s].length << 32) | text.targets()[s].length, 1, Integer::sum);
      }
    }
    double targets =
        sizes.entrySet().stream()
            .mapToDouble(e -> (double) e.getValue() * (int) (long) e.getKey())
            .sum();
    double observed = diagonalDistance / linkedTargets;
    double result = tension;
    for (int step = 0; step < TENSION_STEPS; step++) {
      double expected = 0;
      for (Map.Entry<Long, Integer> size : sizes.entrySet()) {
        expected +=
            size.getValue()
                * expectedDistance(
                    (int) (size.getKey() >>> 32), (int) (long) size.getKey(), result);
      }
      result += TENSION_RATE * (expected / targets - observed);
      result = Math.min(MAXIMUM_TENSION, Math.max(MINIMUM_TENSION, result));
    }
    return result;
  }

  private static double expectedDistance(int m, int n, double tension) {
    double total = 0;
    double[] weights = new double[m];
    for (int j = 0; j < n; j++) {
      double sum = setDiagonalWeights(weights, j, m, n, tension);
      double weighted = 0;
      for (int i = 0; i < m; i++) {
        weighted += weights[i] * distance(i, j, m, n);
      }
      total += weighted / sum;
    }
    return total;
  }

  /**
   * For each target word the source word it most probably was translated from, the first of equals,
   * if any.
   */
  List<Alignment> bestAlignments(double tension) {
    List<Alignment> alignments = new ArrayList<>(text.sentences());
    for (int s = 0; s < text.sentences(); s++) {
      int m = text.sources()[s].length;
      int n = text.targets()[s].length;
      List<int[]> links = new ArrayList<>();
      for (int j = 0; j < n; j++) {
        int best = best(s, j, m, n, tension);
        if (best >= 0) {
          links.add(text.reversed() ? new int[] {j, best} : new int[] {best, j});
        }
      }
      alignments.add(Alignment.of(links.toArray(int[][]::new)));
    }
    return alignments;
  }

  private int best(int s, int j, int m, int n, double tension) {
    setPrior(j, m, n, tension);
    double highest = noneProbability(m) * nullTranslation[text.targets()[s][j]];
    int best = -1;
    for (int i = 0; i < m; i++) {
      double probability = prior[i] * translation[text.pairs()[s][firstPair(j, m) + i * step(n)]];
      if (probability > highest) {
        highest = probability;
        best = i;
      }
    }
    return best;
  }
}
