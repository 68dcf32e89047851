// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sentences as callers of OpenNLP give them. */
final class Tokens {

  private Tokens() {}

  /**
   * The tokens as a list.
   *
   * @param name of the array, for messages
   * @throws IllegalArgumentException if the array or one of its tokens is null, or a token is no
   *     string
   */
  static List<String> of(@Nullable Object @Nullable [] tokens, String name) {
    if (tokens == null) {
      throw new IllegalArgumentException(name + " is null");
    }
    List<String> list = new ArrayList<>(tokens.length);
    for (int i = 0; i < tokens.length; i++) {
      Object token = tokens[i];
      if (!(token instanceof String text)) {
        throw new IllegalArgumentException(
            name
                + "["
                + i
                + "] is "
                + (token == null ? "null" : "a " + token.getClass().getName() + ", not a string"));
      }
      list.add(text);
    }
    return list;
  }
}
