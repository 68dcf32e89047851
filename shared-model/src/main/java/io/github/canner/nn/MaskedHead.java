// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What guesses word pieces from the last states of a {@link Bert} (Devlin et al. 2019): a dense
 * layer with GELU, normalisation, and products with the embeddings of the word pieces themselves,
 * each with a bias.
 */
public final class MaskedHead {
  private static final String DENSE = "dense";
  private static final String DENSE_BIAS = "denseBias";
  private static final String GAIN = "gain";
  private static final String SHIFT = "shift";
  private static final String OUTPUT_BIAS = "outputBias";

  private final Weights weights;
  private final String name;

  /** The head of that name in these weights. */
  public MaskedHead(Weights weights, String name) {
    this.weights = weights;
    this.name = name;
  }

  /** The name of the weight that holds a bias for each word piece. */
  public static String outputBias(String name) {
    return name + "." + OUTPUT_BIAS;
  }

  /** The shapes of the weights of the head of that name. */
  public static Map<String, Shape> weights(String name, BertShape shape) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(name + "." + DENSE, new Shape(shape.width(), shape.width()));
    shapes.put(name + "." + DENSE_BIAS, new Shape(shape.width()));
    shapes.put(name + "." + GAIN, new Shape(shape.width()));
    shapes.put(name + "." + SHIFT, new Shape(shape.width()));
    shapes.put(outputBias(name), new Shape(shape.vocabulary()));
    return shapes;
  }

  /**
   * How well each word piece would stand in each place.
   *
   * @param states shape (places, width)
   * @param words the embeddings of the word pieces, shape (pieces, width)
   * @return logarithms of probabilities, shape (places, pieces)
   */
  public NDArray logProbabilities(NDArray states, NDArray words) {
    NDArray dense = Activation.gelu(Layers.linear(states, weight(DENSE), weight(DENSE_BIAS)));
    NDArray normalised = BertLayer.normalised(dense, weight(GAIN), weight(SHIFT));
    return Layers.linear(normalised, words, weight(OUTPUT_BIAS)).logSoftmax(-1);
  }

  private NDArray weight(String part) {
    return weights.get(name + "." + part);
  }
}
