// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StretchesTest {
  @Test
  void are_the_words_themselves_where_these_fit() {
    assertThat(Stretches.of(List.of("a", "b"), 2)).containsExactly(List.of("a", "b"));
    assertThat(Stretches.of(List.of(), 2)).isEmpty();
  }

  @Test
  void end_behind_the_last_mark_in_the_second_half() {
    List<String> words = List.of("a", ",", "b", "c", ",", ";", "d", "e", "f");
    assertThat(Stretches.of(words, 7))
        .containsExactly(List.of("a", ",", "b", "c", ",", ";"), List.of("d", "e", "f"));
  }

  @Test
  void are_full_where_there_is_no_mark_late_enough() {
    List<String> words = List.of(",", "a", "b", "c", "d", "e");
    assertThat(Stretches.of(words, 4))
        .containsExactly(List.of(",", "a", "b", "c"), List.of("d", "e"));
    assertThat(Stretches.of(Collections.nCopies(5, "a"), 1)).hasSize(5);
  }
}
