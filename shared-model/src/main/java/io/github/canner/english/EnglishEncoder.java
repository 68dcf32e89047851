// SPDX-License-Identifier: Apache-2.0
package io.github.canner.english;

import java.util.List;

/**
 * What a trained English named-entity network knows of each word of a sentence. Safe for use by
 * many threads at once.
 */
public interface EnglishEncoder extends AutoCloseable {

  /** The width of the states. */
  int stateWidth();

  /** The entity types the posteriors speak of. */
  List<String> types();

  /** The width of the posteriors: one for outside, two for each type. */
  default int posteriorWidth() {
    return 2 * types().size() + 1;
  }

  /**
   * Encodes tokenised English sentences.
   *
   * @return one encoding a sentence, in the order given; an empty sentence has an encoding of no
   *     words
   */
  List<Encoding> encode(List<? extends List<String>> sentences);

  @Override
  void close();

  /**
   * The encoding of one sentence of n words.
   *
   * @param states n × {@link #stateWidth()} hidden states
   * @param posteriors n × {@link #posteriorWidth()} probabilities; in each row, which sums to 1,
   *     first that the word is outside any mention, then for each type that the word begins a
   *     mention and that it continues one
   */
  record Encoding(float[][] states, float[][] posteriors) {
    public Encoding {
      if (states.length != posteriors.length) {
        throw new IllegalArgumentException(
            states.length + " states but " + posteriors.length + " posteriors");
      }
    }

    /** How many words the sentence has. */
    public int length() {
      return states.length;
    }
  }
}
