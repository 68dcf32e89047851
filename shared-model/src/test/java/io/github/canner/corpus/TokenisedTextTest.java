// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenisedTextTest {
  @Test
  void a_line_is_a_sentence_even_a_blank_one(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.txt"), "\uFEFF yksi  kaksi\t!\r\n\n10\u00a0000 a\u0308\n");

    assertThat(TokenisedText.read(file))
        .containsExactly(List.of("yksi", "kaksi", "!"), List.of(), List.of("10\u00a0000", "ä"));
  }

  @Test
  void hands_on_the_sentences_of_a_stream() {
    List<List<String>> sentences = new ArrayList<>();

    TokenisedText.forEach(
        new ByteArrayInputStream("a b\nc".getBytes(UTF_8)), "input", sentences::add);

    assertThat(sentences).containsExactly(List.of("a", "b"), List.of("c"));
  }

  @Test
  void tells_where_a_stream_is_no_utf_8() {
    byte[] bytes = {'a', '\n', (byte) 0xe4, '\n'};

    assertThatThrownBy(
            () -> TokenisedText.forEach(new ByteArrayInputStream(bytes), "input", line -> {}))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("input, line 2");
  }
}
