// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import io.github.canner.CanException;

/** Writes any string on one line of UTF-8 and reads it back. */
final class Escapes {
  private Escapes() {}

  static String escape(String token) {
    StringBuilder line = new StringBuilder(token.length() + 4);
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < token.length()
              && Character.isLowSurrogate(token.charAt(i + 1));
      if (pair) {
        line.append(c).append(token.charAt(++i));
      } else if (c == '\\') {
        line.append("\\\\");
      } else if (c < 0x20
          || c == 0x7F
          || c == 0x85
          || c == 0x2028
          || c == 0x2029
          || c == 0xFEFF
          || Character.isSurrogate(c)) {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }

  /** The inverse of {@link #escape}; {@code where} begins the message about a line that is none. */
  static String unescape(String line, String where) {
    if (line.indexOf('\\') < 0) {
      return line;
    }
    StringBuilder token = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != '\\') {
        token.append(c);
      } else if (line.startsWith("\\\\", i)) {
        token.append('\\');
        i++;
      } else if (line.startsWith("\\u", i) && line.substring(i + 2).matches("(?s)[0-9a-f]{4}.*")) {
        token.append((char) Integer.parseInt(line.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        throw new CanException(
            where
                + ": found '"
                + line
                + "', expected \\\\ or \\u and four hexadecimal digits after each backslash");
      }
    }
    return token.toString();
  }
}
