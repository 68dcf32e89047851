// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import io.github.canner.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Strict scoring of mentions, as in the CoNLL-2003 shared task (Tjong Kim Sang and De Meulder
 * 2003): a mention is correct if a gold mention of the same sentence has its boundaries and its
 * type. A mention predicted twice is correct once.
 */
public final class SpanScorer {

  private SpanScorer() {}

  /**
   * Scores the predictions of a corpus.
   *
   * @param gold the gold mentions of each sentence
   * @param predicted the mentions found in each sentence, as many sentences
   * @throws IllegalArgumentException if the numbers of sentences differ
   */
  public static SpanReport score(List<List<Mention>> gold, List<List<Mention>> predicted) {
    requireSameSize(gold, predicted);
    SortedMap<String, SpanCounts> byType = new TreeMap<>();
    for (int i = 0; i < gold.size(); i++) {
      List<Mention> right = correct(gold.get(i), predicted.get(i));
      right.forEach(
          mention -> byType.merge(mention.type(), new SpanCounts(1, 0, 0), SpanCounts::plus));
      predicted
          .get(i)
          .forEach(
              mention -> byType.merge(mention.type(), new SpanCounts(0, 1, 0), SpanCounts::plus));
      gold.get(i)
          .forEach(
              mention -> byType.merge(mention.type(), new SpanCounts(0, 0, 1), SpanCounts::plus));
    }
    return new SpanReport(
        byType.values().stream().reduce(new SpanCounts(0, 0, 0), SpanCounts::plus), byType);
  }

  /** The gold mentions that were found. */
  static List<Mention> correct(List<Mention> gold, List<Mention> predicted) {
    List<Mention> left = new ArrayList<>(gold);
    List<Mention> right = new ArrayList<>();
    for (Mention mention : predicted) {
      for (int i = 0; i < left.size(); i++) {
        if (left.get(i).sameSpan(mention)) {
          right.add(left.remove(i));
          break;
        }
      }
    }
    return right;
  }

  static void requireSameSize(List<?> gold, List<?> predicted) {
    if (gold.size() != predicted.size()) {
      throw new IllegalArgumentException(
          gold.size()
              + " gold sentences cannot be compared with "
              + predicted.size()
              + " predicted ones");
    }
  }
}
