// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How the words and mentions of a corpus are usually tagged, whatever their case, to find those
 * that are tagged otherwise: where {@code Mombasa} lies in a mention 30 times of 31, it was missed
 * once. Words that are not annotated do not count. Immutable.
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
      sentence
          .unannotated()
          .forEach(i -> seen.merge(small(sentence.tokens().get(i)), -1, Integer::sum));
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
   * The sentence with nothing unusual in it: words outside of the mentions that usually lie in one
   * are left unannotated, and so are mentions of a type where they usually have another. Numbers
   * may lie outside.
   */
  public TaggedSentence leaveUnusual(TaggedSentence sentence) {
    List<Mention> usual = new ArrayList<>();
    TreeSet<Integer> open = new TreeSet<>(sentence.unannotated());
    int from = 0;
    for (Mention mention : sentence.mentions()) {
      leaveOutside(sentence, from, mention.start(), open);
      if (isUnusual(sentence, mention)) {
        IntStream.range(mention.start(), mention.end()).forEach(open::add);
      } else {
        usual.add(mention);
      }
      from = mention.end();
    }
    leaveOutside(sentence, from, sentence.tokens().size(), open);
    return new TaggedSentence(sentence.tokens(), usual, List.copyOf(open));
  }

  private boolean isUnusual(TaggedSentence sentence, Mention mention) {
    Map<String, Integer> counts = types.getOrDefault(small(sentence.textOf(mention)), Map.of());
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    return counts.entrySet().stream()
        .anyMatch(
            entry -> !entry.getKey().equals(mention.type()) && isHabit(entry.getValue(), all));
  }

  private void leaveOutside(TaggedSentence sentence, int from, int to, TreeSet<Integer> open) {
    IntStream.range(from, to)
        .filter(i -> isUsuallyInside(sentence.tokens().get(i)))
        .forEach(open::add);
  }

  private boolean isUsuallyInside(String word) {
    String small = small(word);
    return !Words.isNumber(word)
        && isHabit(inside.getOrDefault(small, 0), seen.getOrDefault(small, 0));
  }

  private static boolean isHabit(int count, int all) {
    return all >= LEAST_COUNT && count >= LEAST_SHARE * all;
  }

  private static String small(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
