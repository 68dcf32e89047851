// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the words and mentions of a corpus are usually tagged, whatever their case, to find the
 * sentences that do otherwise: where {@code Mombasa} lies in a mention 30 times of 31, it was
 * missed once. Immutable.
 */
public final class TagHabits {
  /** What is seen less often has no habit. */
  public static final int LEAST_COUNT = 5;

  /** What is done in such a share of cases is a habit. */
  public static final double LEAST_SHARE = 0.6;

  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<String, Integer> inside = new HashMap<>();
  private final Map<String, Map<String, Integer>> types = new HashMap<>();

  /** Counts in these sentences. */
  public TagHabits(List<TaggedSentence> sentences) {
    for (TaggedSentence sentence : sentences) {
      sentence.tokens().forEach(word -> seen.merge(small(word), 1, Integer::sum));
      for (Mention mention : sentence.mentions()) {
        for (String word : sentence.tokens().subList(mention.start(), mention.end())) {
          inside.merge(small(word), 1, Integer::sum);
        }
        types
            .computeIfAbsent(small(sentence.textOf(mention)), text -> new HashMap<>())
            .merge(mention.type(), 1, Integer::sum);
      }
    }
  }

  /**
   * Whether no word is left out of the mentions that is usually in one, and no mention has a type
   * where it usually has another. Numbers may be left out.
   */
  public boolean areKeptBy(TaggedSentence sentence) {
    int from = 0;
    for (Mention mention : sentence.mentions()) {
      if (anyLeftOut(sentence.tokens().subList(from, mention.start()))) {
        return false;
      }
      Map<String, Integer> counts = types.getOrDefault(small(sentence.textOf(mention)), Map.of());
      int all = counts.values().stream().mapToInt(Integer::intValue).sum();
      if (counts.entrySet().stream()
          .anyMatch(
              entry -> !entry.getKey().equals(mention.type()) && isHabit(entry.getValue(), all))) {
        return false;
      }
      from = mention.end();
    }
    return !anyLeftOut(sentence.tokens().subList(from, sentence.tokens().size()));
  }

  private boolean anyLeftOut(List<String> words) {
    return words.stream()
        .filter(word -> !Words.isNumber(word))
        .map(TagHabits::small)
        .anyMatch(word -> isHabit(inside.getOrDefault(word, 0), seen.getOrDefault(word, 0)));
  }

  private static boolean isHabit(int count, int all) {
    return all >= LEAST_COUNT && count >= LEAST_SHARE * all;
  }

  private static String small(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
