// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

/** How a word is written: its casing, and whether it holds digits. */
public enum WordShape {
  /** No character at all. */
  EMPTY,
  /**
   * Letters, all in lower case or of a script without case, perhaps with marks between: {@code
   * jumatatu}, {@code re-run}.
   */
  LOWER,
  /** Its first letter a capital and no other: {@code Nairobi}, {@code Al-qaida}. */
  TITLE,
  /** One capital letter alone or with a full stop: {@code J}, {@code J.}. */
  INITIAL,
  /** Two or more letters, all capitals: {@code NATO}, {@code U.S.}. */
  UPPER,
  /** Capitals and small letters in any other order: {@code McDonald}, {@code al-Zarqawi}. */
  MIXED,
  /** Digits alone: {@code 1994}. */
  DIGITS,
  /** Digits with marks and no letter: {@code 1,000}, {@code 06/07}. */
  NUMBER,
  /** Digits and letters, the first letter a capital: {@code COVID-19}. */
  CAPITAL_AND_DIGITS,
  /** Digits and letters, the first letter small: {@code 1980-luvun}. */
  SMALL_AND_DIGITS,
  /** Neither letter nor digit: {@code --}. */
  PUNCTUATION;

  /** How many shapes there are; the number of a shape is its {@link #ordinal()}. */
  public static final int COUNT = values().length;

  /** The shape of a word. */
  public static WordShape of(String word) {
    int upper = 0;
    int lower = 0;
    int digits = 0;
    boolean firstLetterUpper = false;
    for (int i = 0; i < word.length(); i += Character.charCount(word.codePointAt(i))) {
      int c = word.codePointAt(i);
      if (Character.isDigit(c)) {
        digits++;
      } else if (Character.isLetter(c)) {
        boolean capital = Character.isUpperCase(c) || Character.isTitleCase(c);
        firstLetterUpper |= capital && upper + lower == 0;
        if (capital) {
          upper++;
        } else {
          lower++;
        }
      }
    }
    if (digits > 0) {
      return withDigits(word, upper + lower, digits, firstLetterUpper);
    }
    if (upper + lower == 0) {
      return word.isEmpty() ? EMPTY : PUNCTUATION;
    }
    if (upper == 0) {
      return LOWER;
    }
    if (lower == 0) {
      return upper == 1 ? INITIAL : UPPER;
    }
    return firstLetterUpper && upper == 1 ? TITLE : MIXED;
  }

  private static WordShape withDigits(
      String word, int letters, int digits, boolean firstLetterUpper) {
    if (letters > 0) {
      return firstLetterUpper ? CAPITAL_AND_DIGITS : SMALL_AND_DIGITS;
    }
    return digits == word.codePointCount(0, word.length()) ? DIGITS : NUMBER;
  }
}
