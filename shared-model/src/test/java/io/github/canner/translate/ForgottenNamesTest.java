// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgottenNamesTest {
  private static final List<String> SOURCE =
      List.of("jana", "mwalimu", "Zuhura", "Omari", "alifika", "na", "Pendo");

  /** A translation each of whose words looks at one word of the source, or evenly at all: -1. */
  private static Translation restored(List<String> source, List<String> english, int... looks) {
    float[][] rows = new float[looks.length][source.size()];
    for (int n = 0; n < looks.length; n++) {
      if (looks[n] >= 0) {
        rows[n][looks[n]] = 1;
      } else {
        Arrays.fill(rows[n], 1f / source.size());
      }
    }
    return ForgottenNames.restored(new Translation(source, english, rows, -1));
  }

  @Test
  void names_come_after_what_translates_the_words_before_them() {
    Translation restored =
        restored(SOURCE, List.of("yesterday", "the", "teacher", "arrived"), 0, -1, 1, 4);
    assertThat(restored.english())
        .containsExactly("yesterday", "the", "teacher", "Zuhura", "Omari", "arrived", "Pendo");
    assertThat(restored.alignment()[3]).containsExactly(0, 0, 1, 0, 0, 0, 0);
    assertThat(restored.alignment()[4]).containsExactly(0, 0, 0, 1, 0, 0, 0);
    assertThat(restored.alignment()[6]).containsExactly(0, 0, 0, 0, 0, 0, 1);
    assertThat(restored.alignment()[5]).containsExactly(0, 0, 0, 0, 1, 0, 0);
    assertThat(restored.score()).isEqualTo(-1);
  }

  @Test
  void names_go_along_with_words_that_changed_places() {
    assertThat(
            restored(SOURCE, List.of("came", "teacher", "yesterday", "and"), 4, 1, 0, 5).english())
        .containsExactly("came", "teacher", "Zuhura", "Omari", "yesterday", "and", "Pendo");
  }

  @Test
  void a_name_with_a_translation_or_a_copy_is_not_forgotten() {
    List<String> english = List.of("Miss", "Zuhura", "Omary", "came", "with", "Pendo");
    assertThat(restored(SOURCE, english, 1, -1, 3, 4, 5, -1).english()).isEqualTo(english);
  }

  @Test
  void the_capital_of_a_first_word_alone_makes_no_name() {
    List<String> source = List.of("Jana", "mvua", "ilinyesha");
    assertThat(restored(source, List.of("it", "rained"), -1, 2).english())
        .containsExactly("it", "rained");
    assertThat(restored(SOURCE.subList(2, 6), List.of("came"), 2).english())
        .containsExactly("Zuhura", "Omari", "came");
  }

  @Test
  void capitals_say_nothing_in_a_headline_of_capitals() {
    List<String> source = List.of("MVUA", "YANYESHA", "KWA", "WINGI");
    assertThat(restored(source, List.of("rain"), 0).english()).containsExactly("rain");
  }

  @Test
  void nothing_is_taken_from_an_empty_sentence_or_put_into_a_whole_translation() {
    assertThat(restored(List.of(), List.of()).english()).isEmpty();
    assertThat(restored(List.of("habari", "njema"), List.of("good", "news"), 1, 0).english())
        .containsExactly("good", "news");
  }

  @Test
  void an_empty_translation_gets_all_names() {
    assertThat(restored(SOURCE, List.of()).english()).containsExactly("Zuhura", "Omari", "Pendo");
  }
}
