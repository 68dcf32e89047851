// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Hides words and characters in training, so that the vectors of the unknown are learnt: a word
 * seen n times is hidden with probability a / (a + n) (Kiperwasser and Goldberg 2016), at least
 * with a given one.
 */
public final class WordNoise {
  private static final double RARE = 0.5;
  private static final double CHARACTER = 0.005;

  private final double[] hidden;
  private final SplittableRandom random;

  private WordNoise(double[] hidden, SplittableRandom random) {
    this.hidden = hidden;
    this.random = random;
  }

  /**
   * Noise for the words of a lexicon, by the random numbers that it is to draw.
   *
   * @param sentences the training text, which gives the counts
   * @param minimum the probability of hiding even the most frequent word
   */
  public static Function<SplittableRandom, WordNoise> of(
      WordLexicon lexicon, Iterable<? extends List<String>> sentences, double minimum) {
    return of(lexicon, 0, sentences, minimum);
  }

  /**
   * Noise where the vectors of some words were learnt before, from a text whose counts are not
   * known: each such word counts as often again as Zipf's law has it, number of words / rank.
   *
   * @param learnt how many numbers of the lexicon, from 0, were learnt before; these words stand in
   *     the order of their frequency
   * @param sentences the training text, which gives the counts
   * @param minimum the probability of hiding even the most frequent word
   */
  public static Function<SplittableRandom, WordNoise> of(
      WordLexicon lexicon, int learnt, Iterable<? extends List<String>> sentences, double minimum) {
    double[] counts = new double[lexicon.words().size()];
    for (int id = WordLexicon.UNKNOWN + 1; id < learnt; id++) {
      counts[id] = (learnt - 1.0 - WordLexicon.UNKNOWN) / (id - WordLexicon.UNKNOWN);
    }
    for (Map.Entry<String, Integer> entry : WordLexicon.counts(sentences).entrySet()) {
      counts[lexicon.word(entry.getKey())] += entry.getValue();
    }
    double[] hidden = new double[counts.length];
    for (int id = 0; id < hidden.length; id++) {
      hidden[id] = Math.max(minimum, RARE / (RARE + counts[id]));
    }
    return random -> new WordNoise(hidden, random);
  }

  /** The number itself or that of the unknown word. */
  int word(int id) {
    return random.nextDouble() < hidden[id] ? WordLexicon.UNKNOWN : id;
  }

  /** The numbers, a few of them replaced by that of the unknown character. */
  int[] characters(int[] ids) {
    int[] noisy = ids.clone();
    for (int i = 0; i < noisy.length; i++) {
      if (random.nextDouble() < CHARACTER) {
        noisy[i] = WordLexicon.UNKNOWN;
      }
    }
    return noisy;
  }
}
