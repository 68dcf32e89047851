// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.List;

/** Turns sentences into English. Safe for use by many threads at once. */
public interface Translator extends AutoCloseable {

  /**
   * Translates tokenised sentences together.
   *
   * @return one translation a sentence, in order; empty for an empty sentence
   */
  List<Translation> translate(List<? extends List<String>> sentences);

  @Override
  void close();
}
