// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

/**
 * What English knows of each of the m words of a source sentence, all row by row.
 *
 * @param states m × width of the English states
 * @param posteriors m × width of the English posteriors
 * @param mass m column sums of the attention
 */
public record EnglishView(float[] states, float[] posteriors, float[] mass) {

  /** How many words the source sentence has. */
  public int length() {
    return mass.length;
  }
}
