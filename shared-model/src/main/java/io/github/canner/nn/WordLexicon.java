// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import io.github.canner.text.Vocabulary;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words and characters that a network knows by number. Immutable.
 *
 * @param words the words as they were seen; number {@link #PADDING} is padding, {@link #UNKNOWN}
 *     any other word
 * @param characters one code point each; the same two numbers are special
 */
public record WordLexicon(Vocabulary words, Vocabulary characters) {
  /** The number of padding. */
  public static final int PADDING = 0;

  /** The number of what was never seen. */
  public static final int UNKNOWN = 1;

  private static final List<String> SPECIALS = List.of("<pad>", "<unk>");
  private static final int KEPT_AT_EACH_END = 20;

  /**
   * Counts the words and characters of sentences.
   *
   * @param minimumCount rarer words are left out; characters stay in whatever their count
   * @param maximumWords how many words to number at most
   */
  public static WordLexicon of(
      Iterable<? extends List<String>> sentences, int minimumCount, int maximumWords) {
    Map<String, Integer> words = counts(sentences);
    return new WordLexicon(
        Vocabulary.of(SPECIALS, words, minimumCount, maximumWords),
        Vocabulary.of(SPECIALS, characters(words), 1, Integer.MAX_VALUE));
  }

  /**
   * This lexicon, and behind it, so that all its numbers stay, the other words and characters of
   * sentences.
   */
  public WordLexicon extendedBy(Iterable<? extends List<String>> sentences) {
    Map<String, Integer> added = counts(sentences);
    return new WordLexicon(
        Vocabulary.of(words.tokens(), added, 1, Integer.MAX_VALUE),
        Vocabulary.of(characters.tokens(), characters(added), 1, Integer.MAX_VALUE));
  }

  private static Map<String, Integer> characters(Map<String, Integer> words) {
    Map<String, Integer> characters = new HashMap<>();
    words.forEach(
        (word, count) ->
            word.codePoints()
                .forEach(c -> characters.merge(Character.toString(c), count, Integer::sum)));
    return characters;
  }

  /** How often each word stands in the sentences. */
  static Map<String, Integer> counts(Iterable<? extends List<String>> sentences) {
    Map<String, Integer> words = new HashMap<>();
    for (List<String> sentence : sentences) {
      for (String word : sentence) {
        words.merge(word, 1, Integer::sum);
      }
    }
    return words;
  }

  /** The number of a word as it is written, else of its lower-case form, else {@link #UNKNOWN}. */
  public int word(String word) {
    int id = words.id(word);
    return id >= 0 ? id : words.idOr(word.toLowerCase(Locale.ROOT), UNKNOWN);
  }

  /** The numbers of a word's characters; of a very long word only those of both ends. */
  public int[] spelling(String word) {
    int[] codes = word.codePoints().toArray();
    int length = Math.min(codes.length, 2 * KEPT_AT_EACH_END);
    int[] ids = new int[length];
    for (int i = 0; i < length; i++) {
      int from = length == codes.length || i < KEPT_AT_EACH_END ? i : codes.length - length + i;
      ids[i] = characters.idOr(Character.toString(codes[from]), UNKNOWN);
    }
    return ids;
  }
}
