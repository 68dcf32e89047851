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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NetworksTest {
  private static final int INPUT = 3;
  private static final int HIDDEN = 4;

  @Test
  void reads_each_padded_row_as_it_reads_the_row_alone_and_as_plain_loops_do() {
    int[] lengths = {5, 1, 3};
    try (Weights weights = new Weights()) {
      BiLstm lstm = BiLstm.create(weights, "lstm", INPUT, HIDDEN, new SplittableRandom(5));
      NDManager manager = weights.manager();
      float[] values = random(lengths.length * 5 * INPUT, 9);
      NDArray x = manager.create(values, new Shape(lengths.length, 5, INPUT));
      float[] together = lstm.run(x, lengths).toFloatArray();
      for (int b = 0; b < lengths.length; b++) {
        int length = lengths[b];
        float[] row = Arrays.copyOfRange(values, b * 5 * INPUT, (b * 5 + length) * INPUT);
        float[] alone =
            lstm.run(manager.create(row, new Shape(1, length, INPUT)), new int[] {length})
                .toFloatArray();
        float[] plain = plainBiLstm(weights, row, length);
        float[] batched =
            Arrays.copyOfRange(together, b * 5 * 2 * HIDDEN, (b * 5 + length) * 2 * HIDDEN);
        assertThat(batched).containsExactly(alone, within(1e-5f));
        assertThat(alone).containsExactly(plain, within(1e-5f));
      }
    }
  }

  @Test
  void an_lstm_read_step_by_step_gives_what_it_gives_at_once() {
    try (Weights weights = new Weights()) {
      Lstm lstm = Lstm.create(weights, "lstm", INPUT, HIDDEN, new SplittableRandom(5));
      weights.get("lstm.bias2").set(random(4 * HIDDEN, 6));
      LstmCell stepwise = new LstmCell(weights, "lstm");
      NDManager manager = weights.manager();
      NDArray x = manager.create(random(5 * INPUT, 9), new Shape(1, 5, INPUT));
      LstmCell.State state = new LstmCell.State(random(HIDDEN, 3), random(HIDDEN, 4));
      NDList atOnce =
          lstm.run(
              x,
              manager.create(state.hidden(), new Shape(1, 1, HIDDEN)),
              manager.create(state.cell(), new Shape(1, 1, HIDDEN)));
      for (int t = 0; t < 5; t++) {
        state = stepwise.next(lstm.gates(x.get(":," + t)).toFloatArray(), state);
        assertThat(state.hidden())
            .containsExactly(atOnce.get(0).get(":," + t).toFloatArray(), within(1e-5f));
      }
      assertThat(state.cell()).containsExactly(atOnce.get(2).toFloatArray(), within(1e-5f));
    }
  }

  @Test
  void gives_a_word_the_same_vector_whatever_longer_words_stand_beside_it() {
    try (Weights weights = new Weights()) {
      CharCnn cnn =
          CharCnn.create(weights, "word", 20, 6, 7, new int[] {2, 3}, new SplittableRandom(2));
      NDManager manager = weights.manager();
      int[][] words = {{4, 5}, {6}, {}, {7, 8, 9, 10, 11, 12, 13}};
      float[] together = cnn.run(manager, words, 0, false).toFloatArray();
      int width = 14;
      for (int w = 0; w < words.length; w++) {
        float[] alone = cnn.run(manager, new int[][] {words[w]}, 0, false).toFloatArray();
        assertThat(Arrays.copyOfRange(together, w * width, (w + 1) * width))
            .containsExactly(alone, within(1e-6f));
      }
      float[] other = cnn.run(manager, new int[][] {{5, 4}}, 0, false).toFloatArray();
      assertThat(other).isNotEqualTo(Arrays.copyOf(together, width));
    }
  }

  @Test
  void hands_the_engine_the_gradient_of_the_random_field() {
    TagSpace space = new TagSpace(List.of("PER"));
    int size = space.size();
    boolean[][] allowed = {
      space.allowed(new int[] {0, 1, 3}, Set.of()), space.allowed(new int[] {4}, Set.of())
    };
    try (Weights weights = new Weights()) {
      CrfLayer layer = CrfLayer.create(weights, "crf", space);
      weights.uniform("x", new Shape(2, 3, size), 1, new SplittableRandom(1));
      weights.assign(perturbed(weights));
      weights.requireGradients(true);
      try (NDManager manager = weights.manager().newSubManager();
          GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray emissions = manager.create(1f).mul(weights.get("x"));
        BatchLoss loss = layer.loss(emissions, allowed);
        assertThat(loss.value()).isCloseTo(loss(layer, weights, allowed), within(1e-6));
        collector.backward(loss.surrogate());
      }
      Map<String, float[]> gradients = new HashMap<>();
      for (String name : weights.names()) {
        try (NDArray gradient = weights.get(name).getGradient()) {
          gradients.put(name, gradient.toFloatArray());
        }
      }
      weights.requireGradients(false);
      for (String name : weights.names()) {
        NDArray weight = weights.get(name);
        float[] gradient = gradients.get(name);
        float[] values = weight.toFloatArray();
        for (int i = 0; i < values.length; i++) {
          float[] moved = values.clone();
          moved[i] = values[i] + 0.01f;
          weight.set(moved);
          double above = loss(layer, weights, allowed);
          moved[i] = values[i] - 0.01f;
          weight.set(moved);
          double below = loss(layer, weights, allowed);
          weight.set(values);
          assertThat((double) gradient[i])
              .as(name + " " + i)
              .isCloseTo((above - below) / 0.02, within(1e-3));
        }
      }
    }
  }

  @Test
  void rounds_weights_as_half_precision_does() {
    try (Weights weights = new Weights()) {
      weights.put("w", weights.manager().create(new float[] {1, 0.1f, 2049}));
      weights.roundToHalf();
      assertThat(weights.get("w").toFloatArray()).containsExactly(1f, 0.099975586f, 2048f);
    }
  }

  private static double loss(CrfLayer layer, Weights weights, boolean[][] allowed) {
    float[] x = weights.get("x").toFloatArray();
    int size = layer.crf().space().size();
    double loss = 0;
    for (int b = 0; b < allowed.length; b++) {
      float[] row = Arrays.copyOfRange(x, b * 3 * size, b * 3 * size + allowed[b].length);
      loss += layer.crf().loss(row, allowed[b], layer.parameters()).loss();
    }
    return loss / allowed.length;
  }

  private static Map<String, float[]> perturbed(Weights weights) {
    Map<String, float[]> values = weights.values();
    int seed = 0;
    for (float[] array : values.values()) {
      System.arraycopy(random(array.length, seed++), 0, array, 0, array.length);
    }
    return values;
  }

  private static float[] plainBiLstm(Weights weights, float[] x, int length) {
    float[] out = new float[length * 2 * HIDDEN];
    for (int direction = 0; direction < 2; direction++) {
      String name = direction == 0 ? "lstm.forward" : "lstm.backward";
      float[] input = weights.get(name + ".input").toFloatArray();
      float[] hidden = weights.get(name + ".hidden").toFloatArray();
      float[] bias = weights.get(name + ".bias").toFloatArray();
      float[] bias2 = weights.get(name + ".bias2").toFloatArray();
      double[] h = new double[HIDDEN];
      double[] c = new double[HIDDEN];
      for (int k = 0; k < length; k++) {
        int t = direction == 0 ? k : length - 1 - k;
        double[] gates = new double[4 * HIDDEN];
        for (int g = 0; g < gates.length; g++) {
          gates[g] = bias[g] + bias2[g];
          for (int i = 0; i < INPUT; i++) {
            gates[g] += input[g * INPUT + i] * x[t * INPUT + i];
          }
          for (int i = 0; i < HIDDEN; i++) {
            gates[g] += hidden[g * HIDDEN + i] * h[i];
          }
        }
        for (int i = 0; i < HIDDEN; i++) {
          double in = sigmoid(gates[i]);
          double forget = sigmoid(gates[HIDDEN + i]);
          double cell = Math.tanh(gates[2 * HIDDEN + i]);
          double open = sigmoid(gates[3 * HIDDEN + i]);
          c[i] = forget * c[i] + in * cell;
          h[i] = open * Math.tanh(c[i]);
          out[(t * 2 + direction) * HIDDEN + i] = (float) h[i];
        }
      }
    }
    return out;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static float[] random(int count, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }
}
