// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Corpus chrF (Popović 2015) as sacreBLEU computes it by default (Post 2018). Character n-grams of
 * orders 1 to {@code order} are counted and matched sentence by sentence and summed over the
 * corpus; precision and recall are averaged over the orders of which both sides have n-grams, and
 * chrF = 100 (1 + β²) P R / (β² P + R), 0 if P = R = 0. An order counts the n-grams of a
 * translation only where its reference has some. Characters are Unicode code points.
 *
 * @param order the longest n-gram, 1 or more
 * @param beta how many times as important recall is as precision
 * @param keepWhiteSpace whether white space counts as characters; otherwise it is removed
 */
public record Chrf(int order, double beta, boolean keepWhiteSpace) {

  /** chrF2, the default of sacreBLEU: n-grams up to 6, β = 2, white space removed. */
  public static final Chrf CHRF2 = new Chrf(6, 2, false);

  public Chrf {
    if (order < 1 || !(beta > 0)) {
      throw new IllegalArgumentException(
          "needs an order of 1 or more and a positive beta: " + order + ", " + beta);
    }
  }

  /**
   * Scores translations against one reference each.
   *
   * @return the score in [0, 100]
   * @throws IllegalArgumentException if the numbers differ
   */
  public double corpus(List<String> translations, List<String> references) {
    if (translations.size() != references.size()) {
      throw new IllegalArgumentException(
          translations.size() + " translations need as many references, not " + references.size());
    }
    long[] translated = new long[order];
    long[] expected = new long[order];
    long[] matched = new long[order];
    for (int i = 0; i < translations.size(); i++) {
      int[] translation = characters(translations.get(i));
      int[] reference = characters(references.get(i));
      for (int n = 1; n <= order; n++) {
        Map<String, Integer> allowed = ngrams(reference, n);
        expected[n - 1] += Math.max(0, reference.length - n + 1);
        if (!allowed.isEmpty()) {
          translated[n - 1] += Math.max(0, translation.length - n + 1);
          matched[n - 1] += matches(ngrams(translation, n), allowed);
        }
      }
    }
    return score(translated, expected, matched);
  }

  private double score(long[] translated, long[] expected, long[] matched) {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int n = 0; n < order; n++) {
      if (translated[n] > 0 && expected[n] > 0) {
        precision += (double) matched[n] / translated[n];
        recall += (double) matched[n] / expected[n];
        orders++;
      }
    }
    if (precision + recall == 0) {
      return 0;
    }
    precision /= orders;
    recall /= orders;
    double factor = beta * beta;
    return 100 * (1 + factor) * precision * recall / (factor * precision + recall);
  }

  private int[] characters(String text) {
    return (keepWhiteSpace ? text : WhiteSpace.removed(text)).codePoints().toArray();
  }

  private static Map<String, Integer> ngrams(int[] characters, int n) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= characters.length; i++) {
      counts.merge(new String(characters, i, n), 1, Integer::sum);
    }
    return counts;
  }

  private static long matches(Map<String, Integer> translation, Map<String, Integer> allowed) {
    long matches = 0;
    for (Map.Entry<String, Integer> entry : translation.entrySet()) {
      matches += Math.min(entry.getValue(), allowed.getOrDefault(entry.getKey(), 0));
    }
    return matches;
  }
}
