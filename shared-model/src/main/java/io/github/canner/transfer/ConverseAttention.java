// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import ai.djl.ndarray.NDArray;

/**
 * The converse attention of CAN (arXiv:1906.01183, rebuilt from its abstract): a translator's
 * attention read backwards. Row t of A tells how English word t looked at the source words; read by
 * columns, it tells which English words came from source word i.
 *
 * <p>For two source words, three English words and English vectors of width 2,
 *
 * <pre>
 *      1.0  0.0          1  2
 * A =  0.5  0.5     H =  3  4
 *      0.0  1.0          5  6
 * </pre>
 *
 * <p>the column masses are (1.5, 1.5). Read plainly, C = Aᵀ·H has the rows (1 + 1.5, 2 + 2) = (2.5,
 * 4) and (1.5 + 5, 2 + 6) = (6.5, 8); normalised by columns these are divided by 1.5 and become
 * (1.67, 2.67) and (4.33, 5.33).
 */
public final class ConverseAttention {
  private static final double EPSILON = 1e-6;

  private final Normalisation normalisation;

  /** Converse attention, normalised in this way. */
  public ConverseAttention(Normalisation normalisation) {
    this.normalisation = normalisation;
  }

  /**
   * What arrives at each source word.
   *
   * @param vectors C, shape (batch, m, d)
   * @param mass column sums of A, shape (batch, m): how much of the translation came from each
   *     source word
   */
  public record Carried(NDArray vectors, NDArray mass) {}

  /**
   * Carries English vectors back. Padding needs no mask: zero rows and columns of A carry nothing.
   *
   * @param attention A, shape (batch, n, m): n English words looking at m source words; zero where
   *     either is padding
   * @param english H, shape (batch, n, d)
   * @return arrays that belong to the manager of {@code attention}
   */
  public Carried carry(NDArray attention, NDArray english) {
    NDArray mass = attention.sum(new int[] {1});
    NDArray vectors = attention.transpose(0, 2, 1).matMul(english);
    if (normalisation == Normalisation.COLUMN) {
      vectors = vectors.div(mass.add(EPSILON).expandDims(2));
    }
    return new Carried(vectors, mass);
  }
}
