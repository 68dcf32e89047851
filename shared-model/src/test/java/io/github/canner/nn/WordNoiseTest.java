// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WordNoiseTest {
  private static final int DRAWS = 20_000;

  @Test
  void hides_a_word_less_that_was_learnt_before_and_least_a_frequent_one() {
    WordLexicon old =
        WordLexicon.of(
            List.of(List.of("na", "na", "na", "na", "ya", "ya", "kwa", "moja")),
            1,
            Integer.MAX_VALUE);
    List<List<String>> text = List.of(List.of("na", "moja", "mpya"));
    WordLexicon lexicon = old.extendedBy(text);
    WordNoise noise =
        WordNoise.of(lexicon, old.words().size(), text, 0.05).apply(new SplittableRandom(3));
    assertThat(hidden(noise, lexicon.word("mpya"))).isCloseTo(0.5 / 1.5, within(0.02));
    assertThat(hidden(noise, lexicon.word("moja"))).isCloseTo(0.5 / 2.5, within(0.02));
    assertThat(hidden(noise, lexicon.word("na"))).isCloseTo(0.5 / 5.5, within(0.02));
  }

  private static double hidden(WordNoise noise, int word) {
    int count = 0;
    for (int i = 0; i < DRAWS; i++) {
      count += noise.word(word) == WordLexicon.UNKNOWN ? 1 : 0;
    }
    return (double) count / DRAWS;
  }
}
