// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

/** The types of numbers in a tensor, as safetensors names them. */
public enum DType {
  /** Double precision. */
  F64(8),
  /** Single precision. */
  F32(4),
  /** Half precision, IEEE 754 binary16. */
  F16(2),
  /** The upper half of single precision. */
  BF16(2),
  /** Signed, 64 bits. */
  I64(8),
  /** Signed, 32 bits. */
  I32(4),
  /** Signed, 16 bits. */
  I16(2),
  /** Signed, 8 bits. */
  I8(1),
  /** Unsigned, 8 bits. */
  U8(1),
  /** 0 or 1 in 8 bits. */
  BOOL(1);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one number in bytes. */
  public int bytes() {
    return bytes;
  }
}
