// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

/** IEEE 754 binary16 in the low 16 bits of a {@code short}. */
final class HalfFloats {
  private static final int INFINITY = 0x7C00;

  private HalfFloats() {}

  /** Rounds to the nearest half, to the even one of two as near; beyond 65,519.99 to infinity. */
  static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7FFFFFFF;
    if (magnitude > 0x7F800000) {
      return (short) (sign | INFINITY | 0x200 | (magnitude >>> 13) & 0x3FF);
    }
    if (magnitude >= 0x47800000) {
      return (short) (sign | INFINITY);
    }
    if (magnitude >= 0x38800000) {
      return (short) (sign | shiftRounding(magnitude - 0x38000000, 13));
    }
    if (magnitude < 0x33000000) {
      return (short) sign;
    }
    int significand = magnitude & 0x7FFFFF | 0x800000;
    return (short) (sign | shiftRounding(significand, 126 - (magnitude >>> 23)));
  }

  private static int shiftRounding(int value, int shift) {
    int result = value >>> shift;
    int rest = value & ((1 << shift) - 1);
    int half = 1 << (shift - 1);
    return rest > half || rest == half && (result & 1) == 1 ? result + 1 : result;
  }

  /** Every half has its exact float. */
  static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >>> 10) & 0x1F;
    int significand = half & 0x3FF;
    if (exponent == 0x1F) {
      return Float.intBitsToFloat(sign | 0x7F800000 | significand << 13);
    }
    if (exponent == 0) {
      float magnitude = significand * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | (exponent + 112) << 23 | significand << 13);
  }
}
