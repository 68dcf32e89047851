// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One LSTM layer in one direction, in PyTorch's layout: gates in the order input, forget, cell,
 * output; forget bias 1.
 */
public final class Lstm {
  private final Weights weights;
  private final String name;

  /** The layer of that name in these weights. */
  public Lstm(Weights weights, String name) {
    this.weights = weights;
    this.name = name;
  }

  /** Creates the weights of a layer: uniform in ±1/sqrt(hidden). */
  public static Lstm create(
      Weights weights, String name, int input, int hidden, SplittableRandom random) {
    WeightPlan plan = new WeightPlan();
    plan(plan, name, input, hidden);
    plan.create(weights, random);
    return new Lstm(weights, name);
  }

  /** Plans the weights that {@link #create} makes. */
  public static void plan(WeightPlan plan, String name, int input, int hidden) {
    double bound = 1 / Math.sqrt(hidden);
    plan.uniform(name + ".input", new Shape(4L * hidden, input), bound);
    plan.uniform(name + ".hidden", new Shape(4L * hidden, hidden), bound);
    float[] bias = new float[4 * hidden];
    Arrays.fill(bias, hidden, 2 * hidden, 1f);
    plan.vector(name + ".bias", bias);
    plan.constant(name + ".bias2", new Shape(4L * hidden), 0);
  }

  /** The width of the state. */
  public long hidden() {
    return weights.get(name + ".hidden").getShape().get(1);
  }

  /**
   * Runs over whole sequences from a zero state.
   *
   * @param x shape (batch, steps, input)
   * @return shape (batch, steps, hidden)
   */
  public NDArray run(NDArray x) {
    Shape state = new Shape(1, x.getShape().get(0), hidden());
    return run(x, x.getManager().zeros(state), x.getManager().zeros(state)).get(0);
  }

  /**
   * Runs over whole sequences from a given state.
   *
   * @param x shape (batch, steps, input)
   * @param state hidden state, shape (1, batch, hidden)
   * @param cell cell state, shape (1, batch, hidden)
   * @return outputs (batch, steps, hidden), last hidden state and last cell state (1, batch,
   *     hidden)
   */
  public NDList run(NDArray x, NDArray state, NDArray cell) {
    NDList parameters =
        new NDList(
            weights.get(name + ".input"),
            weights.get(name + ".hidden"),
            weights.get(name + ".bias"),
            weights.get(name + ".bias2"));
    return x.getNDArrayInternal()
        .lstm(x, new NDList(state, cell), parameters, true, 1, 0, false, false, true);
  }

  /**
   * What inputs add to the gates, with the biases: all of a step that needs no state, for {@link
   * LstmCell}.
   *
   * @param x shape (…, input)
   * @return shape (…, 4 × hidden)
   */
  public NDArray gates(NDArray x) {
    return Layers.linear(x, weights.get(name + ".input"), weights.get(name + ".bias"))
        .addi(weights.get(name + ".bias2"));
  }
}
