// SPDX-License-Identifier: Apache-2.0
package io.github.canner.diagnose;

import java.util.List;
import java.util.Locale;

/**
 * Tells by the letters whether a word of a translation is one of a mention. Letter case does not
 * count. Words are alike if they are the same, if one of {@value #LEAST} letters or more stands
 * within the other, as in {@code naJacob}, or if both have so many and of each {@value #LETTERS}
 * letters of the longer one no more than one has to be changed, as in {@code Marekan}/{@code
 * Marekani}; a word with a digit is like itself alone. Of a mention only the words with a capital
 * or a digit are looked for, where it has any.
 */
final class Spelling {
  static final int LEAST = 4;
  static final int LETTERS = 4;

  private final List<String> words;

  /** Looks for the words of a mention. */
  Spelling(List<String> mention) {
    List<String> named = mention.stream().filter(Spelling::standsOut).toList();
    this.words =
        (named.isEmpty() ? mention : named)
            .stream()
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
  }

  private static boolean standsOut(String word) {
    return word.codePoints().anyMatch(c -> Character.isUpperCase(c) || Character.isDigit(c));
  }

  /** Whether an English word is a word of the mention. */
  boolean fits(String english) {
    String small = english.toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(word -> alike(word, small));
  }

  private static boolean alike(String a, String b) {
    if (a.equals(b)) {
      return true;
    }
    if (hasDigit(a) || hasDigit(b)) {
      return false;
    }
    String shorter = a.length() <= b.length() ? a : b;
    String longer = a.length() <= b.length() ? b : a;
    return shorter.length() >= LEAST
        && (longer.contains(shorter) || distance(a, b) <= longer.length() / LETTERS);
  }

  private static boolean hasDigit(String word) {
    return word.codePoints().anyMatch(Character::isDigit);
  }

  /** How many letters have to be put in, left out or changed (Levenshtein 1966). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
