// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import io.github.canner.corpus.Mojibake;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Other ways to write the same word, for readers that do not know a letter of it. */
public final class Respelling {
  /** Letters of African alphabets, and those that stand for them where there are no others. */
  private static final String LETTERS = "ƙɗɓƴŋɛɔɖƒɣʋƘƊƁƳŊƐƆƉƑƔƲ";

  private static final String PLAIN_LETTERS = "kdbyneodfgvKDBYNEODFGV";

  private static final char LINE_BELOW = '\u0329';
  private static final char DOT_BELOW = '\u0323';
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

  private Respelling() {}

  /**
   * The other ways, the closest first: letters repaired that were read in another encoding, the dot
   * below of Yoruba in place of the line below, ASCII quotes and dashes, no marks on letters, and
   * Latin letters of the alphabet in place of others; each changes what the one before it changed
   * too.
   *
   * @return none where nothing can be changed
   */
  public static List<String> of(String word) {
    String repaired = Mojibake.repaired(word);
    String dotted = Typography.nfc(repaired.replace(LINE_BELOW, DOT_BELOW));
    String plain = Typography.ascii(dotted);
    String bare =
        Typography.nfc(
            MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll(""));
    Set<String> others =
        new LinkedHashSet<>(Arrays.asList(repaired, dotted, plain, bare, latin(bare)));
    others.remove(word);
    others.remove("");
    return List.copyOf(others);
  }

  private static String latin(String word) {
    StringBuilder latin = new StringBuilder(word);
    for (int i = 0; i < word.length(); i++) {
      int at = LETTERS.indexOf(word.charAt(i));
      if (at >= 0) {
        latin.setCharAt(i, PLAIN_LETTERS.charAt(at));
      }
    }
    return latin.toString();
  }
}
