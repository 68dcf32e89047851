// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.github.canner.CanException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WeightPlanTest {
  private final Weights weights = new Weights();
  private final WeightPlan plan = new WeightPlan();

  @BeforeEach
  void plan() {
    plan.glorot("key", 2, 3);
    plan.constant("bias", new Shape(2), 0);
  }

  @AfterEach
  void close() {
    weights.close();
  }

  @Test
  void accepts_the_weights_it_makes() {
    Lstm.plan(plan, "lstm", 3, 4);
    plan.create(weights, new SplittableRandom(1));
    assertThatCode(() -> plan.check(weights, "a.can")).doesNotThrowAnyException();
  }

  @Test
  void names_the_weights_found_and_expected_where_one_is_missing() {
    weights.constant("bias", new Shape(2), 0);
    assertThatThrownBy(() -> plan.check(weights, "a.can"))
        .isInstanceOf(CanException.class)
        .hasMessage("a.can: holds the weights [bias], expected [key, bias]");
  }

  @Test
  void names_the_weights_found_and_expected_where_one_is_too_many() {
    plan.create(weights, new SplittableRandom(1));
    weights.constant("other", new Shape(2), 0);
    assertThatThrownBy(() -> plan.check(weights, "a.can"))
        .hasMessage("a.can: holds the weights [key, bias, other], expected [key, bias]");
  }

  @Test
  void names_a_weight_of_another_shape() {
    weights.constant("bias", new Shape(2), 0);
    weights.constant("key", new Shape(3, 2), 0);
    assertThatThrownBy(() -> plan.check(weights, "a.can"))
        .isInstanceOf(CanException.class)
        .hasMessage("a.can: weight key has shape (3, 2), expected (2, 3)");
  }

  @Test
  void refuses_a_name_twice() {
    assertThatThrownBy(() -> plan.constant("key", new Shape(1), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key");
  }
}
