// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  @Test
  void numbers_specials_first_then_the_most_frequent_then_by_text() {
    Vocabulary vocabulary =
        Vocabulary.of(
            List.of("<pad>", "b"), Map.of("d", 3, "c", 3, "a", 5, "b", 9, "rare", 1), 2, 100);
    assertThat(vocabulary.tokens()).containsExactly("<pad>", "b", "a", "c", "d");
    assertThat(vocabulary.id("c")).isEqualTo(3);
    assertThat(vocabulary.id("rare")).isEqualTo(-1);
    assertThat(vocabulary.idOr("rare", 0)).isZero();
  }

  @Test
  void holds_no_more_than_the_maximum_with_the_specials() {
    assertThat(Vocabulary.of(List.of("<pad>"), Map.of("a", 2, "b", 1, "c", 3), 1, 3).tokens())
        .containsExactly("<pad>", "c", "a");
  }

  @Test
  void survives_a_file_whatever_its_strings_are() {
    Vocabulary vocabulary =
        Vocabulary.of(
            List.of(
                "",
                " ",
                "a\nb",
                "\r",
                "\\n",
                "\\",
                "\\\\u000a",
                "\u2028",
                "\ufeffx",
                "\ud83d",
                "😀",
                "\0",
                "x\t"));
    assertThat(Vocabulary.fromLines(vocabulary.toLines(), "words.txt")).isEqualTo(vocabulary);
  }

  @Test
  void names_the_line_that_stands_twice() {
    assertThatThrownBy(() -> Vocabulary.fromLines(List.of("a", "b", "a"), "words.txt"))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("words.txt, line 3")
        .hasMessageContaining("line 1");
  }

  @Test
  void names_the_line_with_a_broken_escape() {
    assertThatThrownBy(() -> Vocabulary.fromLines(List.of("a", "\\q"), "words.txt"))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("words.txt, line 2")
        .hasMessageContaining("\\q");
  }
}
