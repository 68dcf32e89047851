// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.canner.CanException;
import io.github.canner.nn.BatchLoss;
import io.github.canner.nn.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrainingLoopTest {
  private static final float[] INPUTS = {1, 2, 3, 4, 5};
  private static final float[] TARGETS = {2, 3, 7, 9, 8};
  private static final int[] ALL = {0, 1, 2, 3, 4};

  @Test
  void learns_the_same_from_a_batch_in_parts_of_any_size_as_from_the_whole() {
    Line whole = new Line(List.of(ALL));
    Line parts = new Line(List.of(new int[] {3, 1}, new int[] {0}, new int[] {4, 2}));
    List<Double> losses = train(whole);
    assertThat(train(parts)).usingElementComparator(TrainingLoopTest::nearly).isEqualTo(losses);
    assertThat(parts.values()).containsExactly(whole.values(), within(1e-5f));
    assertThat(losses.get(0)).isCloseTo((4 + 9 + 49 + 81 + 64) / 5.0, within(1e-4));
    assertThat(losses.get(losses.size() - 1)).isLessThan(2);
  }

  @Test
  void says_so_where_the_weights_grow_out_of_all_bounds() {
    TrainingPlan plan = plan(Float.MAX_VALUE, 0);

    assertThatThrownBy(() -> train(new Line(List.of(ALL)), plan, TrainingListener.SILENT))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("the training has diverged")
        .hasMessageContaining("expected a lower learning rate");
  }

  @Test
  void chooses_by_the_average_of_the_weights_and_goes_on_from_the_last_ones() {
    Line plain = new Line(List.of(ALL));
    Line averaged = new Line(List.of(ALL));
    List<Double> losses = train(plain);

    assertThat(train(averaged, 0.9f)).isEqualTo(losses);
    assertThat(averaged.values()[0]).isNotEqualTo(plain.values()[0]);
  }

  private static int nearly(double one, double other) {
    return Math.abs(one - other) < 1e-4 ? 0 : Double.compare(one, other);
  }

  private static TrainingPlan plan(float rate, float averaging) {
    return new TrainingPlan(
        1, 60, 1, 60, steps -> Schedule.rising(rate, 0, steps, 1), 0.9f, 100, averaging);
  }

  /** The loss after each step. */
  private static List<Double> train(Line line) {
    return train(line, 0);
  }

  private static List<Double> train(Line line, float averaging) {
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(long units, double loss) {
            losses.add(loss);
          }
        };
    train(line, plan(0.05f, averaging), listener);
    return losses;
  }

  private static void train(Line line, TrainingPlan plan, TrainingListener listener) {
    new TrainingLoop(line, plan, new MemoryCheckpoint(), listener).run("a line");
  }

  /** Fits a line through the origin and a constant by least squares. */
  private static final class Line implements TrainingLoop.Task {
    private final Weights weights = new Weights();
    private final List<int[]> parts;
    private int epochs;

    Line(List<int[]> parts) {
      this.parts = parts;
      weights.put("slope", new float[1], new Shape(1));
      weights.put("constant", new float[1], new Shape(1));
    }

    float[] values() {
      try (weights) {
        return new float[] {
          weights.get("slope").toFloatArray()[0], weights.get("constant").toFloatArray()[0]
        };
      }
    }

    @Override
    public Weights weights() {
      return weights;
    }

    @Override
    public List<int[]> batches(SplittableRandom random) {
      return List.of(ALL);
    }

    @Override
    public List<int[]> parts(int[] batch) {
      return parts;
    }

    @Override
    public int units(int example) {
      return 1;
    }

    @Override
    public BatchLoss loss(NDManager manager, int[] examples, SplittableRandom random) {
      float[] inputs = new float[examples.length];
      float[] targets = new float[examples.length];
      for (int i = 0; i < examples.length; i++) {
        inputs[i] = INPUTS[examples[i]];
        targets[i] = TARGETS[examples[i]];
      }
      NDArray errors =
          manager
              .create(inputs)
              .mul(weights.get("slope"))
              .add(weights.get("constant"))
              .sub(manager.create(targets));
      NDArray loss = errors.square().mean();
      return new BatchLoss(loss, loss.getFloat());
    }

    @Override
    public double devScore() {
      return ++epochs;
    }
  }
}
