// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AdamTest {
  private static final float BETA2 = 0.98f;
  private static final float RATE = 0.01f;
  private static final float FREE = 1e9f;
  private static final int MANY = 2 * NativeFloats.PIECE + 7;

  @Test
  void goes_where_the_engine_s_own_adam_goes() {
    float[] start = random(MANY, 1);
    float[] expected = byEngine(start, 5);
    try (Weights weights = new Weights()) {
      weights.put("w", start, new Shape(MANY));
      try (Adam adam = new Adam(weights, BETA2, FREE)) {
        for (int step = 0; step < 5; step++) {
          collect(weights, random(MANY, 100 + step));
          adam.step((name, number) -> RATE);
        }
      }
      assertThat(weights.get("w").toFloatArray()).containsExactly(expected, within(1e-6f));
    }
  }

  @Test
  void makes_its_first_step_as_long_as_the_rate_whatever_the_slope() {
    try (Weights weights = new Weights()) {
      weights.put("w", new float[] {1, 1, 1}, new Shape(3));
      try (Adam adam = new Adam(weights, BETA2, FREE)) {
        collect(weights, new float[] {50, -0.02f, 0});
        adam.step((name, number) -> RATE);
      }
      assertThat(weights.get("w").toFloatArray())
          .containsExactly(new float[] {1 - RATE, 1 + RATE, 1}, within(1e-6f));
    }
  }

  @Test
  void moves_by_what_it_remembers_where_there_is_no_slope_any_more() {
    try (Weights weights = new Weights()) {
      weights.put("w", new float[MANY], new Shape(MANY));
      try (Adam adam = new Adam(weights, BETA2, FREE)) {
        float[] slopes = new float[MANY];
        slopes[MANY - 1] = 1;
        collect(weights, slopes);
        adam.step((name, number) -> RATE);
        float once = weights.get("w").toFloatArray()[MANY - 1];
        collect(weights, new float[MANY]);
        adam.step((name, number) -> RATE);
        float[] values = weights.get("w").toFloatArray();
        assertThat(values[MANY - 1]).isLessThan(once).isNegative();
        assertThat(Arrays.copyOf(values, MANY - 1)).containsOnly(0);
      }
    }
  }

  @Test
  void scales_down_a_gradient_that_is_longer_than_allowed_and_tells_its_length() {
    try (Weights weights = new Weights()) {
      weights.put("w", new float[2], new Shape(2));
      try (Adam adam = new Adam(weights, BETA2, 0.5f)) {
        collect(weights, new float[] {3, 4});
        assertThat(adam.step((name, number) -> RATE)).isCloseTo(5, within(1e-5));
        assertThat(adam.moments().get("mean.w").toFloatArray())
            .containsExactly(new float[] {0.03f, 0.04f}, within(1e-6f));
      }
    }
  }

  @Test
  void leaves_out_a_step_whose_gradient_is_no_number_and_goes_on_after_it() {
    try (Weights weights = new Weights()) {
      weights.put("w", new float[] {2, 2}, new Shape(2));
      try (Adam adam = new Adam(weights, BETA2, FREE)) {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
          collect(weights, new float[] {1, bad});
          assertThat(adam.step((name, number) -> RATE)).isNotFinite();
          assertThat(weights.get("w").toFloatArray()).containsExactly(2, 2);
          assertThat(adam.steps()).isZero();
        }
        collect(weights, new float[] {1, -1});
        adam.step((name, number) -> RATE);
      }
      assertThat(weights.get("w").toFloatArray())
          .containsExactly(new float[] {2 - RATE, 2 + RATE}, within(1e-6f));
    }
  }

  private static void collect(Weights weights, float[] slopes) {
    weights.requireGradients(true);
    try (NDManager manager = weights.manager().newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray given = manager.create(slopes);
      collector.backward(given.mul(weights.get("w")).sum());
    }
  }

  private static float[] byEngine(float[] start, int steps) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray weight = manager.create(start);
      weight.setRequiresGradient(true);
      NDArray mean = manager.zeros(weight.getShape());
      NDArray variance = manager.zeros(weight.getShape());
      for (int step = 0; step < steps; step++) {
        double correction =
            Math.sqrt(1 - Math.pow(BETA2, step + 1)) / (1 - Math.pow(0.9, step + 1));
        weight
            .getNDArrayInternal()
            .adamUpdate(
                new NDList(weight, manager.create(random(MANY, 100 + step)), mean, variance),
                new NDList(weight),
                RATE,
                (float) (RATE * correction),
                0,
                1,
                -1,
                0.9f,
                BETA2,
                1e-8f,
                false,
                true);
      }
      return weight.toFloatArray();
    }
  }

  private static float[] random(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }
}
