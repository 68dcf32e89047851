// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatsTest {

  @Test
  void gives_back_every_half_exactly() {
    for (int bits = 0; bits <= 0xFFFF; bits++) {
      float value = HalfFloats.toFloat((short) bits);
      short back = HalfFloats.of(value);
      if (Float.isNaN(value)) {
        assertThat(HalfFloats.toFloat(back)).isNaN();
      } else {
        assertThat(back).isEqualTo((short) bits);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3C00",
    "-2, C000",
    "65504, 7BFF",
    "65519.99, 7BFF",
    "65520, 7C00",
    "0.000061035156, 0400",
    "5.9604645E-8, 0001",
    "2.9802322E-8, 0000",
    "2.9802326E-8, 0001",
    "-0.0, 8000",
    "0.333333, 3555",
    "Infinity, 7C00",
    "1E30, 7C00"
  })
  void writes_known_numbers_as_the_standard_does(float value, String hex) {
    assertThat(String.format("%04X", HalfFloats.of(value) & 0xFFFF)).isEqualTo(hex);
  }

  @Test
  void rounds_what_lies_midway_to_the_even_half() {
    for (int bits = 0; bits < 0x7BFF; bits++) {
      double midway =
          (HalfFloats.toFloat((short) bits) + (double) HalfFloats.toFloat((short) (bits + 1))) / 2;
      assertThat((int) HalfFloats.of((float) midway)).isEqualTo(bits % 2 == 0 ? bits : bits + 1);
      assertThat((int) HalfFloats.of(Math.nextUp((float) midway))).isEqualTo(bits + 1);
      assertThat((int) HalfFloats.of(Math.nextDown((float) midway))).isEqualTo(bits);
    }
  }

  @Test
  void is_symmetric_about_zero() {
    Random random = new Random(4);
    for (int i = 0; i < 10_000; i++) {
      float value = Math.abs(Float.intBitsToFloat(random.nextInt() & 0x7F7FFFFF));
      assertThat(HalfFloats.of(-value) & 0x7FFF).isEqualTo(HalfFloats.of(value));
    }
  }
}
