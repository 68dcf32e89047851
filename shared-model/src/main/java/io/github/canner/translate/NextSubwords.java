// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.Arrays;

/**
 * What a decoding step says of the next subword of each row, in the memory of Java: what was
 * generated, leant on the lexicon and copied is mixed here ({@link Seq2Seq} tells how), since the
 * lexicon and the source touch a few hundred subwords of thousands.
 */
final class NextSubwords {
  private final SubwordLexicon lexicon;
  private final float[] vocabulary;
  private final float[] gate;
  private final float[] trust;
  private final float[] attention;

  /**
   * The answers of a step, which are not copied.
   *
   * @param vocabulary P_vocabulary, row by row
   * @param gate the share that is generated rather than copied, one a row
   * @param trust in the lexicon, one a row
   * @param attention on each source subword, row by row
   */
  NextSubwords(
      SubwordLexicon lexicon, float[] vocabulary, float[] gate, float[] trust, float[] attention) {
    this.lexicon = lexicon;
    this.vocabulary = vocabulary;
    this.gate = gate;
    this.trust = trust;
    this.attention = attention;
  }

  /**
   * The probability of each subword.
   *
   * @param source the subwords of the row's sentence
   */
  float[] probabilities(int row, int[] source) {
    int size = vocabulary.length / gate.length;
    float[] mixed = Arrays.copyOfRange(vocabulary, row * size, (row + 1) * size);
    float[] looked = attention(row, source);
    float scale = gate[row] / lean(mixed, trust[row], looked, source);
    for (int w = 0; w < size; w++) {
      mixed[w] *= scale;
    }
    for (int s = 0; s < source.length; s++) {
      mixed[source[s]] += (1 - gate[row]) * looked[s];
    }
    return mixed;
  }

  /** The attention of a row on each subword of its sentence. */
  float[] attention(int row, int[] source) {
    int steps = attention.length / gate.length;
    return Arrays.copyOfRange(attention, row * steps, row * steps + source.length);
  }

  /** Raises each probability P(w) to P(w)·(1 + κ·L(w)) and gives their new sum. */
  private float lean(float[] probabilities, float trust, float[] looked, int[] source) {
    float[][] raised = new float[source.length][];
    float sum = 1;
    for (int s = 0; s < source.length; s++) {
      raised[s] = new float[lexicon.size(source[s])];
      for (int k = 0; k < raised[s].length; k++) {
        float share = looked[s] * lexicon.shareAt(source[s], k);
        raised[s][k] = trust * share * probabilities[lexicon.translation(source[s], k)];
        sum += raised[s][k];
      }
    }
    for (int s = 0; s < source.length; s++) {
      for (int k = 0; k < raised[s].length; k++) {
        probabilities[lexicon.translation(source[s], k)] += raised[s][k];
      }
    }
    return sum;
  }
}
