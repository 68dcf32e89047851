// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.NameSampleDataStream;
import opennlp.tools.util.MarkableFileInputStreamFactory;
import opennlp.tools.util.ObjectStream;
import opennlp.tools.util.PlainTextByLineStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeFormatTest {
  private static final String CONLL =
      "Aino\tB-PER\nVirtanen\tI-PER\nPekka\tB-PER\ntapasivat\tO\n\nOulu\tB-GEO-LOC\n\n.\tO\n\n";
  private static final String NATIVE =
      """
      <START:PER> Aino Virtanen <END> <START:PER> Pekka <END> tapasivat
      <START:GEO-LOC> Oulu  <END>
      .\s
      """;

  @TempDir private Path folder;

  @Test
  void comes_back_from_opennlp_s_format_as_it_went() throws IOException {
    Path conll = write("a.conll", CONLL);
    Path file = folder.resolve("a.opennlp");
    Path back = folder.resolve("b.conll");

    NativeFormat.fromConll(conll, file, 10);
    NativeFormat.toConll(file, back);

    assertThat(file).content().isEqualTo(NATIVE);
    assertThat(back).content().isEqualTo(CONLL);
  }

  @Test
  void comes_back_from_conll_as_it_went() throws IOException {
    Path file = write("a.opennlp", NATIVE);
    Path back = folder.resolve("b.opennlp");

    NativeFormat.toConll(file, folder.resolve("a.conll"));
    NativeFormat.fromConll(folder.resolve("a.conll"), back, 10);

    assertThat(back).content().isEqualTo(NATIVE);
  }

  @Test
  void starts_a_document_after_so_many_sentences() throws IOException {
    Path conll = write("a.conll", "Aino\tB-PER\n\n".repeat(5));
    Path file = folder.resolve("a.opennlp");

    NativeFormat.fromConll(conll, file, 2);

    List<Boolean> starts = new ArrayList<>();
    try (ObjectStream<NameSample> samples =
        new NameSampleDataStream(
            new PlainTextByLineStream(
                new MarkableFileInputStreamFactory(file.toFile()), StandardCharsets.UTF_8))) {
      for (NameSample sample = samples.read(); sample != null; sample = samples.read()) {
        starts.add(sample.isClearAdaptiveDataSet());
      }
    }
    assertThat(starts).containsExactly(false, false, true, false, true);
    assertThatThrownBy(() -> NativeFormat.fromConll(conll, file, 0))
        .isInstanceOf(CanException.class)
        .hasMessage("a document of 0 sentences, expected 1 or more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1 000\tO | the token '1 000' cannot stand",
        "<END>\tO | the token '<END>' cannot stand",
        "<START:x>\tO | the token '<START:x>' cannot stand",
        "Oulu\tB-GEO:LOC | the type 'GEO:LOC' cannot stand",
        "Oulu\t_ | words that are not annotated"
      })
  void refuses_what_opennlp_s_format_cannot_say(String line, String reason) throws IOException {
    Path conll = write("a.conll", "x\tO\n" + line + "\n\n");
    Path file = folder.resolve("a.opennlp");

    assertThatThrownBy(() -> NativeFormat.fromConll(conll, file, 10))
        .isInstanceOf(CanException.class)
        .hasMessageContaining(reason);
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<START:PER> Aino <START:PER> Pekka",
        "<START:PER> Aino asuu Turussa .",
        "<START> Aino <END> ja <START> Pekka",
        "a <START:PER> <END> b",
        "Pekka\u00a0<START:PER> Aino asuu .",
        "Aino <END> asuu"
      })
  void names_the_line_that_is_malformed(String line) throws IOException {
    Path file = write("a.opennlp", "a b\n\n" + line + "\n");
    Path conll = folder.resolve("a.conll");

    assertThatThrownBy(() -> NativeFormat.toConll(file, conll))
        .isInstanceOf(CanException.class)
        .hasMessageStartingWith(file + ", line 3: ");
    assertThat(conll).doesNotExist();
  }

  @Test
  void reads_what_other_programs_write() throws IOException {
    Path file = write("a.opennlp", "\uFEFF<START:PER>\u00a0Aino <END>\u2003asuu\r\n");
    Path conll = folder.resolve("a.conll");

    NativeFormat.toConll(file, conll);

    assertThat(conll).content().isEqualTo("Aino\tB-PER\nasuu\tO\n\n");
  }

  @Test
  void names_a_file_that_is_missing() {
    assertThatThrownBy(
            () -> NativeFormat.toConll(folder.resolve("none"), folder.resolve("a.conll")))
        .isInstanceOf(CanException.class)
        .hasMessage("no such file: " + folder.resolve("none"));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
