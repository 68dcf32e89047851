// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowScalesTest {

  @Test
  void a_number_is_off_by_half_a_step_of_its_row_at_most() {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[5 * 40];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble(-1, 1) * Math.pow(10, i / 40 - 3));
    }
    RowScales.Scaled scaled = RowScales.of(Tensor.ofFloats(values, 5, 40));
    assertThat(scaled.integers().type()).isEqualTo(DType.I8);
    assertThat(scaled.steps().shape()).containsExactly(5);
    float[] steps = scaled.steps().toFloats();
    Tensor back = RowScales.toHalf(scaled);
    assertThat(back.type()).isEqualTo(DType.F16);
    assertThat(back.shape()).containsExactly(5, 40);
    float[] found = back.toFloats();
    for (int row = 0; row < 5; row++) {
      float largest = 0;
      for (int i = row * 40; i < (row + 1) * 40; i++) {
        // Half precision is coarser than a tenth of a step nowhere but at the end of the row.
        assertThat(found[i]).isCloseTo(values[i], within(0.57f * steps[row]));
        largest = Math.max(largest, Math.abs(values[i]));
      }
      assertThat(steps[row]).isCloseTo(largest / 127, within(1e-6f * largest));
    }
  }

  @Test
  void a_row_of_zeros_stays_one() {
    Tensor zeros = Tensor.ofFloats(new float[6], 2, 3);
    assertThat(RowScales.toHalf(RowScales.of(zeros)).toFloats()).containsOnly(0f).hasSize(6);
  }

  @Test
  void refuses_what_is_no_matrix_and_steps_of_another_one() {
    Tensor vector = Tensor.ofFloats(new float[3], 3);
    assertThatThrownBy(() -> RowScales.of(vector))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no matrix");
    Tensor matrix = Tensor.ofBytes(new byte[4], 2, 2);
    assertThatThrownBy(() -> RowScales.toHalf(new RowScales.Scaled(matrix, vector)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 rows with 3 steps");
  }
}
