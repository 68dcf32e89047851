// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CanNERecogniserTest {
  private static final String TEXT = "Nähdään Tampere-talossa.";

  @BeforeEach
  void name_the_default_model() {
    System.setProperty(CanNERecogniser.MODEL, "default");
  }

  @AfterEach
  void forget_the_properties() {
    System.clearProperty(CanNERecogniser.MODEL);
    System.clearProperty(CanNERecogniser.WORDS);
  }

  @Test
  void keeps_together_what_is_written_together() {
    assertThat(new CanNERecogniser().recognise(TEXT)).isEmpty();
  }

  @Test
  void splits_words_if_told_so() {
    System.setProperty(CanNERecogniser.WORDS, "split");

    assertThat(new CanNERecogniser().recognise(TEXT))
        .isEqualTo(Map.of("LOCATION", Set.of("Tampere")));
  }

  @Test
  void says_what_it_expects() {
    System.setProperty(CanNERecogniser.WORDS, "apart");

    assertThatThrownBy(CanNERecogniser::new)
        .isInstanceOf(CanException.class)
        .hasMessage("-Dcanner.tika.words=apart: expected joined or split");
  }
}
