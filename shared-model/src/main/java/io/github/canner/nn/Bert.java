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

  /** The beginning of the names of all weights of embeddings. */
  public static final String EMBEDDINGS = "embeddings";

  static final String POSITIONS = "embeddings.positions";

  private final Weights fixed;
  private final Weights trained;
  private final List<BertLayer> layers = new ArrayList<>();
  private final int firstTrained;

  /**
   * The network of these weights.
   *
   * @param shape what of the weights to use; there may be more layers
   */
  public Bert(Weights weights, BertShape shape) {
    this(weights, weights, shape);
  }

  /**
   * A network of which a part is trained: the embeddings, each of them or none of the four weights,
   * and whole layers.
   *
   * @param fixed the weights that stay as they are
   * @param trained those that are trained; they come before those of the same name in {@code fixed}
   * @param shape what of the weights to use; there may be more layers
   */
  public Bert(Weights fixed, Weights trained, BertShape shape) {
    this.fixed = fixed;
    this.trained = trained;
    int lowest = trained.has(WORDS) ? 0 : shape.layers() + 1;
    for (int layer = 0; layer < shape.layers(); layer++) {
      boolean isTrained = trained.has(layer(layer) + ".query");
      layers.add(new BertLayer(isTrained ? trained : fixed, layer(layer), shape.heads()));
      lowest = isTrained ? Math.min(lowest, layer + 1) : lowest;
    }
    this.firstTrained = lowest;
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
    return states(ids, mask, 0);
  }

  /**
   * As {@link #states(NDArray, NDArray)}, with noise from the lowest part that is trained upwards.
   *
   * @param dropout share of the values dropped; 0 for none
   */
  public List<NDArray> states(NDArray ids, NDArray mask, float dropout) {
    long steps = ids.getShape().get(1);
    NDArray positions = weight(POSITIONS);
    if (steps > positions.getShape().get(0)) {
      throw new IllegalArgumentException(
          steps + " word pieces, at most " + positions.getShape().get(0) + " can be read at once");
    }
    NDArray places = ids.getManager().arange((int) steps).reshape(1, steps);
    NDArray x = Layers.embed(ids, weight(WORDS)).add(Layers.embed(places, positions));
    x = BertLayer.normalised(x, weight(EMBEDDINGS + ".gain"), weight(EMBEDDINGS + ".shift"));
    x = Layers.dropout(x, firstTrained == 0 ? dropout : 0, dropout > 0);
    NDArray wide = mask.reshape(mask.getShape().get(0), 1, 1, steps);
    List<NDArray> states = new ArrayList<>(List.of(x));
    for (int layer = 0; layer < layers.size(); layer++) {
      x = run(layers.get(layer), x, wide, layer + 1 >= firstTrained ? dropout : 0);
      states.add(x);
    }
    return states;
  }

  private NDArray weight(String name) {
    return (trained.has(name) ? trained : fixed).get(name);
  }

  /**
   * Frees what a layer needs meanwhile, several times the size of the states. In training the
   * engine itself holds on to what it needs for the gradients.
   */
  private static NDArray run(BertLayer layer, NDArray x, NDArray mask, float dropout) {
    NDManager manager = x.getManager();
    try (NDManager meanwhile = manager.newSubManager()) {
      // Another handle of the same values; a duplicate would have no gradient.
      NDArray own = x.reshape(x.getShape());
      own.attach(meanwhile);
      NDArray result = layer.run(own, mask, dropout);
      result.attach(manager);
      return result;
    }
  }
}
