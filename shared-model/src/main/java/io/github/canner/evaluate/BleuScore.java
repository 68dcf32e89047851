// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * A BLEU score; see {@link Bleu}.
 *
 * @param score in [0, 100]
 * @param precisions smoothed precision of the n-grams of order 1 to 4, in [0, 100]
 * @param brevityPenalty in [0, 1]
 * @param length number of tokens translated
 * @param referenceLength number of tokens of reference
 */
public record BleuScore(
    double score, List<Double> precisions, double brevityPenalty, int length, int referenceLength) {
  public BleuScore {
    precisions = List.copyOf(precisions);
  }

  /**
   * The score of counts.
   *
   * @param matches n-grams that match, for order 1 to 4
   * @param totals n-grams translated, for order 1 to 4
   */
  public static BleuScore of(int[] matches, int[] totals, int length, int referenceLength) {
    double penalty =
        length >= referenceLength
            ? 1
            : length == 0 ? 0 : Math.exp(1 - (double) referenceLength / length);
    double[] precisions = new double[Bleu.ORDER];
    boolean any = false;
    for (int match : matches) {
      any |= match > 0;
    }
    double smoothing = 1;
    double logs = 0;
    for (int n = 0; any && n < Bleu.ORDER && totals[n] > 0; n++) {
      if (matches[n] == 0) {
        smoothing *= 2;
      }
      precisions[n] = 100 * (matches[n] == 0 ? 1 / smoothing : matches[n]) / totals[n];
    }
    for (double precision : precisions) {
      logs += Math.log(precision);
    }
    List<Double> boxed = new ArrayList<>();
    for (double precision : precisions) {
      boxed.add(precision);
    }
    return new BleuScore(
        penalty * Math.exp(logs / Bleu.ORDER), boxed, penalty, length, referenceLength);
  }
}
