// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationsTest {

  @ParameterizedTest
  @ValueSource(floats = {-1000, -89, -9, -1.5f, -1e-4f, 0, 1e-4f, 0.3f, 2, 20, 1000})
  void agree_with_the_definitions_near_zero_and_far_from_it(float x) {
    assertThat(Activations.tanh(x)).isCloseTo((float) Math.tanh(x), within(3e-7f));
    assertThat(Activations.sigmoid(x)).isCloseTo((float) (1 / (1 + Math.exp(-x))), within(3e-7f));
  }

  @Test
  void softmax_shares_out_one_however_large_the_values() {
    float[] values = {1000, 1000 + (float) Math.log(3), -1000};
    Activations.softmax(values);
    assertThat(values).containsExactly(new float[] {0.25f, 0.75f, 0}, within(1e-4f));
  }
}
