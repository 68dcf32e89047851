// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

/**
 * A layer of the Transformer encoder (Vaswani et al. 2017) as BERT has it: attention and a
 * feed-forward network with exact GELU, each followed by adding its input and normalising.
 */
public final class BertLayer {
  private static final float EPSILON = 1e-12f;

  private final Weights weights;
  private final String name;
  private final int heads;

  /** The layer of that name in these weights. */
  public BertLayer(Weights weights, String name, int heads) {
    this.weights = weights;
    this.name = name;
    this.heads = heads;
  }

  /**
   * The states after this layer.
   *
   * @param x the states before it, shape (batch, steps, width)
   * @param mask 1 for real steps and 0 for padding, shape (batch, 1, 1, steps)
   * @param dropout share of the values dropped in attention and after each part; 0 for none
   * @return shape (batch, steps, width)
   */
  public NDArray run(NDArray x, NDArray mask, float dropout) {
    boolean training = dropout > 0;
    Shape shape = x.getShape();
    long batch = shape.get(0);
    long steps = shape.get(1);
    long width = shape.get(2);
    Shape split = new Shape(batch, steps, heads, width / heads);
    NDArray query = linear(x, "query").reshape(split).transpose(0, 2, 1, 3);
    NDArray key = linear(x, "key").reshape(split).transpose(0, 2, 3, 1);
    NDArray value = linear(x, "value").reshape(split).transpose(0, 2, 1, 3);
    NDArray scores = query.matMul(key).mul(1 / Math.sqrt((double) width / heads));
    NDArray attention = Layers.dropout(Layers.maskedSoftmax(scores, mask), dropout, training);
    NDArray seen = attention.matMul(value).transpose(0, 2, 1, 3).reshape(batch, steps, width);
    NDArray attended =
        normalised(x.add(Layers.dropout(linear(seen, "attended"), dropout, training)), "attended");
    NDArray outer = linear(Activation.gelu(linear(attended, "inner")), "outer");
    return normalised(attended.add(Layers.dropout(outer, dropout, training)), "outer");
  }

  private NDArray linear(NDArray x, String part) {
    return Layers.linear(
        x, weights.get(name + "." + part), weights.get(name + "." + part + "Bias"));
  }

  private NDArray normalised(NDArray x, String part) {
    return normalised(
        x, weights.get(name + "." + part + "Gain"), weights.get(name + "." + part + "Shift"));
  }

  /** Layer normalisation (Ba et al. 2016) over the last axis. */
  static NDArray normalised(NDArray x, NDArray gain, NDArray shift) {
    return x.getNDArrayInternal()
        .layerNorm(x, gain.getShape(), gain, shift, EPSILON)
        .singletonOrThrow();
  }
}
