// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

/** How a model file holds the weights of an encoder that stay as they are. */
public enum WeightPrecision {
  /** In half precision, 16 bits a weight. */
  HALF,
  /** Matrices in 8 bits a weight and a scale for each row, see {@code RowScales}. */
  INT8
}
