// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The subwords that the translation of one sentence may hold, so that no step asks for the
 * thousands of others (Jean et al. 2015; L'Hostis, Grangier and Auli 2016): what the lexicon
 * translates its subwords to, these subwords themselves, and what may stand in any translation.
 */
final class Shortlist {
  private final int[] subwords;
  private final int[] copies;
  private final int[][] translations;
  private final float[][] shares;

  /**
   * The shortlist of a sentence.
   *
   * @param source the subwords of the sentence
   * @param always what may stand in any translation
   */
  Shortlist(int[] source, SubwordLexicon lexicon, int[] always) {
    subwords =
        Stream.of(always, source, lexicon.candidates(source))
            .flatMapToInt(Arrays::stream)
            .sorted()
            .distinct()
            .toArray();
    copies = Arrays.stream(source).map(this::place).toArray();
    translations = new int[source.length][];
    shares = new float[source.length][];
    for (int s = 0; s < source.length; s++) {
      int foreign = source[s];
      translations[s] =
          IntStream.range(0, lexicon.size(foreign))
              .map(k -> place(lexicon.translation(foreign, k)))
              .toArray();
      shares[s] = new float[translations[s].length];
      for (int k = 0; k < shares[s].length; k++) {
        shares[s][k] = lexicon.shareAt(foreign, k);
      }
    }
  }

  private int place(int subword) {
    return Arrays.binarySearch(subwords, subword);
  }

  /** The subwords, in ascending order. */
  int[] subwords() {
    return subwords;
  }

  /**
   * The probability of each subword ({@link Seq2Seq} gives the formula).
   *
   * @param logits of the generated subwords
   * @param gate the share that is generated rather than copied
   * @param trust in the lexicon
   * @param attention on each source subword
   */
  float[] probabilities(float[] logits, float gate, float trust, float[] attention) {
    float[] mixed = leaning(trust, attention);
    float most = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, logit);
    }
    float sum = 0;
    for (int w = 0; w < mixed.length; w++) {
      mixed[w] *= (float) Math.exp(logits[w] - most);
      sum += mixed[w];
    }
    float scale = gate / sum;
    for (int w = 0; w < mixed.length; w++) {
      mixed[w] *= scale;
    }
    for (int s = 0; s < copies.length; s++) {
      mixed[copies[s]] += (1 - gate) * attention[s];
    }
    return mixed;
  }

  /** 1 + κ·L(w) for each subword w. */
  private float[] leaning(float trust, float[] attention) {
    float[] leaning = new float[subwords.length];
    Arrays.fill(leaning, 1);
    for (int s = 0; s < shares.length; s++) {
      for (int k = 0; k < shares[s].length; k++) {
        leaning[translations[s][k]] += trust * attention[s] * shares[s][k];
      }
    }
    return leaning;
  }
}
