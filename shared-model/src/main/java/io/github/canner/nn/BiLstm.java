// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/**
 * A bidirectional LSTM layer that is exact on padded batches: the backward direction reads each row
 * reversed within its own length, so padding reaches no real step.
 */
public final class BiLstm {
  private final Lstm forward;
  private final Lstm backward;

  /** The layer of that name in these weights. */
  public BiLstm(Weights weights, String name) {
    forward = new Lstm(weights, name + ".forward");
    backward = new Lstm(weights, name + ".backward");
  }

  /** Creates the weights of a layer with {@code hidden} units in each direction. */
  public static BiLstm create(
      Weights weights, String name, int input, int hidden, SplittableRandom random) {
    WeightPlan plan = new WeightPlan();
    plan(plan, name, input, hidden);
    plan.create(weights, random);
    return new BiLstm(weights, name);
  }

  /** Plans the weights that {@link #create} makes. */
  public static void plan(WeightPlan plan, String name, int input, int hidden) {
    Lstm.plan(plan, name + ".forward", input, hidden);
    Lstm.plan(plan, name + ".backward", input, hidden);
  }

  /**
   * Both directions, concatenated.
   *
   * @param x shape (batch, steps, input)
   * @param lengths the real steps of each row
   * @return shape (batch, steps, 2 × hidden); what stands at padded steps has no meaning
   */
  public NDArray run(NDArray x, int[] lengths) {
    NDArray reversal = reversal(x, lengths);
    NDArray ahead = forward.run(x);
    NDArray back = reversed(backward.run(reversed(x, reversal)), reversal);
    return NDArrays.concat(new NDList(ahead, back), 2);
  }

  private static NDArray reversed(NDArray x, NDArray reversal) {
    return x.gather(reversal.broadcast(x.getShape()), 1);
  }

  private static NDArray reversal(NDArray x, int[] lengths) {
    int steps = Math.toIntExact(x.getShape().get(1));
    long[] index = new long[lengths.length * steps];
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < steps; t++) {
        index[b * steps + t] = t < lengths[b] ? lengths[b] - 1 - t : t;
      }
    }
    return x.getManager().create(index, new Shape(lengths.length, steps, 1));
  }
}
