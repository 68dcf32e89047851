// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hooked letters of Hausa and its neighbours in text whose UTF-8 bytes were taken for the
 * Chinese encoding GBK, as has happened to much text of the web: 茩asa for ƙasa.
 */
public final class Mojibake {
  private static final Map<Integer, String> MISREAD =
      Map.of(
          (int) '茩', "ƙ", (int) '茦', "Ƙ", (int) '蓷', "ɗ", (int) '茒', "Ɗ", (int) '蓳', "ɓ", (int) '苼',
          "Ɓ", (int) '拼', "ƴ", (int) '瞥', "Ƴ");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");

  private Mojibake() {}

  /** Each word as it was before, see {@link #repaired(String)}. */
  public static List<String> repaired(List<String> words) {
    return words.stream().map(Mojibake::repaired).toList();
  }

  /**
   * A text as it was before its bytes were misread. Letters alone count: a word that is Chinese but
   * for these eight characters, or has no Latin letter, stays as it is. Applying it twice changes
   * nothing more.
   */
  public static String repaired(String text) {
    return text.codePoints().anyMatch(MISREAD::containsKey)
        ? WORD.matcher(text)
            .replaceAll(word -> Matcher.quoteReplacement(repairedWord(word.group())))
        : text;
  }

  private static String repairedWord(String word) {
    boolean latin = word.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.LATIN);
    boolean chinese =
        word.codePoints()
            .anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.HAN && !MISREAD.containsKey(c));
    if (!latin || chinese) {
      return word;
    }
    StringBuilder repaired = new StringBuilder();
    word.codePoints().forEach(c -> repaired.append(MISREAD.getOrDefault(c, Character.toString(c))));
    return repaired.toString();
  }
}
