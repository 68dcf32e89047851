// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import io.github.canner.nn.WordNoise;
import java.util.SplittableRandom;

/**
 * What is hidden from the tagger in training, so that it neither ignores a source of knowledge nor
 * depends on it.
 */
record TagNoise(
    WordNoise words, double sourceDropout, double englishDropout, SplittableRandom random) {

  /** For each sentence whether all that English knows of it is to be hidden. */
  boolean[] english(int sentences) {
    boolean[] hidden = new boolean[sentences];
    for (int b = 0; b < sentences; b++) {
      hidden[b] = random.nextDouble() < englishDropout;
    }
    return hidden;
  }

  /** 1 for words to read and 0 for words to hide; in sentences without English none is hidden. */
  float[] source(boolean[] englishHidden, int steps) {
    float[] kept = new float[englishHidden.length * steps];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = random.nextDouble() >= sourceDropout || englishHidden[i / steps] ? 1 : 0;
    }
    return kept;
  }
}
