// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {

  @Test
  void ends_a_part_at_so_many_sentences_or_words() {
    assertThat(sizes(2, 100, 3, 3, 3, 3, 3)).containsExactly(2, 2, 1);
    assertThat(sizes(9, 10, 3, 3, 3, 3, 3)).containsExactly(3, 2);
  }

  @Test
  void gives_a_sentence_that_is_too_long_a_part_of_its_own() {
    assertThat(sizes(9, 10, 3, 20, 3, 4)).containsExactly(1, 1, 2);
  }

  @Test
  void leaves_out_nothing() {
    List<List<String>> sentences = List.of(List.of("a"), List.of(), List.of("b", "c"));

    assertThat(Parts.of(sentences, 2, words -> words, 2))
        .flatMap(part -> part)
        .isEqualTo(sentences);
    assertThat(Parts.of(List.<List<String>>of(), 2, words -> words, 2)).isEmpty();
  }

  private static List<Integer> sizes(int most, long budget, int... lengths) {
    List<List<String>> sentences =
        Arrays.stream(lengths).mapToObj(n -> Collections.nCopies(n, "a")).toList();
    return Parts.of(sentences, most, words -> words, budget).stream().map(List::size).toList();
  }
}
