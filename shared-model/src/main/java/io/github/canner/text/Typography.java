// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import java.text.Normalizer;

/** Unicode forms that mean the same to a reader, brought to one. */
public final class Typography {
  private Typography() {}

  /** The canonical composition (NFC) of a text. */
  public static String nfc(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * A text with its typographic quotes, dashes and ellipses replaced by those of ASCII: “ becomes
   * {@code "}, ’ becomes {@code '}, – becomes {@code -}, — becomes {@code --}, … becomes {@code
   * ...}. Applying it twice changes nothing more.
   */
  public static String ascii(String text) {
    StringBuilder result = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        result.append(c);
      } else {
        result.append(ascii(c));
      }
    }
    return result.toString();
  }

  private static String ascii(char c) {
    return switch (c) {
      case '“', '”', '„', '‟', '«', '»', '″' -> "\"";
      case '‘', '’', '‚', '‛', 'ʼ', '′', '‹', '›' -> "'";
      case '‐', '‑', '‒', '–', '−' -> "-";
      case '—', '―' -> "--";
      case '…' -> "...";
      default -> String.valueOf(c);
    };
  }

  /**
   * Whether a code point only separates words: white space of any kind, control characters, the
   * zero-width space and the byte order mark.
   */
  static boolean isSpace(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || c == 0x200B
        || c == 0xFEFF;
  }
}
