// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttentionLinksTest {

  @Test
  void words_that_pick_each_other_are_linked() {
    assertThat(AttentionLinks.of(new float[][] {{0.1f, 0.9f}, {0.8f, 0.2f}}))
        .hasToString("0-1 1-0");
  }

  @Test
  void a_name_of_two_words_that_one_word_translates_is_linked_whole() {
    float[][] attention = {
      {0.80f, 0.10f, 0.05f, 0.05f},
      {0.05f, 0.50f, 0.40f, 0.05f},
      {0.05f, 0.05f, 0.10f, 0.80f},
    };
    assertThat(AttentionLinks.of(attention)).hasToString("0-0 1-1 2-1 3-2");
  }

  @Test
  void an_english_word_beside_its_partner_joins_it() {
    float[][] attention = {
      {0.9f, 0.1f}, {0.6f, 0.4f}, {0.2f, 0.8f},
    };
    assertThat(AttentionLinks.of(attention)).hasToString("0-0 0-1 1-2");
  }

  @Test
  void nothing_is_linked_to_an_empty_translation() {
    assertThat(AttentionLinks.of(new float[0][])).isEqualTo(Alignment.of());
  }
}
