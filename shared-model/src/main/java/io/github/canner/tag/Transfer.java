// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

/** Where a tagger learns from beside its own sentences. */
public enum Transfer {
  /** Nowhere: the same tagger without English. */
  NONE,
  /** From an English network, through the converse attention of a translator. */
  CONVERSE
}
