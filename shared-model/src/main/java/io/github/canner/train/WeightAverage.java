// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import ai.djl.ndarray.NDArray;
import io.github.canner.nn.Weights;

/**
 * An exponential moving average of weights (Polyak and Juditsky 1992), whose memory grows with the
 * steps made so that the first weights are soon forgotten.
 */
final class WeightAverage implements AutoCloseable {
  private final Weights weights;
  private final Weights means = new Weights();
  private final float decay;

  /** Starts from the present weights. */
  WeightAverage(Weights weights, float decay) {
    this.weights = weights;
    this.decay = decay;
    for (String name : weights.names()) {
      means.put(name, weights.get(name).duplicate());
    }
  }

  /**
   * Takes in the present weights.
   *
   * @param steps how many steps they come from
   */
  void update(long steps) {
    float keep = Math.min(decay, (float) steps / (9 + steps));
    for (String name : means.names()) {
      NDArray mean = means.get(name);
      try (NDArray difference = mean.sub(weights.get(name))) {
        difference.muli(1 - keep);
        mean.subi(difference);
      }
    }
  }

  /** The averages. */
  Weights means() {
    return means;
  }

  @Override
  public void close() {
    means.close();
  }
}
