// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/**
 * BERT (Devlin et al. 2019) without its outputs for pretraining: embeddings of word pieces and
 * positions, and layers of the Transformer encoder. Every sequence is one segment, whose embedding
 * is part of those of the positions.
 */
public final class Bert {
  /** The name of the embeddings of word pieces. */
  public static final String WORDS = "embeddings.words";

  static final String EMBEDDINGS = "embeddings";
  static final String POSITIONS = "embeddings.positions";

  private final Weights weights;
  private final List<BertLayer> layers = new ArrayList<>();

  /**
   * The network of these weights.
   *
   * @param shape what of the weights to use; there may be more layers
   */
  public Bert(Weights weights, BertShape shape) {
    this.weights = weights;
    for (int layer = 0; layer < shape.layers(); layer++) {
      layers.add(new BertLayer(weights, layer(layer), shape.heads()));
    }
  }

  /** The name of the weights of a layer, counted from 0. */
  public static String layer(int layer) {
    return "layer" + layer;
  }

  /**
   * All hidden states, without noise.
   *
   * @param ids of word pieces, shape (batch, steps)
   * @param mask 1 for real steps and 0 for padding, shape (batch, steps)
   * @return first the embeddings, then the states after each layer; each of shape (batch, steps,
   *     width); what stands at padded steps has no meaning
   */
  public List<NDArray> states(NDArray ids, NDArray mask) {
    long steps = ids.getShape().get(1);
    NDArray positions = weights.get(POSITIONS);
    if (steps > positions.getShape().get(0)) {
      throw new IllegalArgumentException(
          steps + " word pieces, at most " + positions.getShape().get(0) + " can be read at once");
    }
    NDArray places = ids.getManager().arange((int) steps).reshape(1, steps);
    NDArray x = Layers.embed(ids, weights.get(WORDS)).add(Layers.embed(places, positions));
    x =
        BertLayer.normalised(
            x, weights.get(EMBEDDINGS + ".gain"), weights.get(EMBEDDINGS + ".shift"));
    NDArray wide = mask.reshape(mask.getShape().get(0), 1, 1, steps);
    List<NDArray> states = new ArrayList<>(List.of(x));
    for (BertLayer layer : layers) {
      x = run(layer, x, wide);
      states.add(x);
    }
    return states;
  }

  /** Frees what a layer needs meanwhile, several times the size of the states. */
  private static NDArray run(BertLayer layer, NDArray x, NDArray mask) {
    NDManager manager = x.getManager();
    try (NDManager meanwhile = manager.newSubManager()) {
      NDArray own = x.duplicate();
      own.attach(meanwhile);
      NDArray result = layer.run(own, mask, 0);
      result.attach(manager);
      return result;
    }
  }
}
