// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

/**
 * Counts of mentions and the measures that follow from them. A measure whose denominator is 0 is 0.
 *
 * @param correct mentions predicted with the boundaries and the type of a gold mention
 * @param predicted mentions predicted
 * @param gold gold mentions
 */
public record SpanCounts(int correct, int predicted, int gold) {

  /** Correct among the predicted, in [0, 1]. */
  public double precision() {
    return predicted == 0 ? 0 : (double) correct / predicted;
  }

  /** Correct among the gold, in [0, 1]. */
  public double recall() {
    return gold == 0 ? 0 : (double) correct / gold;
  }

  /** The harmonic mean 2PR / (P + R) = 2 correct / (predicted + gold), in [0, 1]. */
  public double f1() {
    return predicted + gold == 0 ? 0 : 2.0 * correct / (predicted + gold);
  }

  SpanCounts plus(SpanCounts other) {
    return new SpanCounts(correct + other.correct, predicted + other.predicted, gold + other.gold);
  }
}
