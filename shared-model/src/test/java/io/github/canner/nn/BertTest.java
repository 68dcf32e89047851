// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BertTest {
  private static final BertShape SHAPE = new BertShape(20, 7, 6, 2, 9, 3);
  private static final Weights WEIGHTS = random(new SplittableRandom(5));
  private static final Map<String, float[]> VALUES = WEIGHTS.values();

  private static Weights random(SplittableRandom random) {
    Weights weights = new Weights();
    SHAPE.weights().forEach((name, shape) -> weights.uniform(name, shape, 0.8, random));
    return weights;
  }

  @AfterAll
  static void free() {
    WEIGHTS.close();
  }

  private static float[][][] states(int[][] rows, int steps) {
    try (NDManager manager = WEIGHTS.manager().newSubManager()) {
      int[] lengths = Arrays.stream(rows).mapToInt(row -> row.length).toArray();
      NDArray ids = Layers.padded(manager, rows, steps, 0);
      List<NDArray> states =
          new Bert(WEIGHTS, SHAPE).states(ids, Layers.mask(manager, lengths, steps));
      float[][][] values = new float[rows.length][states.size()][];
      for (int layer = 0; layer < states.size(); layer++) {
        assertThat(states.get(layer).getShape())
            .isEqualTo(new Shape(rows.length, steps, SHAPE.width()));
        float[] all = states.get(layer).toFloatArray();
        int size = steps * SHAPE.width();
        for (int b = 0; b < rows.length; b++) {
          values[b][layer] = Arrays.copyOfRange(all, b * size, (b + 1) * size);
        }
      }
      return values;
    }
  }

  @Test
  void agrees_in_every_layer_with_plain_loops() {
    int[] row = {3, 17, 0, 9, 9};
    float[][] states = states(new int[][] {row}, row.length)[0];
    assertThat(states).hasDimensions(4, row.length * SHAPE.width());
    double[][] x = embedded(row);
    for (int layer = 0; layer <= SHAPE.layers(); layer++) {
      if (layer > 0) {
        x = after(Bert.layer(layer - 1), x);
      }
      for (int t = 0; t < row.length; t++) {
        for (int i = 0; i < SHAPE.width(); i++) {
          assertThat((double) states[layer][t * SHAPE.width() + i])
              .isCloseTo(x[t][i], within(1e-5));
        }
      }
    }
  }

  @Test
  void padding_changes_nothing() {
    int[] shorter = {4, 8, 2};
    float[][] alone = states(new int[][] {shorter}, 3)[0];
    float[][] padded = states(new int[][] {shorter, {1, 2, 3, 4, 5, 6}}, 6)[0];
    for (int layer = 0; layer <= SHAPE.layers(); layer++) {
      assertThat(Arrays.copyOf(padded[layer], alone[layer].length))
          .containsExactly(alone[layer], within(1e-5f));
    }
  }

  @Test
  void refuses_more_pieces_than_it_has_positions() {
    int[] row = new int[SHAPE.positions() + 1];
    assertThatThrownBy(() -> states(new int[][] {row}, row.length))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 7");
  }

  private static double value(String name, int place) {
    return VALUES.get(name)[place];
  }

  private static double[][] embedded(int[] row) {
    double[][] x = new double[row.length][SHAPE.width()];
    for (int t = 0; t < row.length; t++) {
      for (int i = 0; i < SHAPE.width(); i++) {
        x[t][i] =
            value("embeddings.words", row[t] * SHAPE.width() + i)
                + value("embeddings.positions", t * SHAPE.width() + i);
      }
      x[t] = normalised(x[t], "embeddings.gain", "embeddings.shift");
    }
    return x;
  }

  private static double[] normalised(double[] x, String gain, String shift) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = (x[i] - mean) / Math.sqrt(variance + 1e-12) * value(gain, i) + value(shift, i);
    }
    return result;
  }

  private static double[] linear(double[] x, String name) {
    double[] y = new double[VALUES.get(name + "Bias").length];
    for (int o = 0; o < y.length; o++) {
      y[o] = value(name + "Bias", o);
      for (int i = 0; i < x.length; i++) {
        y[o] += value(name, o * x.length + i) * x[i];
      }
    }
    return y;
  }

  private static double[][] after(String layer, double[][] x) {
    int steps = x.length;
    int part = SHAPE.width() / SHAPE.heads();
    double[][] seen = new double[steps][SHAPE.width()];
    for (int head = 0; head < SHAPE.heads(); head++) {
      for (int t = 0; t < steps; t++) {
        double[] query = linear(x[t], layer + ".query");
        double[] share = new double[steps];
        double sum = 0;
        for (int s = 0; s < steps; s++) {
          double[] key = linear(x[s], layer + ".key");
          double score = 0;
          for (int i = head * part; i < (head + 1) * part; i++) {
            score += query[i] * key[i];
          }
          share[s] = Math.exp(score / Math.sqrt(part));
          sum += share[s];
        }
        for (int s = 0; s < steps; s++) {
          double[] value = linear(x[s], layer + ".value");
          for (int i = head * part; i < (head + 1) * part; i++) {
            seen[t][i] += share[s] / sum * value[i];
          }
        }
      }
    }
    double[][] result = new double[steps][];
    for (int t = 0; t < steps; t++) {
      double[] attended =
          normalised(
              sum(x[t], linear(seen[t], layer + ".attended")),
              layer + ".attendedGain",
              layer + ".attendedShift");
      double[] inner = linear(attended, layer + ".inner");
      for (int i = 0; i < inner.length; i++) {
        inner[i] *= normal(inner[i]);
      }
      result[t] =
          normalised(
              sum(attended, linear(inner, layer + ".outer")),
              layer + ".outerGain",
              layer + ".outerShift");
    }
    return result;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }

  /** The distribution function of the standard normal distribution, by its Taylor series. */
  private static double normal(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 60; n++) {
      term *= -x * x / (2 * n);
      sum += term / (2 * n + 1);
    }
    return 0.5 + sum / Math.sqrt(2 * Math.PI);
  }
}
