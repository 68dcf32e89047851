// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * A matrix in the memory of Java, to be multiplied by one vector at a time. For so little work the
 * engine spends more time on rearranging a matrix, call after call, than on the product; here it is
 * kept as the product wants it. Immutable.
 */
public final class Matrix {
  private final float[][] columns;
  private final int height;

  private Matrix(float[][] columns, int height) {
    this.columns = columns;
    this.height = height;
  }

  /** A copy of an array of shape (height, width). */
  public static Matrix of(NDArray array) {
    return ofRows(rows(array));
  }

  /** The rows of an array of shape (height, width), copied. */
  public static float[][] rows(NDArray array) {
    int width = Math.toIntExact(array.getShape().get(1));
    float[] values = array.toFloatArray();
    float[][] rows = new float[values.length / width][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = Arrays.copyOfRange(values, r * width, (r + 1) * width);
    }
    return rows;
  }

  /** The matrix of these rows, at least one, which are copied. */
  public static Matrix ofRows(float[]... rows) {
    float[][] columns = new float[rows[0].length][rows.length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        columns[c][r] = rows[r][c];
      }
    }
    return new Matrix(columns, rows.length);
  }

  /** The matrix of these columns, at least one, which are not copied and must not change. */
  public static Matrix ofColumns(float[]... columns) {
    return new Matrix(columns, columns[0].length);
  }

  /** How long a product is. */
  public int height() {
    return height;
  }

  /** How long a vector must be to be multiplied. */
  public int width() {
    return columns.length;
  }

  /** The matrix of the columns from {@code from} on and before {@code to}. */
  public Matrix columns(int from, int to) {
    return new Matrix(Arrays.copyOfRange(columns, from, to), height);
  }

  /** This matrix times x. */
  public float[] times(float[] x) {
    float[] product = new float[height];
    addProduct(x, product);
    return product;
  }

  /** Adds this matrix times x to {@code sum}. */
  public void addProduct(float[] x, float[] sum) {
    if (x.length != columns.length || sum.length != height) {
      throw new IllegalArgumentException(
          height + " × " + columns.length + " values times " + x.length + " into " + sum.length);
    }
    int whole = x.length & -4;
    for (int c = 0; c < whole; c += 4) {
      addFour(c, x, sum);
    }
    for (int c = whole; c < x.length; c++) {
      addOne(columns[c], x[c], sum);
    }
  }

  /**
   * Adds four columns, as many as Java 17 still turns into vector instructions; fewer would read
   * and write the sum more often.
   */
  private void addFour(int first, float[] x, float[] sum) {
    addFour(
        columns[first],
        columns[first + 1],
        columns[first + 2],
        columns[first + 3],
        x[first],
        x[first + 1],
        x[first + 2],
        x[first + 3],
        sum);
  }

  private static void addFour(
      float[] a, float[] b, float[] c, float[] d, float p, float q, float r, float s, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += p * a[i] + q * b[i] + r * c[i] + s * d[i];
    }
  }

  private static void addOne(float[] column, float factor, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * column[i];
    }
  }
}
