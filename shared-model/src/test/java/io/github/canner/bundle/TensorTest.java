// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TensorTest {

  @Test
  void keeps_its_shape_whatever_the_caller_does_to_the_array() {
    long[] shape = {2};
    Tensor tensor = Tensor.ofFloats(new float[2], shape);
    shape[0] = 9;
    tensor.shape()[0] = 9;
    assertThat(tensor.shape()).containsExactly(2);
  }

  @Test
  void hands_out_its_numbers_in_little_endian_order_and_read_only() {
    ByteBuffer data = Tensor.ofFloats(new float[] {1}, 1).data();
    assertThat(data.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(data.isReadOnly()).isTrue();
    assertThat(data.getInt(0)).isEqualTo(Float.floatToIntBits(1));
  }

  @Test
  void refuses_a_shape_that_does_not_fit() {
    assertThatThrownBy(() -> Tensor.ofFloats(new float[3], 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2, 2]");
  }

  @Test
  void refuses_to_halve_a_number_that_would_become_infinite() {
    assertThatThrownBy(() -> Tensor.ofFloats(new float[] {70_000}, 1).toHalf())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("70000");
    assertThat(Tensor.ofFloats(new float[] {Float.NEGATIVE_INFINITY}, 1).toHalf().toFloats())
        .containsExactly(Float.NEGATIVE_INFINITY);
  }
}
