// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.canner.Mention;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaggedSentenceTest {
  private static final List<String> TOKENS = List.of("Aino", "asuu", "Turussa");
  private static final List<Mention> MENTIONS = List.of(Mention.gold(0, 1, "PER"));

  @Test
  void is_annotated_throughout_unless_told_otherwise() {
    assertThat(new TaggedSentence(TOKENS, MENTIONS))
        .isEqualTo(new TaggedSentence(TOKENS, MENTIONS, List.of()))
        .isNotEqualTo(new TaggedSentence(TOKENS, MENTIONS, List.of(2)));
  }

  @Test
  void refuses_words_not_annotated_that_lie_in_a_mention_or_nowhere_or_out_of_order() {
    assertRefused("holds token 0", 0, 2);
    assertRefused("token 3", 3);
    assertRefused("token -1", -1);
    assertRefused("token 1", 2, 1);
    assertRefused("token 1", 1, 1);
  }

  private static void assertRefused(String message, Integer... unannotated) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TaggedSentence(TOKENS, MENTIONS, List.of(unannotated)))
        .withMessageContaining(message);
  }
}
