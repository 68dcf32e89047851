// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import io.github.canner.CanException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The table of contents of a TensorFlow checkpoint, its file {@code variables.index}: a sorted
 * string table in the format of LevelDB ({@code table_format.md} there), not compressed, whose keys
 * are names of variables and whose values are messages {@code BundleEntryProto} of TensorFlow's
 * {@code tensor_bundle.proto}.
 */
final class TensorBundle {
  private static final int FOOTER = 48;
  private static final long MAGIC = 0xdb4775248b80fb57L;
  private static final int FLOAT = 1;

  private TensorBundle() {}

  /**
   * A variable in single precision.
   *
   * @param offset of its first byte in the data file
   * @param size in bytes
   */
  record Variable(String name, long[] shape, long offset, long size) {}

  /**
   * The variables in single precision, in the order of their places in the data file.
   *
   * @throws CanException if the bytes are no such table
   */
  static List<Variable> variables(byte[] index, String source) {
    try {
      List<Variable> variables = new ArrayList<>();
      ByteBuffer footer = slice(index, index.length - FOOTER, FOOTER);
      if (footer.getLong(FOOTER - Long.BYTES) != MAGIC) {
        throw bad(source, "no table of TensorFlow");
      }
      varint(footer);
      varint(footer);
      for (Entry block : entries(index, footer, source)) {
        for (Entry entry : entries(index, block.value, source)) {
          if (!entry.key.isEmpty()) {
            add(variables, entry, source);
          }
        }
      }
      variables.sort(Comparator.comparingLong(Variable::offset));
      return variables;
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | ArithmeticException
        | NegativeArraySizeException e) {
      throw new CanException(source + ": the table of TensorFlow is damaged (" + e + ")", e);
    }
  }

  private record Entry(String key, ByteBuffer value) {}

  /** The entries of the block whose place and size come next in the handle. */
  private static List<Entry> entries(byte[] index, ByteBuffer handle, String source) {
    int at = Math.toIntExact(varint(handle));
    int size = Math.toIntExact(varint(handle));
    if (index[at + size] != 0) {
      throw bad(source, "a compressed table of TensorFlow");
    }
    ByteBuffer block = slice(index, at, size);
    int restarts = block.getInt(size - Integer.BYTES);
    block.limit(size - Integer.BYTES * (1 + restarts));
    List<Entry> entries = new ArrayList<>();
    byte[] key = new byte[0];
    while (block.hasRemaining()) {
      int shared = Math.toIntExact(varint(block));
      int own = Math.toIntExact(varint(block));
      int length = Math.toIntExact(varint(block));
      key = Arrays.copyOf(key, shared + own);
      block.get(key, shared, own);
      entries.add(new Entry(new String(key, StandardCharsets.UTF_8), message(block, length)));
    }
    return entries;
  }

  private static void add(List<Variable> variables, Entry entry, String source) {
    ByteBuffer message = entry.value;
    long type = 0;
    long offset = 0;
    long size = 0;
    List<Long> shape = new ArrayList<>();
    while (message.hasRemaining()) {
      int tag = (int) varint(message);
      switch (tag >>> 3) {
        case 1 -> type = varint(message);
        case 2 -> dimensions(message(message, (int) varint(message)), shape);
        case 4 -> offset = varint(message);
        case 5 -> size = varint(message);
        default -> skip(message, tag);
      }
    }
    if (type == FLOAT) {
      long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
      long count = Arrays.stream(sizes).reduce(1, Math::multiplyExact);
      if (offset < 0 || size != Math.multiplyExact(count, Float.BYTES)) {
        throw bad(source, "variable " + entry.key + " of " + size + " bytes and shape " + shape);
      }
      variables.add(new Variable(entry.key, sizes, offset, size));
    }
  }

  /** Of a message {@code TensorShapeProto}. */
  private static void dimensions(ByteBuffer message, List<Long> shape) {
    while (message.hasRemaining()) {
      int tag = (int) varint(message);
      if (tag >>> 3 != 2) {
        skip(message, tag);
        continue;
      }
      ByteBuffer dimension = message(message, (int) varint(message));
      long size = 0;
      while (dimension.hasRemaining()) {
        int inner = (int) varint(dimension);
        if (inner >>> 3 == 1) {
          size = varint(dimension);
        } else {
          skip(dimension, inner);
        }
      }
      shape.add(size);
    }
  }

  private static void skip(ByteBuffer message, int tag) {
    switch (tag & 7) {
      case 0 -> varint(message);
      case 1 -> message.getLong();
      case 2 -> message(message, (int) varint(message));
      case 5 -> message.getInt();
      default -> throw new IllegalArgumentException("wire type " + (tag & 7));
    }
  }

  private static ByteBuffer message(ByteBuffer from, int length) {
    ByteBuffer message = from.slice(from.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    from.position(from.position() + length);
    return message;
  }

  private static long varint(ByteBuffer from) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = from.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("number of more than 64 bits");
  }

  private static ByteBuffer slice(byte[] bytes, int at, int length) {
    return ByteBuffer.wrap(bytes, at, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static CanException bad(String source, String found) {
    return new CanException(
        source + ": found " + found + ", expected the index of a TensorFlow checkpoint");
  }
}
