// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.canner.CanException;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.Sampling;

/**
 * How many training sentences to learn from.
 *
 * @param sentences a number, or 0 for all that there are
 */
public record Size(int sentences) {
  private static final String ALL = "all";

  /**
   * What an experiment file says.
   *
   * @throws CanException if it is neither a number from 1 on nor {@code "all"}
   */
  @JsonCreator
  static Size of(Object value) {
    if (value instanceof Integer number && number > 0) {
      return new Size(number);
    }
    if (ALL.equals(value)) {
      return new Size(0);
    }
    throw new CanException("a size is " + value + ", expected a number from 1 on or \"all\"");
  }

  /**
   * So many random sentences of a corpus, the same for the same seed; for all the corpus itself.
   *
   * @throws CanException if the corpus holds too few
   */
  Corpus sample(Corpus corpus, long seed) {
    return sentences == 0
        ? corpus
        : new Corpus(
            Sampling.subset(corpus.sentences(), sentences, seed),
            corpus.unlabelled(),
            corpus.report());
  }

  @JsonValue
  Object json() {
    return sentences == 0 ? ALL : sentences;
  }

  /** The number, or {@code all}. */
  @Override
  public String toString() {
    return sentences == 0 ? ALL : Integer.toString(sentences);
  }
}
