// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
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

  @Test
  void the_mean_of_tensors_is_taken_in_each_place() {
    Tensor floats = Tensor.ofFloats(new float[] {1, -2, 0.5f, 4}, 2, 2);
    Tensor mean =
        Tensor.meanInHalf(
            List.of(floats, floats.toHalf(), Tensor.ofBytes(new byte[] {4, 1, 0, -2}, 2, 2)));
    assertThat(mean.type()).isEqualTo(DType.F16);
    assertThat(mean.shape()).containsExactly(2, 2);
    assertThat(mean.toFloats()).containsExactly(new float[] {2, -1, 1f / 3, 2}, within(1e-3f));
    Tensor other = Tensor.ofFloats(new float[4], 4);
    for (List<Tensor> none : List.of(List.<Tensor>of(), List.of(floats, other))) {
      assertThatThrownBy(() -> Tensor.meanInHalf(none))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected tensors of one shape");
    }
  }
}
