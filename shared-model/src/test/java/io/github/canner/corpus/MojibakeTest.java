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
    "蓷ò\u0329’n, ɗò\u0329’n",
    "拼an 蓷a, ƴan ɗa",
    "茒an 联通, Ɗan 联通"
  })
  void repairs_letters_that_were_read_as_chinese(String text, String before) {
    assertThat(Mojibake.repaired(text)).isEqualTo(before);
    assertThat(Mojibake.repaired(before)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ƙ", "Ƙ", "ɗ", "Ɗ", "ɓ", "Ɓ", "ƴ", "Ƴ"})
  void repairs_what_becomes_of_every_hooked_letter_of_hausa(String letter) {
    String misread = new String(letter.getBytes(StandardCharsets.UTF_8), Charset.forName("GBK"));
    assertThat(misread).isNotEqualTo(letter).hasSize(1);
    assertThat(Mojibake.repaired(misread + "an")).isEqualTo(letter + "an");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Kano",
        "ƙasa",
        "联通",
        "茩蓷",
        "拼",
        "拼音",
        "拼音pinyin",
        "一瞥",
        "QQ群",
        "K路",
        "Tom猫",
        "T恤",
        "卡拉OK",
        "b\u0301"
      })
  void leaves_all_other_text_alone(String text) {
    assertThat(Mojibake.repaired(text)).isEqualTo(text);
  }

  @Test
  void repairs_each_word_of_a_sentence() {
    assertThat(Mojibake.repaired(List.of("拼an", "茒an"))).containsExactly("ƴan", "Ɗan");
  }
}
