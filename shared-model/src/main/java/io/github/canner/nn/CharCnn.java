// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/**
 * Words from their characters: embedding, convolutions of several widths, maximum over the
 * positions (Ma and Hovy 2016).
 */
public final class CharCnn {
  static final String CHARACTERS = ".characters";
  static final String FILTER = ".filter";

  private final Weights weights;
  private final String name;
  private final int[] widths;

  /** The layer of that name in these weights. */
  public CharCnn(Weights weights, String name, int[] widths) {
    this.weights = weights;
    this.name = name;
    this.widths = widths.clone();
  }

  /**
   * Creates the weights.
   *
   * @param characters size of the character vocabulary; id 0 is padding
   * @param width width of a character's embedding
   * @param filters filters of each convolution width
   * @param widths how many characters each convolution sees
   */
  public static CharCnn create(
      Weights weights,
      String name,
      int characters,
      int width,
      int filters,
      int[] widths,
      SplittableRandom random) {
    WeightPlan plan = new WeightPlan();
    plan(plan, name, characters, width, filters, widths);
    plan.create(weights, random);
    return new CharCnn(weights, name, widths);
  }

  /** Plans the weights that {@link #create} makes. */
  static void plan(
      WeightPlan plan, String name, int characters, int width, int filters, int[] widths) {
    plan.uniform(name + CHARACTERS, new Shape(characters, width), Math.sqrt(3.0 / width));
    for (int w : widths) {
      plan.glorot(name + FILTER + w, filters, (long) w * width);
      plan.constant(name + ".bias" + w, new Shape(filters), 0);
    }
  }

  /**
   * One vector a word.
   *
   * @param words the character ids of each word; an empty word counts as one padding character
   * @return shape (words, filters × widths)
   */
  public NDArray run(NDManager manager, int[][] words, float dropout, boolean training) {
    int widest = 1;
    for (int w : widths) {
      widest = Math.max(widest, w);
    }
    int longest = Layers.longest(words);
    int[][] framed = new int[words.length][];
    for (int i = 0; i < words.length; i++) {
      framed[i] = new int[words[i].length + widest - 1];
      System.arraycopy(words[i], 0, framed[i], (widest - 1) / 2, words[i].length);
    }
    int steps = longest + widest - 1;
    NDArray ids = Layers.padded(manager, framed, steps, 0);
    NDArray x =
        Layers.dropout(Layers.embed(ids, weights.get(name + CHARACTERS)), dropout, training);
    NDList features = new NDList();
    for (int w : widths) {
      int first = (widest - w) / 2;
      NDList shifted = new NDList();
      for (int k = 0; k < w; k++) {
        shifted.add(x.get(":, " + (first + k) + ":" + (first + k + longest)));
      }
      NDArray windows = NDArrays.concat(shifted, 2);
      NDArray scores =
          Layers.linear(windows, weights.get(name + FILTER + w), weights.get(name + ".bias" + w));
      NDArray hidden = Layers.mask(manager, lengths(words), longest).sub(1).mul(1e9f).expandDims(2);
      features.add(scores.add(hidden).max(new int[] {1}));
    }
    return NDArrays.concat(features, 1).getNDArrayInternal().relu();
  }

  private static int[] lengths(int[][] words) {
    int[] lengths = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      lengths[i] = Math.max(1, words[i].length);
    }
    return lengths;
  }
}
