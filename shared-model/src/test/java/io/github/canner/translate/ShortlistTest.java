// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShortlistTest {
  private static final SubwordLexicon LEXICON =
      SubwordLexicon.fromLines(
          List.of("", "", "", "", "8:600 5:100", "5:500", "", "9:900", "", "", ""), 11, "lexicon");
  private static final Shortlist SHORTLIST =
      new Shortlist(new int[] {5, 4, 5}, LEXICON, new int[] {Subwords.END, 10});

  @Test
  void holds_the_sentence_its_translations_and_what_may_always_stand_each_once() {
    assertThat(SHORTLIST.subwords()).containsExactly(Subwords.END, 4, 5, 8, 10);
  }

  @Test
  void mixes_what_is_generated_with_what_is_copied() {
    float[] probabilities =
        SHORTLIST.probabilities(
            new float[] {1, 1, 1, 1, 1}, 0.5f, 0, new float[] {0.25f, 0.25f, 0.5f});
    assertThat(probabilities)
        .containsExactly(new float[] {0.1f, 0.225f, 0.475f, 0.1f, 0.1f}, within(1e-6f));
  }

  @Test
  void leans_on_the_lexicon_as_far_as_it_is_trusted() {
    float[] probabilities =
        SHORTLIST.probabilities(
            new float[] {0, 0, 0, 0, 0}, 1, 10, new float[] {0.25f, 0.5f, 0.25f});
    // 8 weighs 1 + 10 · 0.5 · 0.6 and 5 weighs 1 + 10 · (0.5 · 0.5 + 0.5 · 0.1), the others 1.
    assertThat(probabilities)
        .containsExactly(new float[] {1 / 11f, 1 / 11f, 4 / 11f, 4 / 11f, 1 / 11f}, within(1e-6f));
  }
}
