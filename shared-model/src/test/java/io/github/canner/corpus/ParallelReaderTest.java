// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.canner.CanException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelReaderTest {
  private static final SentencePair SNOW =
      new SentencePair("Sataa lunta.", "It is snowing.", "web");
  private static final SentencePair TEA =
      new SentencePair("Keitä teetä.", "Make some tea.", "book");
  private static final String ROWS =
      "Sataa lunta.\tIt is snowing.\tweb\r\n Keita\u0308 teetä. \tMake some tea.\tbook\n";

  @TempDir Path folder;

  @Test
  void reads_rows_with_a_source() {
    ParallelCorpus corpus = ParallelReader.all().read(write("a.tsv", ROWS));

    assertThat(corpus.pairs()).containsExactly(SNOW, TEA);
    assertThat(corpus.kept()).isEqualTo(Map.of("web", 1, "book", 1));
    assertThat(corpus.leftOut()).isEmpty();
  }

  @Test
  void reads_rows_without_a_source() {
    assertThat(ParallelReader.all().read(write("a.tsv", "a\tb\n")).pairs())
        .containsExactly(new SentencePair("a", "b", ""));
  }

  @Test
  void repairs_letters_that_were_read_as_chinese() {
    assertThat(ParallelReader.all().read(write("a.tsv", "拼an 茩asa\tpeople\n")).pairs())
        .containsExactly(new SentencePair("ƴan ƙasa", "people", ""));
  }

  @Test
  void reads_gzip() throws IOException {
    Path file = folder.resolve("a.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(ROWS.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(ParallelReader.all().read(file.toString()).pairs()).containsExactly(SNOW, TEA);
  }

  @Test
  void reads_two_files_line_by_line() {
    write("a.fin", "Sataa lunta.\nKeitä teetä.\n");
    write("a.eng", "It is snowing.\nMake some tea.");

    ParallelCorpus corpus =
        ParallelReader.all().read(folder.resolve("a.fin") + "," + folder.resolve("a.eng"));

    assertThat(corpus.pairs())
        .extracting(SentencePair::foreign, SentencePair::english, SentencePair::source)
        .containsExactly(
            tuple(SNOW.foreign(), SNOW.english(), ""), tuple(TEA.foreign(), TEA.english(), ""));
  }

  @Test
  void keeps_or_leaves_out_sources() {
    Path file = write("a.tsv", ROWS);

    assertThat(ParallelReader.keeping(Set.of("book")).read(file).pairs()).containsExactly(TEA);
    ParallelCorpus held = ParallelReader.leavingOut(Set.of("book", "radio")).read(file);
    assertThat(held.pairs()).containsExactly(SNOW);
    assertThat(held.leftOut()).isEqualTo(Map.of("book", 1));
    assertThat(held.absent()).containsExactly("radio");
    assertFails(
        () -> ParallelReader.keeping(Set.of("radio", "web")).read(file),
        "a.tsv",
        "radio",
        "book, web");
  }

  @Test
  void tells_a_malformed_row() {
    assertFails(
        () -> ParallelReader.all().read(write("a.tsv", "a\tb\nalone\n")),
        "a.tsv, line 2",
        "'alone'",
        "1 column)");
    assertFails(
        () -> ParallelReader.all().read(write("a.tsv", "a\tb\tc\td\n")), "line 1", "4 columns");
    assertFails(
        () -> ParallelReader.all().read(write("a.tsv", "a\tb\n \tb\n")), "line 2", "empty side");
    assertFails(
        () -> ParallelReader.all().read(write("a.tsv", "a\t\tc\n")), "line 1", "empty side");
  }

  @Test
  void tells_two_files_that_do_not_fit() {
    Path two = write("two", "a\nb\n");
    Path three = write("three", "a\nb\nc\n");
    Path hole = write("hole", "a\n\n");

    assertFails(() -> ParallelReader.all().read(two, three), "two ends after line 2", "three");
    assertFails(() -> ParallelReader.all().read(three, two), "two ends after line 2", "three");
    assertFails(() -> ParallelReader.all().read(hole, two), "hole, line 2", "empty side");
    assertFails(() -> ParallelReader.all().read(two, hole), "hole, line 2", "empty side");
    assertFails(() -> ParallelReader.all().read(two + "," + two + "x"), "no such file");
  }

  @Test
  void reads_gold_translations_by_sentence() {
    Path file =
        write("gold.tsv", "0\tSataa lunta .\tIt is snowing.\tweb\n7\tLoppu\tThe end\tweb\n");

    assertThat(GoldTranslations.read(file))
        .isEqualTo(
            Map.of(
                0, new SentencePair("Sataa lunta .", "It is snowing.", "web"),
                7, new SentencePair("Loppu", "The end", "web")));
  }

  @Test
  void tells_malformed_gold_translations() {
    assertFails(() -> GoldTranslations.read(write("g", "0\ta\tb\n")), "g, line 1", "3 columns");
    assertFails(() -> GoldTranslations.read(write("g", "x\ta\tb\tc\n")), "line 1", "index");
    assertFails(
        () -> GoldTranslations.read(write("g", "0\ta\tb\tc\n0\ta\tb\tc\n")), "line 2", "second");
    assertFails(() -> GoldTranslations.read(write("g", "0\t\tb\tc\n")), "line 1", "empty side");
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertFails(ThrowingCallable action, String... message) {
    assertThatThrownBy(action).isInstanceOf(CanException.class).hasMessageContainingAll(message);
  }
}
