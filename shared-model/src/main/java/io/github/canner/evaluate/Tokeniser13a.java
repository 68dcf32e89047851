// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The tokeniser {@code 13a} of sacreBLEU, which is that of NIST's {@code mteval-v13a.pl} for
 * western languages.
 */
final class Tokeniser13a {
  private static final Pattern SYMBOL = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
  private static final Pattern STOP_NOT_AFTER_DIGIT = Pattern.compile("([^0-9])([.,])");
  private static final Pattern STOP_NOT_BEFORE_DIGIT = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

  private Tokeniser13a() {}

  static List<String> tokens(String text) {
    String line =
        WhiteSpace.strippedAtEnd(text)
            .replace("<skipped>", "")
            .replace("-\n", "")
            .replace("\n", " ");
    line =
        line.replace("&quot;", "\"")
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
    line = SYMBOL.matcher(" " + line + " ").replaceAll(" $1 ");
    line = STOP_NOT_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
    line = STOP_NOT_BEFORE_DIGIT.matcher(line).replaceAll(" $1 $2");
    line = DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
    return WhiteSpace.split(line);
  }
}
