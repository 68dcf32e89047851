// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

/** Turns attention between subwords into attention between words. */
public final class WordAttention {
  /** Stands for the word of a subword that belongs to none, such as the end of the sentence. */
  public static final int SPECIAL = -1;

  private WordAttention() {}

  /**
   * Sums the columns of a source word, drops rows and columns of special subwords, scales each row
   * to sum to 1 over the source words, and averages the rows of an English word.
   *
   * @param attention for each English subword what each source subword got; no value negative
   * @param englishWords the word of each English subword, or {@link #SPECIAL}
   * @param sourceWords the word of each source subword, or {@link #SPECIAL}
   * @param n number of English words
   * @param m number of source words
   * @return n rows of m values; each sums to 1, save that a word whose subwords attended to special
   *     ones alone has zeros
   */
  public static float[][] merge(
      float[][] attention, int[] englishWords, int[] sourceWords, int n, int m) {
    float[][] merged = new float[n][m];
    int[] rows = new int[n];
    for (int t = 0; t < attention.length; t++) {
      if (englishWords[t] == SPECIAL) {
        continue;
      }
      float[] row = new float[m];
      float sum = 0;
      for (int i = 0; i < sourceWords.length; i++) {
        if (sourceWords[i] != SPECIAL) {
          row[sourceWords[i]] += attention[t][i];
          sum += attention[t][i];
        }
      }
      if (sum > 0) {
        rows[englishWords[t]]++;
        for (int i = 0; i < m; i++) {
          merged[englishWords[t]][i] += row[i] / sum;
        }
      }
    }
    for (int w = 0; w < n; w++) {
      for (int i = 0; i < m && rows[w] > 1; i++) {
        merged[w][i] /= rows[w];
      }
    }
    return merged;
  }
}
