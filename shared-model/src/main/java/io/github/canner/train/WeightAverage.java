// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import io.github.canner.nn.NativeFloats;
import io.github.canner.nn.Weights;
import java.nio.FloatBuffer;

/**
 * An exponential moving average of weights (Polyak and Juditsky 1992), whose memory grows with the
 * steps made so that the first weights are soon forgotten.
 */
final class WeightAverage implements AutoCloseable {
  private final Weights weights;
  private final Weights means = new Weights();
  private final float decay;
  private final float[] average = new float[NativeFloats.PIECE];
  private final float[] value = new float[NativeFloats.PIECE];

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
      FloatBuffer averages = NativeFloats.of(means.get(name));
      FloatBuffer values = NativeFloats.of(weights.get(name));
      for (int at = 0; at < averages.capacity(); at += NativeFloats.PIECE) {
        int length = Math.min(NativeFloats.PIECE, averages.capacity() - at);
        averages.get(at, average, 0, length);
        values.get(at, value, 0, length);
        approach(length, 1 - keep);
        averages.put(at, average, 0, length);
      }
    }
  }

  private void approach(int length, float share) {
    for (int i = 0; i < length; i++) {
      average[i] -= (average[i] - value[i]) * share;
    }
  }

  /** Puts the averages in the place of the weights and these in theirs; again, and all is back. */
  void exchange() {
    for (String name : means.names()) {
      FloatBuffer averages = NativeFloats.of(means.get(name));
      FloatBuffer values = NativeFloats.of(weights.get(name));
      for (int at = 0; at < averages.capacity(); at += NativeFloats.PIECE) {
        int length = Math.min(NativeFloats.PIECE, averages.capacity() - at);
        averages.get(at, average, 0, length);
        values.get(at, value, 0, length);
        averages.put(at, value, 0, length);
        values.put(at, average, 0, length);
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
