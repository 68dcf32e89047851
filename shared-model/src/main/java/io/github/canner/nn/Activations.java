// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

/** Functions that {@link Layers} has in the engine, for the memory of Java. */
public final class Activations {
  private Activations() {}

  /** 1 / (1 + exp(−x)), to 2e−7. */
  public static float sigmoid(float x) {
    return 0.5f + 0.5f * tanh(0.5f * x);
  }

  /**
   * The hyperbolic tangent, to 2e−7, by arithmetic that compilers turn into vector instructions:
   * Lambert's continued fraction gives that of a quarter of x, and tanh 2y = 2 tanh y / (1 + tanh²
   * y) twice that of x. Beyond ±9 it is that of 9, which is 1 for a float.
   */
  public static float tanh(float x) {
    float quarter = Math.max(-2.25f, Math.min(2.25f, 0.25f * x));
    float square = quarter * quarter;
    float above = quarter * (10395 + square * (1260 + square * 21));
    float below = 10395 + square * (4725 + square * (210 + square));
    return doubled(doubled(above / below));
  }

  private static float doubled(float tanh) {
    return 2 * tanh / (1 + tanh * tanh);
  }

  /** Replaces the values from {@code from} on and before {@code to} by {@link #sigmoid}. */
  public static void sigmoid(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = sigmoid(values[i]);
    }
  }

  /** Replaces the values from {@code from} on and before {@code to} by {@link #tanh}. */
  public static void tanh(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = tanh(values[i]);
    }
  }

  /** Replaces values, at least one, by their softmax. */
  public static void softmax(float[] values) {
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      most = Math.max(most, value);
    }
    float sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.exp(values[i] - most);
      sum += values[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= sum;
    }
  }
}
