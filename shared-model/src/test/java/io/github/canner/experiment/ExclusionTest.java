// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import io.github.canner.corpus.TaggedSentence;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExclusionTest {
  private static final TaggedSentence ONE = new TaggedSentence(List.of("Roma"), List.of());
  private static final TaggedSentence OTHER = new TaggedSentence(List.of("Oslo"), List.of());

  @Test
  void leaves_the_sentences_that_it_does_not_name() {
    assertThat(Exclusion.of("in-training").left(List.of(ONE), List.of(ONE, OTHER)))
        .containsExactly(1);
    assertThat(Exclusion.of(List.of(1)).left(List.of(), List.of(ONE, OTHER))).containsExactly(0);
  }

  @Test
  void must_leave_a_sentence() {
    assertThatThrownBy(() -> Exclusion.of("in-training").left(List.of(ONE), List.of(ONE)))
        .isInstanceOf(CanException.class)
        .hasMessage("exclude leaves none of the 1 test sentences, expected one at least");
    assertThatThrownBy(() -> Exclusion.of(List.of(0)).left(List.of(), List.of(ONE)))
        .isInstanceOf(CanException.class);
  }

  @Test
  void names_no_sentence_that_is_not_there() {
    assertThatThrownBy(() -> Exclusion.of(List.of(2)).left(List.of(), List.of(ONE, OTHER)))
        .isInstanceOf(CanException.class)
        .hasMessage("exclude names the test sentence 2, expected indices from 0 to 1");
  }
}
