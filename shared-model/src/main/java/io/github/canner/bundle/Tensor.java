// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Numbers in a rectangular arrangement of any rank, row by row. Immutable as long as nobody writes
 * to the buffer it was made of, which is not copied.
 *
 * @param type how each number is written
 * @param shape the size of each dimension, each at least 0; empty for a single number
 * @param data the numbers in little-endian order from position to limit; read-only where it comes
 *     out of the tensor
 */
public record Tensor(DType type, long[] shape, ByteBuffer data) {
  public Tensor {
    shape = shape.clone();
    long bytes = byteSize(type, shape);
    if (bytes != data.remaining()) {
      throw new IllegalArgumentException(
          type
              + " "
              + Arrays.toString(shape)
              + " takes "
              + bytes
              + " bytes, not "
              + data.remaining());
    }
    data = data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The size in bytes, or -1 if the shape is none or too large for one buffer. */
  static long byteSize(DType type, long... shape) {
    boolean empty = false;
    for (long size : shape) {
      if (size < 0) {
        return -1;
      }
      empty |= size == 0;
    }
    long bytes = empty ? 0 : type.bytes();
    for (long size : shape) {
      if (bytes != 0 && size > Integer.MAX_VALUE / bytes) {
        return -1;
      }
      bytes *= size;
    }
    return bytes;
  }

  /** Single-precision numbers; as many as the shape holds. */
  public static Tensor ofFloats(float[] values, long... shape) {
    ByteBuffer data = allocate(DType.F32, values.length);
    data.asFloatBuffer().put(values);
    return new Tensor(DType.F32, shape, data);
  }

  /** Signed bytes; as many as the shape holds. */
  public static Tensor ofBytes(byte[] values, long... shape) {
    return new Tensor(DType.I8, shape, ByteBuffer.wrap(values.clone()));
  }

  private static ByteBuffer allocate(DType type, int count) {
    return ByteBuffer.allocate(Math.multiplyExact(count, type.bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A copy of the shape. */
  @Override
  public long[] shape() {
    return shape.clone();
  }

  /** A read-only view of the numbers, little-endian, with a position of its own. */
  @Override
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** How many numbers there are. */
  public int count() {
    return data.remaining() / type.bytes();
  }

  /** The numbers in single precision; F64, I32 and I64 lose what does not fit. */
  public float[] toFloats() {
    float[] values = new float[count()];
    ByteBuffer from = data();
    if (type == DType.F32) {
      from.asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = next(from);
    }
    return values;
  }

  private float next(ByteBuffer from) {
    return switch (type) {
      case F64 -> (float) from.getDouble();
      case F32 -> from.getFloat();
      case F16 -> HalfFloats.toFloat(from.getShort());
      case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
      case I64 -> from.getLong();
      case I32 -> from.getInt();
      case I16 -> from.getShort();
      case I8 -> from.get();
      case U8, BOOL -> from.get() & 0xFF;
    };
  }

  /**
   * The numbers in half precision, each rounded to the nearest, to the even one of two as near.
   *
   * @throws IllegalArgumentException if a finite number is too large for half precision
   */
  public Tensor toHalf() {
    ByteBuffer from = data();
    return halves(shape, count(), () -> next(from));
  }

  /**
   * The mean of the numbers in each place, in half precision.
   *
   * @throws IllegalArgumentException if there is no tensor, one has another shape, or a finite
   *     number is too large for half precision
   */
  public static Tensor meanInHalf(List<Tensor> tensors) {
    if (tensors.stream().map(tensor -> Arrays.toString(tensor.shape)).distinct().count() != 1) {
      throw new IllegalArgumentException("expected tensors of one shape, found " + tensors);
    }
    Tensor first = tensors.get(0);
    List<ByteBuffer> from = tensors.stream().map(Tensor::data).toList();
    return halves(
        first.shape,
        first.count(),
        () -> {
          double sum = 0;
          for (int i = 0; i < tensors.size(); i++) {
            sum += tensors.get(i).next(from.get(i));
          }
          return sum / tensors.size();
        });
  }

  private static Tensor halves(long[] shape, int count, DoubleSupplier numbers) {
    ByteBuffer halves = allocate(DType.F16, count);
    while (halves.hasRemaining()) {
      float value = (float) numbers.getAsDouble();
      short half = HalfFloats.of(value);
      if (Float.isFinite(value) && !Float.isFinite(HalfFloats.toFloat(half))) {
        throw new IllegalArgumentException(value + " is too large for half precision");
      }
      halves.putShort(half);
    }
    return new Tensor(DType.F16, shape, halves.flip());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && data.equals(that.data);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * type.hashCode() + Arrays.hashCode(shape)) + data.hashCode();
  }

  @Override
  public String toString() {
    return "Tensor " + type + " " + Arrays.toString(shape);
  }
}
