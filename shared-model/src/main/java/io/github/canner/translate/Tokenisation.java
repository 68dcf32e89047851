// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import io.github.canner.text.WordTokenizer;

/** How raw text of the foreign language is cut into words. */
public enum Tokenisation {
  /** Keeps together what is written together, see {@link WordTokenizer#foreign()}. */
  JOINED,
  /**
   * Splits off every punctuation mark, even within words, see {@link
   * WordTokenizer#splittingForeign()}.
   */
  SPLIT;

  /** The tokenizer that does so. */
  public WordTokenizer tokenizer() {
    return this == JOINED ? WordTokenizer.foreign() : WordTokenizer.splittingForeign();
  }
}
