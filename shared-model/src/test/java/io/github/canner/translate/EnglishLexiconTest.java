// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnglishLexiconTest {
  private static final List<String> SOURCE = List.of("Siminoff", "alisema", "jana");
  private static final EnglishLexicon LEXICON =
      EnglishLexicon.of(
          List.of(
              new WordPair(List.of("x"), List.of("he", "said", "yesterday", "Paris", "2,500"))));

  @Test
  void replaces_a_word_that_no_text_holds_by_the_source_word_it_looks_at() {
    assertThat(repaired(List.of("Siminininoff", "said"), row(0.9f, 0.1f, 0), row(0, 1, 0)))
        .isEqualTo(List.of("Siminoff", "said"));
  }

  @Test
  void gives_back_the_number_that_was_not_copied_well() {
    Translation translation =
        EnglishLexicon.of(List.of())
            .withoutInventedWords(
                new Translation(
                    List.of("vuonna", "1998"),
                    List.of("199998"),
                    new float[][] {row(0.2f, 0.8f)},
                    0));
    assertThat(translation.english()).containsExactly("1998");
  }

  @Test
  void keeps_words_of_english_and_of_the_source_and_punctuation() {
    List<String> words = List.of("Said", "alisema", "2,500", "...");
    assertThat(repaired(words, row(1, 0, 0), row(1, 0, 0), row(1, 0, 0), row(1, 0, 0)))
        .isEqualTo(words);
  }

  @Test
  void joins_neighbours_that_give_way_to_the_same_word() {
    Translation translation =
        LEXICON.withoutInventedWords(
            new Translation(
                SOURCE,
                List.of("Simi", "nini", "noff", "said"),
                new float[][] {row(1, 0, 0), row(0.7f, 0.3f, 0), row(0.7f, 0, 0.3f), row(0, 1, 0)},
                -1));
    assertThat(translation.english()).containsExactly("Siminoff", "said");
    assertThat(translation.alignment()[0])
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(row(0.8f, 0.1f, 0.1f));
  }

  private static List<String> repaired(List<String> english, float[]... rows) {
    return LEXICON.withoutInventedWords(new Translation(SOURCE, english, rows, 0)).english();
  }

  private static float[] row(float... values) {
    return values;
  }
}
