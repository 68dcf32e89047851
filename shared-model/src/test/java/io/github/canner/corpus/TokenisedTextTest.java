// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
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
  void all_white_space_but_no_break_spaces_stands_between_tokens() {
    List<List<String>> sentences = new ArrayList<>();

    TokenisedText.forEach(
        new ByteArrayInputStream(
            "a\u2003b\u3000\u2028c\u001fd \u3000e f\u202f\u2007g\n\u2003\n".getBytes(UTF_8)),
        "input",
        sentences::add);

    assertThat(sentences)
        .containsExactly(List.of("a", "b", "c", "d", "e", "f\u202f\u2007g"), List.of());
  }

  @Test
  void gzip_goes_on_after_a_pause_of_who_writes_it() throws IOException {
    List<List<String>> sentences = new ArrayList<>();
    InputStream slow =
        new SequenceInputStream(
            new ByteArrayInputStream(gzip("a b\n")), new ByteArrayInputStream(gzip("c\n"))) {
          @Override
          public int available() {
            return 0;
          }
        };

    TokenisedText.forEach(slow, "input", sentences::add);

    assertThat(sentences).containsExactly(List.of("a", "b"), List.of("c"));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
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
