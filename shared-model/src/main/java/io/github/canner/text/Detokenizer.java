// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes words as running text, undoing {@link WordTokenizer#english()} as a reader would. */
public final class Detokenizer {
  private static final Detokenizer ENGLISH = new Detokenizer();

  private static final Set<String> BOUND_LEFT =
      Set.of(
          ",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "...", "'s", "'m", "'d", "'re", "'ve",
          "'ll", "n't");
  private static final Set<String> BOUND_RIGHT = Set.of("(", "[", "{", "$", "£", "€");

  private Detokenizer() {}

  /** For English. */
  public static Detokenizer english() {
    return ENGLISH;
  }

  /**
   * The words as one text, with no space before punctuation and quotes set around what they quote.
   */
  public String join(List<String> words) {
    StringBuilder text = new StringBuilder();
    boolean glue = true;
    boolean doubleOpen = false;
    boolean singleOpen = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String lower = word.toLowerCase(Locale.ROOT);
      boolean glueNext = BOUND_RIGHT.contains(word);
      boolean glueHere =
          glue || BOUND_LEFT.contains(lower) || isSecondHalfOfCannot(words, i, lower);
      if (word.equals("\"")) {
        glueHere = glue || doubleOpen;
        glueNext = !doubleOpen;
        doubleOpen = !doubleOpen;
      } else if (word.equals("'")) {
        boolean possessive = !singleOpen && i > 0 && words.get(i - 1).endsWith("s");
        glueHere = glue || singleOpen || possessive;
        glueNext = !singleOpen && !possessive;
        singleOpen = !singleOpen && !possessive;
      }
      if (!glueHere) {
        text.append(' ');
      }
      text.append(word);
      glue = glueNext;
    }
    return text.toString();
  }

  private static boolean isSecondHalfOfCannot(List<String> words, int i, String lower) {
    return i > 0 && lower.equals("not") && words.get(i - 1).equalsIgnoreCase("can");
  }
}
