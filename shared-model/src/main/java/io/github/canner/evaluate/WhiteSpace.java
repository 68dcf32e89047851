// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import java.util.List;
import java.util.regex.Pattern;

/** White space as sacreBLEU's language understands it, no-break spaces included. */
final class WhiteSpace {
  private static final Pattern RUN =
      Pattern.compile(
          "[\\t-\\r"
              + "\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+");

  private WhiteSpace() {}

  static String removed(String text) {
    return RUN.matcher(text).replaceAll("");
  }

  static List<String> split(String text) {
    return RUN.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
  }

  static String strippedAtEnd(String text) {
    List<String> words = split(text);
    if (words.isEmpty()) {
      return "";
    }
    String last = words.get(words.size() - 1);
    return text.substring(0, text.lastIndexOf(last) + last.length());
  }
}
