// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.canner.nn.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An exponential moving average of weights (Polyak and Juditsky 1992), whose memory grows with the
 * steps made so that the first weights are soon forgotten.
 */
final class WeightAverage implements AutoCloseable {
  private final Weights weights;
  private final NDManager manager;
  private final Map<String, NDArray> means = new LinkedHashMap<>();
  private final float decay;
  private long updates;

  /** Starts from the present weights. */
  WeightAverage(Weights weights, float decay) {
    this.weights = weights;
    this.decay = decay;
    this.manager = weights.manager().newSubManager();
    for (String name : weights.names()) {
      NDArray copy = weights.get(name).duplicate();
      copy.attach(manager);
      means.put(name, copy);
    }
  }

  /** Takes in the present weights. */
  void update() {
    float keep = Math.min(decay, (1f + updates) / (10f + updates));
    updates++;
    means.forEach(
        (name, mean) -> {
          try (NDArray difference = mean.sub(weights.get(name))) {
            difference.muli(1 - keep);
            mean.subi(difference);
          }
        });
  }

  /** The averages. */
  Map<String, float[]> values() {
    Map<String, float[]> values = new LinkedHashMap<>();
    means.forEach((name, mean) -> values.put(name, mean.toFloatArray()));
    return values;
  }

  @Override
  public void close() {
    manager.close();
  }
}
