// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam (Kingma and Ba 2015) with clipping of the global gradient norm. Its moments are weights too,
 * so that a checkpoint can hold them. The engine's own Adam goes over the memory a dozen times in a
 * step, which is a large part of the time of a tagger with many words; this one goes over it once.
 */
public final class Adam implements AutoCloseable {
  private static final float BETA1 = 0.9f;
  private static final float EPSILON = 1e-8f;

  private final Weights weights;
  private final Weights moments = new Weights();
  private final Piece piece = new Piece();
  private final float beta2;
  private final float maxNorm;
  private long steps;

  /**
   * An optimiser for these weights.
   *
   * @param maxNorm the largest global gradient norm let through; larger gradients are scaled down
   *     to it
   */
  public Adam(Weights weights, float beta2, float maxNorm) {
    this.weights = weights;
    this.beta2 = beta2;
    this.maxNorm = maxNorm;
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
        gradients.values().forEach(Adam::clear);
        return norm;
      }
      long step = steps;
      steps++;
      float scale = norm > maxNorm ? (float) (maxNorm / norm) : 1f;
      double correction = Math.sqrt(1 - Math.pow(beta2, steps)) / (1 - Math.pow(BETA1, steps));
      gradients.forEach(
          (name, gradient) ->
              update(name, gradient, (float) (rates.of(name, step) * correction), scale));
      return norm;
    } finally {
      gradients.values().forEach(NDArray::close);
    }
  }

  private static void clear(NDArray gradient) {
    NativeFloats.clear(NativeFloats.of(gradient), 0, Math.toIntExact(gradient.size()));
  }

  /** Makes the step of one weight and clears its gradient, in one pass over all of them. */
  private void update(String name, NDArray gradient, float rate, float scale) {
    FloatBuffer weights = NativeFloats.of(this.weights.get(name));
    FloatBuffer gradients = NativeFloats.of(gradient);
    FloatBuffer means = NativeFloats.of(moments.get("mean." + name));
    FloatBuffer variances = NativeFloats.of(moments.get("variance." + name));
    for (int at = 0; at < weights.capacity(); at += NativeFloats.PIECE) {
      int length = Math.min(NativeFloats.PIECE, weights.capacity() - at);
      gradients.get(at, piece.gradient, 0, length);
      means.get(at, piece.mean, 0, length);
      variances.get(at, piece.variance, 0, length);
      if (piece.stands(length)) {
        continue;
      }
      weights.get(at, piece.weight, 0, length);
      piece.step(length, rate, scale, beta2);
      weights.put(at, piece.weight, 0, length);
      means.put(at, piece.mean, 0, length);
      variances.put(at, piece.variance, 0, length);
      NativeFloats.clear(gradients, at, length);
    }
  }

  /** A piece of a weight, small enough for the processor's cache. */
  private static final class Piece {
    final float[] weight = new float[NativeFloats.PIECE];
    final float[] gradient = new float[NativeFloats.PIECE];
    final float[] mean = new float[NativeFloats.PIECE];
    final float[] variance = new float[NativeFloats.PIECE];

    /** Whether a step changes nothing: rows of words that no batch has held yet. */
    boolean stands(int length) {
      return NativeFloats.areZero(gradient, length)
          && NativeFloats.areZero(mean, length)
          && NativeFloats.areZero(variance, length);
    }

    void step(int length, float rate, float scale, float beta2) {
      for (int i = 0; i < length; i++) {
        float slope = gradient[i] * scale;
        mean[i] = Math.fma(1 - BETA1, slope, mean[i] * BETA1);
        variance[i] = Math.fma((1 - beta2) * slope, slope, variance[i] * beta2);
        weight[i] -= mean[i] * rate / ((float) Math.sqrt(variance[i]) + EPSILON);
      }
    }
  }

  @Override
  public void close() {
    moments.close();
  }
}
