// SPDX-License-Identifier: Apache-2.0
package io.github.canner.diagnose;

import io.github.canner.tag.Observation.EnglishSide;
import io.github.canner.translate.Translation;
import java.util.ArrayList;
import java.util.List;

/**
 * A word of a translation as a mention of the source sentence sees it.
 *
 * @param place its place in the translation, from 0
 * @param text the word
 * @param share how much of its attention it paid to the words of the mention, in [0, 1]
 * @param type the type of its likeliest tag; empty where that is outside
 * @param probability of that tag, in [0, 1]
 * @param isName whether it is spelt like a word of the mention
 */
public record EnglishWord(
    int place, String text, double share, String type, double probability, boolean isName) {
  private static final double ALIGNED = 0.5;

  /** Whether half of its attention or more is on the mention. */
  public boolean isAligned() {
    return share >= ALIGNED;
  }

  /**
   * The words of a translation as the mention from {@code start} to before {@code end} sees them.
   */
  static List<EnglishWord> all(EnglishSide side, int start, int end) {
    Translation translation = side.translation();
    Spelling name = new Spelling(translation.source().subList(start, end));
    List<EnglishWord> words = new ArrayList<>();
    for (int t = 0; t < translation.english().size(); t++) {
      double share = 0;
      for (int i = start; i < end; i++) {
        share += translation.alignment()[t][i];
      }
      float[] posteriors = side.posteriors()[t];
      int tag = Translation.strongest(posteriors);
      String text = translation.english().get(t);
      words.add(
          new EnglishWord(
              t,
              text,
              share,
              tag == 0 ? "" : side.types().get((tag - 1) / 2),
              posteriors[tag],
              name.fits(text)));
    }
    return words;
  }
}
