// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class NativeFloatsTest {
  private static final float[] VALUES = {1, 2, 3, 4, 5, 6};

  @Test
  void are_the_values_of_the_array_themselves() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray array = manager.create(VALUES.clone(), new Shape(2, 3));
      NativeFloats.of(array).put(4, -5);
      assertThat(array.toFloatArray()).containsExactly(1, 2, 3, 4, -5, 6);
    }
  }

  @Test
  void are_refused_of_an_array_of_other_numbers() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray numbers = manager.create(new int[] {1, 2});
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NativeFloats.of(numbers))
          .withMessageContaining("FLOAT32");
    }
  }
}
