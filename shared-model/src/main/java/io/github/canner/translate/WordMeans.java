// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.List;

/** Turns what is known of subwords into what is known of words. */
final class WordMeans {

  private WordMeans() {}

  /**
   * Attention, summed over the subwords of a source word and averaged over those of an English one.
   *
   * @param attention a row for each English subword, one value for each source subword
   * @param wordOf the word of each English subword, or -1
   * @param sourceWordOf the word of each source subword
   */
  static float[][] attention(
      List<float[]> attention, int[] wordOf, int[] sourceWordOf, int words, int sourceWords) {
    float[][] sums = new float[words][sourceWords];
    for (int t = 0; t < wordOf.length; t++) {
      for (int s = 0; wordOf[t] >= 0 && s < sourceWordOf.length; s++) {
        sums[wordOf[t]][sourceWordOf[s]] += attention.get(t)[s];
      }
    }
    return divided(sums, wordOf);
  }

  /**
   * Vectors, averaged over the subwords of a word.
   *
   * @param vectors one for each subword
   * @param wordOf the word of each subword, or -1
   */
  static float[][] vectors(List<float[]> vectors, int[] wordOf, int words) {
    float[][] sums = new float[words][vectors.get(0).length];
    for (int t = 0; t < wordOf.length; t++) {
      for (int i = 0; wordOf[t] >= 0 && i < sums[wordOf[t]].length; i++) {
        sums[wordOf[t]][i] += vectors.get(t)[i];
      }
    }
    return divided(sums, wordOf);
  }

  private static float[][] divided(float[][] sums, int[] wordOf) {
    int[] count = new int[sums.length];
    for (int word : wordOf) {
      if (word >= 0) {
        count[word]++;
      }
    }
    for (int w = 0; w < sums.length; w++) {
      for (int i = 0; i < sums[w].length; i++) {
        sums[w][i] /= count[w];
      }
    }
    return sums;
  }
}
