// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Gives every word of a sentence the place of another, as a control in experiments: what an
 * alignment brings must be lost with it.
 */
public final class WordShuffle {
  private WordShuffle() {}

  /**
   * Random numbers that depend on the seed and the text alone.
   *
   * @param text a word, or a sentence as a list of words
   */
  public static SplittableRandom random(Object text, long seed) {
    // Spread first: the streams of seeds that differ by little may be one, shifted.
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + text.hashCode());
  }

  /**
   * For each word the place of another, in one random circle (Sattolo 1986), so that none stays
   * where it was, save a lone word.
   *
   * @param words how many there are
   */
  public static int[] circle(int words, SplittableRandom random) {
    int[] places = new int[words];
    Arrays.setAll(places, i -> i);
    for (int i = words - 1; i > 0; i--) {
      int j = random.nextInt(i);
      int kept = places[i];
      places[i] = places[j];
      places[j] = kept;
    }
    return places;
  }

  /**
   * The alignment where each foreign word has the links of another.
   *
   * @param foreign the words that it links
   */
  public static Alignment shuffled(Alignment alignment, List<String> foreign, long seed) {
    int[] places = circle(foreign.size(), random(foreign, seed));
    return Alignment.of(
        Arrays.stream(alignment.links())
            .map(link -> new int[] {places[link[0]], link[1]})
            .toArray(int[][]::new));
  }
}
