// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import io.github.canner.text.Segmentation;

/**
 * A sentence pair ready for training.
 *
 * @param source subwords of the foreign sentence
 * @param target subwords of the English sentence with the end mark
 * @param links pairs (foreign word, English word) that the statistical aligner links
 */
record TrainingPair(Segmentation source, Segmentation target, int[][] links) {

  /**
   * Whether the aligner links the words of a target and a source subword: target × source subwords.
   */
  boolean[][] linkedSubwords() {
    int[] sourceWord = source.wordOfPiece();
    int[] targetWord = target.wordOfPiece();
    boolean[][] linked = new boolean[targetWord.length][sourceWord.length];
    for (int[] link : links) {
      for (int t = 0; t < targetWord.length; t++) {
        for (int s = 0; s < sourceWord.length && targetWord[t] == link[1]; s++) {
          linked[t][s] |= sourceWord[s] == link[0];
        }
      }
    }
    return linked;
  }
}
