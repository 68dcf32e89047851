// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Matrices in 8 bits a number: each row is stored as integers from -127 to 127 and the size of one
 * step, so that its number farthest from 0 is exact and the others are off by half a step at most.
 */
public final class RowScales {
  private static final int MOST = 127;

  private RowScales() {}

  /**
   * A matrix in 8 bits.
   *
   * @param integers type {@link DType#I8}, the shape of the matrix
   * @param steps the value of 1 in each row, type {@link DType#F32}, shape (rows)
   */
  public record Scaled(Tensor integers, Tensor steps) {}

  /**
   * Rounds a matrix.
   *
   * @param matrix shape (rows, columns)
   * @throws IllegalArgumentException if it has another rank
   */
  public static Scaled of(Tensor matrix) {
    int rows = rows(matrix);
    float[] values = matrix.toFloats();
    int columns = rows == 0 ? 0 : values.length / rows;
    byte[] integers = new byte[values.length];
    float[] steps = new float[rows];
    for (int row = 0; row < rows; row++) {
      float largest = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        largest = Math.max(largest, Math.abs(values[i]));
      }
      steps[row] = largest / MOST;
      for (int i = row * columns; largest > 0 && i < (row + 1) * columns; i++) {
        integers[i] = (byte) Math.round(values[i] / steps[row]);
      }
    }
    return new Scaled(Tensor.ofBytes(integers, matrix.shape()), Tensor.ofFloats(steps, rows));
  }

  /**
   * The matrix in half precision, outside Java's heap.
   *
   * @throws IllegalArgumentException if the tensors are not those of one matrix
   */
  public static Tensor toHalf(Scaled scaled) {
    Tensor integers = scaled.integers();
    int rows = rows(integers);
    float[] steps = scaled.steps().toFloats();
    if (integers.type() != DType.I8 || steps.length != rows) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + " rows with " + steps.length + " steps");
    }
    ByteBuffer from = integers.data();
    int columns = rows == 0 ? 0 : integers.count() / rows;
    ByteBuffer halves =
        ByteBuffer.allocateDirect(Math.multiplyExact(integers.count(), Short.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    short[] known = new short[2 * MOST + 2];
    for (int row = 0; row < rows; row++) {
      for (int value = 0; value < known.length; value++) {
        known[value] = HalfFloats.of((value - MOST - 1) * steps[row]);
      }
      for (int column = 0; column < columns; column++) {
        halves.putShort(known[from.get() + MOST + 1]);
      }
    }
    return new Tensor(DType.F16, integers.shape(), halves.flip());
  }

  private static int rows(Tensor matrix) {
    if (matrix.shape().length != 2) {
      throw new IllegalArgumentException(matrix + " is no matrix");
    }
    return Math.toIntExact(matrix.shape()[0]);
  }
}
