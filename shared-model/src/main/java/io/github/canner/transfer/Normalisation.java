// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

/** How the attention that a source word got from all English words together is treated. */
public enum Normalisation {
  /** C = Aᵀ·H: a source word that got little attention gets a small vector. */
  PLAIN,
  /**
   * C = D⁻¹·Aᵀ·H, D the column sums of A: every source word gets a weighted mean of English
   * vectors.
   */
  COLUMN
}
