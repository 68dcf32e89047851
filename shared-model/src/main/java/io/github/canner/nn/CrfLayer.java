// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.canner.nn.Crf.Parameters;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A {@link Crf} whose parameters are weights of a model, and whose loss flows back into the engine.
 */
public final class CrfLayer {
  private final Weights weights;
  private final String name;
  private final Crf crf;

  /** The layer of that name in these weights. */
  public CrfLayer(Weights weights, String name, TagSpace space) {
    this.weights = weights;
    this.name = name;
    this.crf = new Crf(space);
  }

  /** Creates the weights, all zero. */
  public static CrfLayer create(Weights weights, String name, TagSpace space) {
    WeightPlan plan = new WeightPlan();
    plan(plan, name, space);
    plan.create(weights, new SplittableRandom(0));
    return new CrfLayer(weights, name, space);
  }

  /** Plans the weights that {@link #create} makes. */
  static void plan(WeightPlan plan, String name, TagSpace space) {
    long size = space.size();
    plan.constant(name + ".start", new Shape(size), 0);
    plan.constant(name + ".transition", new Shape(size, size), 0);
    plan.constant(name + ".end", new Shape(size), 0);
  }

  /** The chain itself. */
  public Crf crf() {
    return crf;
  }

  /** The present values of the parameters. */
  public Parameters parameters() {
    return new Parameters(values("start"), values("transition"), values("end"));
  }

  /**
   * The mean loss of a batch as something to differentiate. Its value is not the loss itself: it is
   * the linear function that has the loss's exact gradient, since the sums run outside the engine.
   *
   * @param emissions shape (batch, steps, tags)
   * @param allowed for each row which tags its real steps allow, see {@link Crf#loss}
   * @return the differentiable scalar, and the loss
   */
  public BatchLoss loss(NDArray emissions, boolean[][] allowed) {
    NDManager manager = emissions.getManager();
    int size = crf.space().size();
    int steps = Math.toIntExact(emissions.getShape().get(1));
    float[] scores = emissions.toFloatArray();
    float[] byEmission = new float[scores.length];
    double[] byStart = new double[size];
    double[] byTransition = new double[size * size];
    double[] byEnd = new double[size];
    Parameters parameters = parameters();
    double loss = 0;
    for (int b = 0; b < allowed.length; b++) {
      int first = b * steps * size;
      float[] row = Arrays.copyOfRange(scores, first, first + allowed[b].length);
      Crf.Gradient gradient = crf.loss(row, allowed[b], parameters);
      loss += gradient.loss();
      for (int i = 0; i < row.length; i++) {
        byEmission[first + i] = (float) (gradient.emissions()[i] / allowed.length);
      }
      add(byStart, gradient.start());
      add(byTransition, gradient.transition());
      add(byEnd, gradient.end());
    }
    NDArray surrogate =
        emissions
            .mul(manager.create(byEmission, emissions.getShape()))
            .sum()
            .add(weighted(manager, byStart, "start", allowed.length))
            .add(weighted(manager, byTransition, "transition", allowed.length))
            .add(weighted(manager, byEnd, "end", allowed.length));
    return new BatchLoss(surrogate, loss / allowed.length);
  }

  private NDArray weighted(NDManager manager, double[] gradient, String parameter, int count) {
    float[] values = new float[gradient.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (gradient[i] / count);
    }
    NDArray weight = weights.get(name + "." + parameter);
    return manager.create(values, weight.getShape()).mul(weight).sum();
  }

  private float[] values(String parameter) {
    return weights.get(name + "." + parameter).toFloatArray();
  }

  private static void add(double[] sum, double[] values) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
  }
}
