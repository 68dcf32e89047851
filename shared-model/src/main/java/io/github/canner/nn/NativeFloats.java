// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The values of arrays where the engine keeps them. To do several things to large arrays in one
 * pass, take a piece of {@value #PIECE} values at a time: it stays in the processor's cache.
 */
public final class NativeFloats {
  /** How many values to take at a time. */
  public static final int PIECE = 2048;

  private static final float[] ZEROS = new float[PIECE];

  private NativeFloats() {}

  /**
   * The values of an array, row by row; what is written to them is written to the array.
   *
   * @param array a weight or the gradient of one: of 32-bit floats, and without gaps. It must stay
   *     open for as long as the values are used.
   */
  public static FloatBuffer of(NDArray array) {
    return bytes(array).asFloatBuffer();
  }

  /** The bytes of these values, in the order of the machine. */
  public static ByteBuffer bytes(NDArray array) {
    if (array.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException("found " + array.getDataType() + ", expected FLOAT32");
    }
    return array.toByteBuffer(true);
  }

  /** Whether the first {@code length} values, at most {@link #PIECE}, are 0. */
  static boolean areZero(float[] values, int length) {
    return Arrays.equals(values, 0, length, ZEROS, 0, length);
  }

  /** Sets values to 0. */
  static void clear(FloatBuffer values, int from, int length) {
    for (int at = from; at < from + length; at += PIECE) {
      values.put(at, ZEROS, 0, Math.min(PIECE, from + length - at));
    }
  }
}
