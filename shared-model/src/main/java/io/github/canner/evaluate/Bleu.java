// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Corpus BLEU (Papineni and others 2002) as sacreBLEU computes it by default (Post 2018): tokeniser
 * {@code 13a}, letter case kept, n-grams up to 4, exponential smoothing.
 *
 * <p>With m_n matches among the t_n n-grams of the translations, clipped sentence by sentence at
 * the count in the reference, p_n = 100 m_n / t_n, and p_n = 100 / (2^k t_n) for the k-th order
 * without a match. BLEU = BP · (p_1 p_2 p_3 p_4)^(1/4) with BP = min(1, exp(1 - r / h)) for h
 * tokens translated and r tokens of reference. It is 0 if nothing matches or an order has no
 * n-gram.
 */
public final class Bleu {

  /** The longest n-gram. */
  static final int ORDER = 4;

  private Bleu() {}

  /**
   * Scores translations against one reference each.
   *
   * @throws IllegalArgumentException if the numbers differ
   */
  public static BleuScore corpus(List<String> translations, List<String> references) {
    return corpusWithReferences(translations, List.of(references));
  }

  /**
   * Scores translations against several references each. An n-gram matches as often as in the
   * reference that has it most often; the length is that of the reference closest in length, the
   * shorter of two equally close.
   *
   * @param references one list for each set of references, each as long as the translations
   * @throws IllegalArgumentException if the numbers differ or there is no set of references
   */
  public static BleuScore corpusWithReferences(
      List<String> translations, List<List<String>> references) {
    if (references.isEmpty()
        || references.stream().anyMatch(set -> set.size() != translations.size())) {
      throw new IllegalArgumentException(
          "needs as many references as translations: " + translations.size());
    }
    int[] matches = new int[ORDER];
    int[] totals = new int[ORDER];
    int length = 0;
    int referenceLength = 0;
    for (int i = 0; i < translations.size(); i++) {
      List<String> translation = Tokeniser13a.tokens(translations.get(i));
      Map<List<String>, Integer> allowed = new HashMap<>();
      int closest = -1;
      for (List<String> set : references) {
        List<String> reference = Tokeniser13a.tokens(set.get(i));
        ngrams(reference).forEach((ngram, count) -> allowed.merge(ngram, count, Math::max));
        if (closest < 0 || isCloser(reference.size(), closest, translation.size())) {
          closest = reference.size();
        }
      }
      length += translation.size();
      referenceLength += closest;
      for (Map.Entry<List<String>, Integer> entry : ngrams(translation).entrySet()) {
        int order = entry.getKey().size() - 1;
        totals[order] += entry.getValue();
        matches[order] += Math.min(entry.getValue(), allowed.getOrDefault(entry.getKey(), 0));
      }
    }
    return BleuScore.of(matches, totals, length, referenceLength);
  }

  private static boolean isCloser(int length, int than, int to) {
    int difference = Math.abs(length - to);
    int best = Math.abs(than - to);
    return difference < best || (difference == best && length < than);
  }

  private static Map<List<String>, Integer> ngrams(List<String> tokens) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int n = 1; n <= ORDER; n++) {
      for (int i = 0; i + n <= tokens.size(); i++) {
        counts.merge(tokens.subList(i, i + n), 1, Integer::sum);
      }
    }
    return counts;
  }
}
