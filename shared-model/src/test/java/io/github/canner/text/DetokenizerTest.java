// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetokenizerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Amina's farm, which isn't big, fed 1,200 people.",
        "She said: \"We can't wait (not now)!\"",
        "The teachers' room cost $5 or 3%...",
        "He cannot go; they'll stay - I'm sure.",
        "\"One\" and \"two\" and 'three'",
      })
  void undoes_the_english_tokenizer(String text) {
    assertThat(Detokenizer.english().join(WordTokenizer.english().tokenize(text))).isEqualTo(text);
  }

  @Test
  void writes_no_words_as_the_empty_text() {
    assertThat(Detokenizer.english().join(List.of())).isEmpty();
  }
}
