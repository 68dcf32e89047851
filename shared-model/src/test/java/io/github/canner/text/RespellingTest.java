// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RespellingTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "茩asa, ƙasa",
        "ma茦wabci, maƘwabci",
        "ku蓷i, kuɗi",
        "茒an, Ɗan",
        "za蓳e, zaɓe",
        "苼arna, Ɓarna",
        "s\u0329e, ṣe",
        "o\u0329mo\u0329, ọmọ",
        "rè\u0329, rẹ̀",
        "‘yan, 'yan",
        "1960–65, 1960-65",
        "Ǹjẹ́, Nje",
        "ẁà, wa"
      })
  void writes_a_word_as_others_do(String word, String closest) {
    assertThat(Respelling.of(word)).startsWith(closest);
  }

  @Test
  void goes_from_the_closest_spelling_to_the_plainest() {
    assertThat(Respelling.of("蓷ò\u0329’n"))
        .containsExactly("ɗò\u0329’n", "ɗọ̀’n", "ɗọ̀'n", "ɗo'n", "do'n");
    assertThat(Respelling.of("Ƙɔŋ")).containsExactly("Kon");
  }

  @Test
  void leaves_chinese_and_plain_words_alone() {
    assertThat(Respelling.of("茩蓷")).isEmpty();
    assertThat(Respelling.of("Kano")).isEmpty();
    assertThat(Respelling.of("")).isEmpty();
    assertThat(Respelling.of("\u0301")).isEmpty();
  }
}
