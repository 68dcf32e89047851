// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import io.github.canner.Mention;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConllReaderTest {
  private static final TaggedSentence FIRST =
      new TaggedSentence(
          List.of("Aino", "Koski", "muutti", "Turkuun"),
          List.of(Mention.gold(0, 2, "PER"), Mention.gold(3, 4, "LOC")));
  private static final TaggedSentence SECOND = new TaggedSentence(List.of("Hyvä", "!"), List.of());

  private static final String PLAIN =
      "Aino B-PER\nKoski I-PER\nmuutti O\nTurkuun B-LOC\n\nHyvä O\n! O\n\n";

  @TempDir Path folder;

  @Test
  void reads_columns_parted_by_spaces() {
    Corpus corpus = read(PLAIN);

    assertThat(corpus.sentences()).containsExactly(FIRST, SECOND);
    assertThat(corpus.unlabelled()).isEmpty();
    assertThat(corpus.report().scheme()).isEqualTo(TagScheme.IOB2);
    assertThat(corpus.report().sentences()).isEqualTo(2);
    assertThat(corpus.report().tokens()).isEqualTo(6);
    assertThat(corpus.report().types()).isEqualTo(Map.of("PER", 1, "LOC", 1));
    assertThat(corpus.report().violationCount()).isZero();
    assertThat(corpus.report().describe()).contains("2 sentences", "IOB2", "PER 1");
  }

  @Test
  void reads_columns_parted_by_tabs() {
    assertThat(read(PLAIN.replace(' ', '\t')).sentences()).containsExactly(FIRST, SECOND);
  }

  @Test
  void reads_a_file_with_windows_line_ends() {
    assertThat(read(PLAIN.replace("\n", "\r\n")).sentences()).containsExactly(FIRST, SECOND);
  }

  @Test
  void reads_a_file_with_a_byte_order_mark() {
    assertThat(read("\uFEFF" + PLAIN).sentences()).containsExactly(FIRST, SECOND);
  }

  @Test
  void reads_a_file_without_a_last_line_end_and_with_blank_lines_to_spare() {
    assertThat(read("\n \n" + PLAIN.strip()).sentences()).containsExactly(FIRST, SECOND);
    assertThat(read(PLAIN.replace("\n\n", "\n\n\t\n\n")).sentences())
        .containsExactly(FIRST, SECOND);
  }

  @Test
  void reads_gzip_whatever_its_name() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(PLAIN.getBytes(UTF_8));
    }

    assertThat(read(bytes.toByteArray()).sentences()).containsExactly(FIRST, SECOND);
    byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 20);
    assertFails(() -> read(cut), "cannot read", "corpus.conll");
  }

  @Test
  void reads_any_number_of_columns_with_the_tag_in_the_last() {
    Corpus corpus =
        read("Aino NNP x B-PER\nKoski NNP x I-PER\nmuutti VB x O\nTurkuun NNP x B-LOC\n");

    assertThat(corpus.sentences()).containsExactly(FIRST);
    assertThat(corpus.report().tokenColumn()).isEqualTo(1);
    assertThat(corpus.report().tagColumn()).isEqualTo(4);
  }

  @Test
  void reads_the_columns_it_is_told_to() {
    ConllReader reader = ConllReader.builder().tokenColumn(3).tagColumn(1).build();
    Path file = write("O\tx\tsana\nB-LOC\tx\tOulu\n".getBytes(UTF_8));

    assertThat(reader.read(file).sentences())
        .containsExactly(
            new TaggedSentence(List.of("sana", "Oulu"), List.of(Mention.gold(1, 2, "LOC"))));
  }

  @Test
  void reads_numbered_lines_with_comments_and_more_columns() {
    Corpus corpus =
        read(
            """
            # newdoc id = a\tb
            # text = Hän # 1
            1\tHän\tO\t-\t-
            2\t#\tO\t-\t-
            3-4\tkaksi\t_\t-\t-
            3\tOy\tB-ORG\t-\t-
            4\tAb\tI-ORG\t-\t-
            4.1\t_\t_\t-\t-

            # sent_id = 2
            1\tHei\tO\t-\t-
            """);

    assertThat(corpus.sentences())
        .containsExactly(
            new TaggedSentence(List.of("Hän", "#", "Oy", "Ab"), List.of(Mention.gold(2, 4, "ORG"))),
            new TaggedSentence(List.of("Hei"), List.of()));
    assertThat(corpus.report().tokenColumn()).isEqualTo(2);
    assertThat(corpus.report().tagColumn()).isEqualTo(3);
  }

  @Test
  void does_not_take_tokens_that_are_numbers_for_line_numbers() {
    Corpus corpus = read("1 CD O\n7 CD O\n\n3 CD O\n");

    assertThat(corpus.sentences())
        .extracting(TaggedSentence::tokens)
        .containsExactly(List.of("1", "7"), List.of("3"));
  }

  @ParameterizedTest
  @CsvSource({"' '", "'\t'"})
  void a_number_sign_with_columns_is_a_token(String separator) {
    String text = "# O\n#Oulu B-LOC\non O\n".replace(" ", separator);

    assertThat(read(text).sentences())
        .containsExactly(
            new TaggedSentence(List.of("#", "#Oulu", "on"), List.of(Mention.gold(1, 2, "LOC"))));
    assertThat(read("#a\tO\n#\tO\n").sentences()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"' '", "'\t'"})
  void a_number_sign_without_columns_is_a_comment(String separator) {
    String text = "# a comment of five words\n#another\n" + PLAIN.replace(" ", separator);

    assertThat(read(text).sentences()).containsExactly(FIRST, SECOND);
  }

  @Test
  void a_document_line_ends_a_sentence_and_is_none() {
    assertThat(read("-DOCSTART- O\nHyvä O\n! O\n-DOCSTART-\nAino B-PER\n").sentences())
        .containsExactly(
            SECOND, new TaggedSentence(List.of("Aino"), List.of(Mention.gold(0, 1, "PER"))));
  }

  @Test
  void brings_tokens_into_normal_form_c() {
    assertThat(read("O\u0301lo\u0323\u0301 O\n").sentences().get(0).tokens())
        .containsExactly("Ólọ́");
    assertThat(read("Hyva\u0308 O\n").sentences().get(0).tokens()).containsExactly("Hyvä");
  }

  @Test
  void tokens_may_hold_odd_spaces() {
    assertThat(read("10\u00a0000 O\n\u00a0 O\na\u2028b O\n").sentences().get(0).tokens())
        .containsExactly("10\u00a0000", "\u00a0", "a\u2028b");
    assertThat(read("New York\tB-LOC\n:) \tO\n").sentences().get(0).tokens())
        .containsExactly("New York", ":)");
  }

  @ParameterizedTest
  @CsvSource({
    "IOB1, I-PER I-PER O I-LOC",
    "IOB1, I-LOC B-LOC O O",
    "IOB2, B-PER I-PER B-PER O",
    "IOB2, B-PER O O O",
    "IOB2, O O O O",
    "BIOES, B-PER E-PER O O",
    "BIOES, B-PER L-PER O U-LOC",
    "BARE, PER PER O LOC",
    "BARE, PER 0 0 0",
    "BARE, GEO-LOC O O O",
  })
  void detects_the_scheme(TagScheme scheme, String tags) {
    StringBuilder text = new StringBuilder();
    for (String tag : tags.split(" ")) {
      text.append("sana ").append(tag).append('\n');
    }

    Corpus corpus = read(text.toString());

    assertThat(corpus.report().scheme()).isEqualTo(scheme);
    assertThat(corpus.report().violationCount()).isZero();
  }

  @Test
  void the_digit_0_is_outside_where_no_letter_o_stands() {
    assertThat(read("Aino PER\non 0\n").sentences().get(0).mentions())
        .containsExactly(Mention.gold(0, 1, "PER"));
    assertFails(() -> read("Aino PER\non 0\nOulu O\n"), "line 2", "'0'");
  }

  @Test
  void the_scheme_is_that_of_the_whole_file_and_breaks_of_it_are_counted() {
    Corpus corpus = read("a B-PER\nb I-LOC\n\nc B-LOC\n\nd O\ne I-PER\nf I-PER\n");

    assertThat(corpus.report().scheme()).isEqualTo(TagScheme.IOB2);
    assertThat(corpus.report().violationCount()).isEqualTo(2);
    assertThat(corpus.report().firstViolations())
        .extracting(CorpusReport.LineViolation::line)
        .containsExactly(2, 7);
    assertThat(corpus.report().describe()).contains("2 tags break IOB2", "line 7: I-PER");
    assertThat(corpus.sentences().get(2).mentions()).containsExactly(Mention.gold(1, 3, "PER"));
  }

  @Test
  void keeps_the_first_violations_and_counts_all() {
    Corpus corpus = read("a I-PER\n\n".repeat(30) + "a B-PER\nb I-PER\n\n".repeat(31));

    assertThat(corpus.report().violationCount()).isEqualTo(30);
    assertThat(corpus.report().firstViolations()).hasSize(CorpusReport.SHOWN);
  }

  @Test
  void a_given_scheme_is_not_second_guessed() {
    ConllReader reader = ConllReader.builder().scheme(TagScheme.IOB1).build();

    Corpus corpus = reader.read(write(PLAIN.getBytes(UTF_8)));

    assertThat(corpus.report().scheme()).isEqualTo(TagScheme.IOB1);
    assertThat(corpus.report().violationCount()).isEqualTo(2);
    assertThat(corpus.sentences()).containsExactly(FIRST, SECOND);
  }

  @Test
  void tells_a_line_with_too_few_or_too_many_columns() {
    assertFails(
        () -> read("Aino B-PER\nKoski\n"),
        "corpus.conll, line 2",
        "'Koski'",
        "1 column)",
        "2 columns");
    assertFails(
        () -> read("Aino Koski B-PER\non O\nja O\n"),
        "line 1",
        "3 columns",
        "2 columns as in line 2");
    assertFails(() -> read("a\tO\nb O\nc\tO\n"), "line 2", "'b O'");
    assertFails(() -> read("#a b c O\nb O\nc O\n"), "line 1");
  }

  @Test
  void tells_a_missing_token_of_a_mention_and_a_missing_tag() {
    assertFails(() -> read("a\tO\n\tB-PER\n"), "line 2", "token in column 1");
    assertFails(() -> read("a O\n B-PER\n"), "line 2", "token in column 1");
    assertFails(() -> read("a\tO\nb\t\n"), "line 2", "tag in column 2");
  }

  @Test
  void leaves_out_and_reports_rows_without_a_token() {
    Corpus corpus = read("a\tB-PER\n\tO\n \tO\nb\tO\n\n\tO\n");

    assertThat(corpus.sentences())
        .containsExactly(new TaggedSentence(List.of("a", "b"), List.of(Mention.gold(0, 1, "PER"))));
    assertThat(corpus.report().rowsWithoutToken()).containsExactly(2, 3, 6);
    assertThat(corpus.report().describe()).contains("3 rows without a token left out", "line 2");
    assertThat(read("a O\n O\n").report().rowsWithoutToken()).containsExactly(2);
  }

  @Test
  void tells_a_tag_of_no_scheme() {
    assertFails(() -> read("a B-PER\n\nb MISC\n"), "line 3", "'b MISC'", "column 2", "B-PER");
    assertFails(() -> read("a S-PER\nb X-PER\n"), "line 2", "BIOES");
  }

  @Test
  void tells_a_file_without_tags_or_without_the_columns_asked_for() {
    assertFails(() -> read("pelkkä\nsana\n"), "line 1", "2 or more columns");
    ConllReader reader = ConllReader.builder().tagColumn(5).build();
    assertFails(() -> reader.read(write(PLAIN.getBytes(UTF_8))), "line 1", "5 or more columns");
    ConllReader same = ConllReader.builder().tokenColumn(2).build();
    assertFails(() -> same.read(write(PLAIN.getBytes(UTF_8))), "column 2");
  }

  @Test
  void tells_bytes_that_are_no_utf_8() {
    byte[] text = "a O\n\nhyvä O\n".getBytes(ISO_8859_1);

    assertFails(() -> read(text), "line 3", "UTF-8");
  }

  @Test
  void tells_a_missing_file_and_a_folder() {
    assertFails(() -> ConllReader.detecting().read(folder.resolve("none")), "no such file", "none");
    assertFails(() -> ConllReader.detecting().read(folder), "is a folder");
  }

  @Test
  void an_empty_file_is_reported_as_empty() {
    assertThat(read("").report().isEmpty()).isTrue();
    assertThat(read("\n\n-DOCSTART- O\n").report().isEmpty()).isTrue();
    assertThat(read("").report().describe()).endsWith("no sentences");
  }

  @Test
  void reads_tokens_of_untagged_files() {
    Path file = write("Aino\n# 7\n\n#\nja\n".getBytes(UTF_8));

    assertThat(ConllReader.detecting().readWords(file).sentences())
        .containsExactly(List.of("Aino"), List.of("#", "ja"));
    assertThat(
            ConllReader.detecting()
                .readTokens(new ByteArrayInputStream("a x ?\nb y ?\n".getBytes(UTF_8)), "input"))
        .containsExactly(List.of("a", "b"));
  }

  @Test
  void reads_what_the_writer_wrote() {
    List<TaggedSentence> sentences =
        List.of(
            FIRST,
            new TaggedSentence(
                List.of("#", "# x", "New York", "\u00a0", "1", "0", "O", "\""),
                List.of(Mention.gold(1, 2, "GEO-LOC"), Mention.gold(2, 3, "GEO-LOC"))),
            SECOND);
    Path file = folder.resolve("written.conll");

    ConllWriter.write(file, sentences);

    assertThat(ConllReader.detecting().read(file).sentences()).isEqualTo(sentences);
    assertThat(folder.toFile().list()).containsExactly("written.conll");
  }

  @Test
  void does_not_write_what_could_not_be_read_again() {
    for (String token : List.of("a\tb", "a\nb", " ", "-DOCSTART-")) {
      TaggedSentence sentence = new TaggedSentence(List.of("sana", token), List.of());
      Path file = folder.resolve("unwritten.conll");
      assertFails(() -> ConllWriter.write(file, List.of(FIRST, sentence)), "token 1");
      assertThat(folder).isEmptyDirectory();
    }
  }

  private Corpus read(String text) {
    return read(text.getBytes(UTF_8));
  }

  private Corpus read(byte[] bytes) {
    return ConllReader.detecting().read(write(bytes));
  }

  private Path write(byte[] bytes) {
    try {
      return Files.write(folder.resolve("corpus.conll"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertFails(ThrowingCallable action, String... message) {
    assertThatThrownBy(action).isInstanceOf(CanException.class).hasMessageContainingAll(message);
  }

  @Test
  void an_underscore_marks_a_token_that_is_not_annotated() {
    Corpus corpus = read("Aino B-PER\nKoski _\nmuutti O\nTurkuun _\n\nHyvä O\n! O\n");

    assertThat(corpus.sentences())
        .containsExactly(
            new TaggedSentence(FIRST.tokens(), List.of(Mention.gold(0, 1, "PER")), List.of(1, 3)),
            SECOND);
    assertThat(corpus.report().scheme()).isEqualTo(TagScheme.IOB2);
    assertThat(corpus.report().types()).isEqualTo(Map.of("PER", 1));
    assertThat(corpus.report().unannotated()).isEqualTo(2);
    assertThat(corpus.report().describe()).contains("PER 1; 2 words not annotated");
    assertThat(read(PLAIN).report().describe()).doesNotContain("not annotated");
  }

  @Test
  void an_underscore_is_no_type_beside_bare_types() {
    Corpus corpus = read("Aino PER\nKoski _\n\nHyvä O\n");
    assertThat(corpus.report().scheme()).isEqualTo(TagScheme.BARE);
    assertThat(corpus.report().types()).isEqualTo(Map.of("PER", 1));
    assertThat(read("Aino _\nKoski _\n").report().scheme()).isEqualTo(TagScheme.IOB2);
  }

  @Test
  void what_is_written_with_tokens_not_annotated_reads_back() {
    TaggedSentence open =
        new TaggedSentence(FIRST.tokens(), List.of(Mention.gold(0, 2, "PER")), List.of(3));
    Path file = folder.resolve("open.conll");
    ConllWriter.write(file, List.of(open, SECOND));
    assertThat(file).content().startsWith("Aino\tB-PER\nKoski\tI-PER\nmuutti\tO\nTurkuun\t_\n");
    assertThat(ConllReader.detecting().read(file).sentences()).containsExactly(open, SECOND);
  }

  @Test
  void a_corpus_with_words_not_annotated_is_refused_where_one_scores() {
    assertThatThrownBy(() -> read("Aino B-PER\nKoski _\nmuutti _\n").requireAnnotated())
        .isInstanceOf(CanException.class)
        .hasMessageContaining(".conll holds 2 words that are not annotated")
        .hasMessageContaining("expected none");
    read(PLAIN).requireAnnotated();
  }
}
