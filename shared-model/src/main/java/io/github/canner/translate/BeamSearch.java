// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.function.IntPredicate;

/** Beam search; a beam of one is greedy search. Immutable. */
final class BeamSearch {
  private final Decoder decoder;
  private final IntPredicate mayRepeat;
  private final int width;

  /**
   * A search.
   *
   * @param mayRepeat which subwords may stand twice in a row
   * @param width hypotheses kept for a sentence
   */
  BeamSearch(Decoder decoder, IntPredicate mayRepeat, int width) {
    this.decoder = decoder;
    this.mayRepeat = mayRepeat;
    this.width = width;
  }

  /** The best hypothesis of a sentence. */
  Hypothesis best(EncodedSentence sentence) {
    Decoder.Steps steps = decoder.of(sentence);
    Beam beam = new Beam(sentence.start(), sentence.subwords().length, mayRepeat, width);
    while (beam.open()) {
      beam.advance(steps);
    }
    return beam.best();
  }
}
