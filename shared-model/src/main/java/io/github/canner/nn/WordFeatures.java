// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.canner.text.WordShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words as vectors: an embedding of the word, a convolution over its characters, and an embedding
 * of its shape.
 */
public final class WordFeatures {
  private static final int[] CHARACTER_WIDTHS = {3};
  private static final String WORDS = ".words";
  private static final String SHAPES = ".shapes";
  private static final String WORD = ".word";

  private final Weights weights;
  private final String name;
  private final WordLexicon lexicon;
  private final CharCnn characters;

  /** The layer of that name in these weights. */
  public WordFeatures(Weights weights, String name, WordLexicon lexicon) {
    this.weights = weights;
    this.name = name;
    this.lexicon = lexicon;
    this.characters = new CharCnn(weights, name + WORD, CHARACTER_WIDTHS);
  }

  /**
   * How wide the parts are.
   *
   * @param word width of a word's embedding
   * @param character width of a character's embedding
   * @param filters filters of the character convolution
   * @param shape width of a shape's embedding
   */
  public record Widths(int word, int character, int filters, int shape) {
    /** The width of the whole vector. */
    public int total() {
      return word + filters + shape;
    }
  }

  /** Plans the weights. */
  public static void plan(WeightPlan plan, String name, WordLexicon lexicon, Widths widths) {
    int words = lexicon.words().size();
    plan.uniform(name + WORDS, new Shape(words, widths.word), Math.sqrt(3.0 / widths.word));
    plan.uniform(
        name + SHAPES, new Shape(WordShape.COUNT, widths.shape), Math.sqrt(3.0 / widths.shape));
    CharCnn.plan(
        plan,
        name + WORD,
        lexicon.characters().size(),
        widths.character,
        widths.filters,
        CHARACTER_WIDTHS);
  }

  /**
   * The widths of the layer that some weights are of.
   *
   * @param where names their file in the message
   * @throws io.github.canner.CanException if they are of none
   */
  public static Widths widths(Weights weights, String name, String where) {
    return new Widths(
        weights.size(name + WORDS, 1, where),
        weights.size(name + WORD + CharCnn.CHARACTERS, 1, where),
        weights.size(name + WORD + CharCnn.FILTER + CHARACTER_WIDTHS[0], 0, where),
        weights.size(name + SHAPES, 1, where));
  }

  /**
   * The vectors of a batch of sentences.
   *
   * @param noise what to corrupt in training, or null to read the words as they are
   * @return shape (sentences, steps, {@link Widths#total()}), padded to the longest sentence, which
   *     has {@code steps} words
   */
  public NDArray run(
      NDManager manager, List<? extends List<String>> sentences, @Nullable WordNoise noise) {
    int steps = 1;
    for (List<String> sentence : sentences) {
      steps = Math.max(steps, sentence.size());
    }
    int[][] words = new int[sentences.size()][];
    int[][] shapes = new int[sentences.size()][];
    int[][] places = new int[sentences.size()][];
    Map<String, Integer> unique = new LinkedHashMap<>();
    for (int b = 0; b < words.length; b++) {
      List<String> sentence = sentences.get(b);
      words[b] = new int[sentence.size()];
      shapes[b] = new int[sentence.size()];
      places[b] = new int[sentence.size()];
      for (int t = 0; t < words[b].length; t++) {
        String word = sentence.get(t);
        int id = lexicon.word(word);
        words[b][t] = noise == null ? id : noise.word(id);
        shapes[b][t] = WordShape.of(word).ordinal();
        places[b][t] = unique.computeIfAbsent(word, w -> unique.size());
      }
    }
    int[][] spelt = new int[Math.max(1, unique.size())][0];
    unique.forEach(
        (word, place) -> {
          int[] ids = lexicon.spelling(word);
          spelt[place] = noise == null ? ids : noise.characters(ids);
        });
    NDArray spelling = characters.run(manager, spelt, 0, noise != null);
    return NDArrays.concat(
        new NDList(
            Layers.embed(
                Layers.padded(manager, words, steps, WordLexicon.PADDING),
                weights.get(name + WORDS)),
            Layers.embed(Layers.padded(manager, places, steps, 0), spelling),
            Layers.embed(Layers.padded(manager, shapes, steps, 0), weights.get(name + SHAPES))),
        2);
  }
}
