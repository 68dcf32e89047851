// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sizes of a {@link Bert}.
 *
 * @param vocabulary how many word pieces it knows
 * @param positions the longest sequence, in word pieces with the special ones
 * @param width of the states, a multiple of {@code heads}
 * @param heads of the attention in each layer
 * @param inner width of the feed-forward network in each layer
 * @param layers how many there are
 */
public record BertShape(
    int vocabulary, int positions, int width, int heads, int inner, int layers) {

  private static final int MOST_LAYERS = 1_000;
  private static final int WIDEST = 65_536;

  public BertShape {
    if (vocabulary < 1 || positions < 3 || width < 1 || heads < 1 || inner < 1 || layers < 0) {
      throw new IllegalArgumentException("sizes must be positive");
    }
    if (layers > MOST_LAYERS || Math.max(width, inner) > WIDEST) {
      throw new IllegalArgumentException(
          "found "
              + layers
              + " layers of width "
              + Math.max(width, inner)
              + ", expected at most "
              + MOST_LAYERS
              + " and "
              + WIDEST);
    }
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "the width " + width + " is not a multiple of the " + heads + " heads");
    }
  }

  /** The same with so many layers only. */
  public BertShape withLayers(int count) {
    return new BertShape(vocabulary, positions, width, heads, inner, count);
  }

  /** The same with so many word pieces. */
  public BertShape withVocabulary(int size) {
    return new BertShape(size, positions, width, heads, inner, layers);
  }

  /** The shape of each weight by name: of the embeddings and of all layers. */
  public Map<String, Shape> weights() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(Bert.WORDS, new Shape(vocabulary, width));
    shapes.put(Bert.POSITIONS, new Shape(positions, width));
    shapes.put(Bert.EMBEDDINGS + ".gain", new Shape(width));
    shapes.put(Bert.EMBEDDINGS + ".shift", new Shape(width));
    for (int layer = 0; layer < layers; layer++) {
      shapes.putAll(layer(Bert.layer(layer)));
    }
    return shapes;
  }

  /** The shapes of the weights of the layer of that name. */
  public Map<String, Shape> layer(String name) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (String part : new String[] {"query", "key", "value", "attended"}) {
      linear(shapes, name + "." + part, width, width);
    }
    normalised(shapes, name + ".attended");
    linear(shapes, name + ".inner", inner, width);
    linear(shapes, name + ".outer", width, inner);
    normalised(shapes, name + ".outer");
    return shapes;
  }

  private static void linear(Map<String, Shape> shapes, String name, int out, int in) {
    shapes.put(name, new Shape(out, in));
    shapes.put(name + "Bias", new Shape(out));
  }

  private void normalised(Map<String, Shape> shapes, String name) {
    shapes.put(name + "Gain", new Shape(width));
    shapes.put(name + "Shift", new Shape(width));
  }
}
