// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import java.io.InputStream;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads tokenised text with a sentence a line and white space between tokens; a no-break space is
 * part of a token. A blank line is a sentence without tokens, so that sentence n stands in line n.
 * UTF-8, plain or gzip; tokens are brought into Unicode normal form C.
 */
public final class TokenisedText {

  /** What {@link Character#isWhitespace(int)} says, for which a no-break space is none. */
  private static final Pattern SPACE =
      Pattern.compile("[\\s\\x1C-\\x1F\\p{Z}&&[^\\u00A0\\u2007\\u202F]]+");

  private TokenisedText() {}

  /**
   * Reads a whole file.
   *
   * @return the tokens of each line
   * @throws CanException if the file cannot be read or is no UTF-8
   */
  public static List<List<String>> read(Path file) {
    List<List<String>> sentences = new ArrayList<>();
    try (Lines lines = Lines.open(file)) {
      forEach(lines, sentences::add);
    }
    return sentences;
  }

  /**
   * Hands on one sentence after the other as they come. Leaves the stream open.
   *
   * @param name stands for the stream in messages
   * @throws CanException if the stream cannot be read or is no UTF-8
   */
  public static void forEach(
      InputStream stream, String name, Consumer<? super List<String>> action) {
    @SuppressWarnings("resource") // belongs to the caller
    Lines lines = Lines.of(stream, name);
    forEach(lines, action);
  }

  private static void forEach(Lines lines, Consumer<? super List<String>> action) {
    for (String line = lines.next(); line != null; line = lines.next()) {
      String text = Normalizer.normalize(line, Normalizer.Form.NFC);
      action.accept(SPACE.splitAsStream(text).filter(token -> !token.isEmpty()).toList());
    }
  }
}
