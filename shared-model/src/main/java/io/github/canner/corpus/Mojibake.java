// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import java.lang.Character.UnicodeScript;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words in Latin letters whose UTF-8 bytes were taken for the Chinese encoding GBK, as has happened
 * to much text of the web: 茩asa for ƙasa, C么te for Côte.
 */
public final class Mojibake {
  private static final String GBK = "GBK";
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}+");

  private Mojibake() {}

  /** Each word as it was before, see {@link #repaired(String)}. */
  public static List<String> repaired(List<String> words) {
    return words.stream().map(Mojibake::repaired).toList();
  }

  /**
   * The word as it was before its bytes were misread. Any other word comes back as it is: one
   * without Chinese characters beside Latin letters, or whose Chinese characters stand for no text
   * in Latin letters. Applying it twice changes nothing more. A Java runtime that does not know GBK
   * repairs nothing.
   */
  public static String repaired(String word) {
    return has(word, UnicodeScript.HAN) && has(word, UnicodeScript.LATIN) && Known.GBK
        ? CHINESE.matcher(word).replaceAll(run -> Matcher.quoteReplacement(reread(run.group())))
        : word;
  }

  private static String reread(String chinese) {
    try {
      String read =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(Charset.forName(GBK).newEncoder().encode(CharBuffer.wrap(chinese)))
              .toString();
      return read.codePoints().allMatch(Mojibake::isLatinText) ? read : chinese;
    } catch (CharacterCodingException e) {
      return chinese;
    }
  }

  private static final class Known {
    static final boolean GBK = Charset.isSupported(Mojibake.GBK);
  }

  private static boolean has(String word, UnicodeScript script) {
    return word.codePoints().anyMatch(c -> UnicodeScript.of(c) == script);
  }

  private static boolean isLatinText(int c) {
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.LATIN || script == UnicodeScript.COMMON;
  }
}
