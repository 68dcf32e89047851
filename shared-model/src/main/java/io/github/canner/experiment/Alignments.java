// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.translate.Translation;
import io.github.canner.translate.WordShuffle;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Along which alignment of words English is carried back. */
enum Alignments {
  /** The translator's attention. */
  ATTENTION {
    @Override
    float[][] change(float[][] alignment, int words, SplittableRandom random) {
      return alignment;
    }
  },
  /**
   * The attention that another word of the sentence got: the columns go round in one random circle
   * (Sattolo 1986), so that none stays where it was, save that of a lone word.
   */
  SHUFFLED {
    @Override
    float[][] change(float[][] alignment, int words, SplittableRandom random) {
      int[] from = WordShuffle.circle(words, random);
      float[][] shuffled = new float[alignment.length][words];
      for (int t = 0; t < alignment.length; t++) {
        for (int i = 0; i < words; i++) {
          shuffled[t][i] = alignment[t][from[i]];
        }
      }
      return shuffled;
    }
  },
  /** Every English word looks at all words alike. */
  UNIFORM {
    @Override
    float[][] change(float[][] alignment, int words, SplittableRandom random) {
      float[][] uniform = new float[alignment.length][words];
      for (float[] row : uniform) {
        Arrays.fill(row, 1f / words);
      }
      return uniform;
    }
  },
  /** Every English word looks only at the word that it looks at most. */
  BEST {
    @Override
    float[][] change(float[][] alignment, int words, SplittableRandom random) {
      float[][] best = new float[alignment.length][words];
      for (int t = 0; t < alignment.length; t++) {
        best[t][Translation.strongest(alignment[t])] = 1;
      }
      return best;
    }
  };

  /**
   * The alignment instead of the given one.
   *
   * @param alignment n rows for English words, of one value for each source word
   * @param words how many source words there are
   */
  abstract float[][] change(float[][] alignment, int words, SplittableRandom random);

  /** The translation with this alignment. The same sentence and seed give the same one. */
  Translation of(Translation translation, long seed) {
    SplittableRandom random = WordShuffle.random(translation.source(), seed);
    return new Translation(
        translation.source(),
        translation.english(),
        change(translation.alignment(), translation.source().size(), random),
        translation.score());
  }
}
