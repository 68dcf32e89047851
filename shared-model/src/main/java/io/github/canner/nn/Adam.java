// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019) and clipping
 * of the global gradient norm. Its moments are weights too, so that a checkpoint can hold them.
 */
public final class Adam implements AutoCloseable {
  private static final float BETA1 = 0.9f;
  private static final float EPSILON = 1e-8f;

  private final Weights weights;
  private final Weights moments = new Weights();
  private final float beta2;
  private final float maxNorm;
  private final float weightDecay;
  private long steps;

  /**
   * An optimiser for these weights.
   *
   * @param maxNorm the largest global gradient norm let through; larger gradients are scaled down
   *     to it
   * @param weightDecay the share of a weight, times the learning rate, taken off at each step
   */
  public Adam(Weights weights, float beta2, float maxNorm, float weightDecay) {
    this.weights = weights;
    this.beta2 = beta2;
    this.maxNorm = maxNorm;
    this.weightDecay = weightDecay;
    for (String name : weights.names()) {
      moments.constant("mean." + name, weights.get(name).getShape(), 0);
      moments.constant("variance." + name, weights.get(name).getShape(), 0);
    }
  }

  /** First and second moments by name, for checkpoints. */
  public Weights moments() {
    return moments;
  }

  /** How many steps have been made. */
  public long steps() {
    return steps;
  }

  /** Continues counting from a checkpoint. */
  public void steps(long done) {
    steps = done;
  }

  /** How fast to go for each weight. */
  public interface Rates {
    /** The learning rate of a weight in a step, counted from 0. */
    float of(String weight, long step);
  }

  /**
   * One step along the gradients that the engine has collected, which are cleared.
   *
   * @return the global gradient norm before clipping; where it is not finite no weight is changed
   */
  public double step(Rates rates) {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    try {
      double square = 0;
      for (String name : weights.names()) {
        NDArray weight = weights.get(name);
        if (weight.hasGradient()) {
          NDArray gradient = weight.getGradient();
          gradients.put(name, gradient);
          try (NDArray norm = gradient.norm()) {
            double value = norm.getFloat();
            square += value * value;
          }
        }
      }
      double norm = Math.sqrt(square);
      if (!Double.isFinite(norm)) {
        gradients.values().forEach(gradient -> gradient.muli(0));
        return norm;
      }
      long step = steps;
      steps++;
      float scale = norm > maxNorm ? (float) (maxNorm / norm) : 1f;
      double correction = Math.sqrt(1 - Math.pow(beta2, steps)) / (1 - Math.pow(BETA1, steps));
      gradients.forEach(
          (name, gradient) -> update(name, gradient, rates.of(name, step), correction, scale));
      return norm;
    } finally {
      gradients.values().forEach(NDArray::close);
    }
  }

  private void update(
      String name, NDArray gradient, float learningRate, double correction, float scale) {
    NDArray weight = weights.get(name);
    NDList inputs =
        new NDList(weight, gradient, moments.get("mean." + name), moments.get("variance." + name));
    weight
        .getNDArrayInternal()
        .adamUpdate(
            inputs,
            new NDList(weight),
            learningRate,
            (float) (learningRate * correction),
            weightDecay,
            scale,
            -1,
            BETA1,
            beta2,
            EPSILON,
            false,
            true);
  }

  @Override
  public void close() {
    moments.close();
  }
}
