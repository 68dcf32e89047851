// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;

/**
 * Stateless layers. Every result belongs to the manager of the first argument, so pass the batch's
 * array first and the weights after it.
 */
public final class Layers {
  private static final float FAR = 1e9f;

  private Layers() {}

  /** x·Wᵀ + b, for x of shape (…, in), W of shape (out, in), b of shape (out). */
  public static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
  }

  /**
   * The rows of the table named by ids of shape (…); the result has shape (…, width of the table).
   */
  public static NDArray embed(NDArray ids, NDArray table) {
    return ids.getNDArrayInternal().embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
  }

  /** Sets a share of the values to zero and scales up the others, in training only. */
  public static NDArray dropout(NDArray x, float rate, boolean training) {
    if (!training || rate == 0) {
      return x;
    }
    return x.getNDArrayInternal().dropout(x, rate, true).singletonOrThrow();
  }

  /** 1 / (1 + exp(−x)). */
  public static NDArray sigmoid(NDArray x) {
    return x.getNDArrayInternal().sigmoid();
  }

  /**
   * Softmax over the last axis that gives nothing to masked places.
   *
   * @param mask 1 where a place counts and 0 where it does not, of a shape that broadcasts to that
   *     of the scores
   */
  public static NDArray maskedSoftmax(NDArray scores, NDArray mask) {
    return scores.add(mask.sub(1).mul(FAR)).softmax(-1);
  }

  /** 1 for each real step and 0 for padding, shape (batch, steps). */
  public static NDArray mask(NDManager manager, int[] lengths, int steps) {
    float[] values = new float[lengths.length * steps];
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        values[b * steps + t] = 1;
      }
    }
    return manager.create(values, new Shape(lengths.length, steps));
  }

  /** Ids as an array of shape (batch, steps), rows filled up with {@code padding}. */
  public static NDArray padded(NDManager manager, int[][] rows, int steps, int padding) {
    long[] values = new long[rows.length * steps];
    for (int b = 0; b < rows.length; b++) {
      for (int t = 0; t < steps; t++) {
        values[b * steps + t] = t < rows[b].length ? rows[b][t] : padding;
      }
    }
    return manager.create(values, new Shape(rows.length, steps)).toType(DataType.INT64, false);
  }

  /** The length of the longest row, at least 1. */
  public static int longest(int[][] rows) {
    int longest = 1;
    for (int[] row : rows) {
      longest = Math.max(longest, row.length);
    }
    return longest;
  }
}
