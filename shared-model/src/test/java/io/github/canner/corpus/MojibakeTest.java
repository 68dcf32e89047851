// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MojibakeTest {
  @ParameterizedTest
  @CsvSource({
    "茩asa, ƙasa",
    "ma茦wabci, maƘwabci",
    "ku蓷i, kuɗi",
    "za蓳e, zaɓe",
    "拼an, ƴan",
    "瞥an, Ƴan",
    "C么te, Côte"
  })
  void repairs_letters_that_were_read_as_chinese(String word, String before) {
    assertThat(Mojibake.repaired(word)).isEqualTo(before);
    assertThat(Mojibake.repaired(before)).isEqualTo(before);
  }

  @Test
  void repairs_punctuation_whose_bytes_went_into_two_characters() {
    String misread = new String("don’t".getBytes(StandardCharsets.UTF_8), Charset.forName("GBK"));
    assertThat(misread).isNotEqualTo("don’t").startsWith("don").endsWith("檛");
    assertThat(Mojibake.repaired(misread)).isEqualTo("don’t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Kano", "ƙasa", "联通", "茩蓷", "T恤", "卡拉OK", "Aмosква", "b\u0301", "𠀀a"})
  void leaves_all_other_words_alone(String word) {
    assertThat(Mojibake.repaired(word)).isEqualTo(word);
  }

  @Test
  void repairs_each_word_of_a_sentence() {
    assertThat(Mojibake.repaired(List.of("a", "茒an"))).containsExactly("a", "Ɗan");
  }
}
