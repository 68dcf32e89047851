// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What can be told of words by their looks. */
final class Words {
  private static final Set<String> ENGLISH_FUNCTION_WORDS =
      Set.of("a", "an", "the", "of", "in", "on", "at", "for", "to", "by", "and", "'s", "'");
  private static final Set<String> SENTENCE_ENDS = Set.of(".", "?", "!", ":", "...", "…");

  private Words() {}

  /** Whether there is a letter or digit. */
  static boolean isWord(String word) {
    return word.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** Whether there is a digit. */
  static boolean isNumber(String word) {
    return word.codePoints().anyMatch(Character::isDigit);
  }

  /** Whether the first character is a capital. */
  static boolean isCapitalised(String word) {
    int first = word.codePointAt(0);
    return Character.isUpperCase(first) || Character.isTitleCase(first);
  }

  /** Whether any character is a capital, as in {@code naJacob}. */
  static boolean hasCapital(String word) {
    return word.codePoints().anyMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
  }

  /** Whether the word stands out as names and numbers do. */
  static boolean standsOut(String word) {
    return isCapitalised(word) || isNumber(word);
  }

  /** Whether an English word only binds others together. */
  static boolean isFunctionWord(String english) {
    return ENGLISH_FUNCTION_WORDS.contains(english.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether no word stands before this one, or the mark of an end; quotes and such do not count.
   */
  static boolean startsSentence(List<String> words, int at) {
    for (int i = at - 1; i >= 0; i--) {
      if (SENTENCE_ENDS.contains(words.get(i))) {
        return true;
      }
      if (isWord(words.get(i)) || words.get(i).equals(",")) {
        return false;
      }
    }
    return true;
  }
}
