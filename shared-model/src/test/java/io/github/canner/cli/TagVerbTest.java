// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TinyModels.Trained.class)
class TagVerbTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private Path folder;

  private final TinyModels models;

  TagVerbTest(TinyModels models) {
    this.models = models;
  }

  @Test
  void gives_back_a_corpus_that_it_learnt_by_heart() {
    for (Path file : List.of(models.alone(), models.model())) {
      assertThat(Run.can("tag", "--model", file, "--input", "conll", models.finnish()).done().out())
          .isEqualTo(new String(Texts.bytes(models.finnish()), StandardCharsets.UTF_8));
    }
  }

  @Test
  void tags_lines_in_every_format() throws IOException {
    String text = "Anna Laine asuu Turussa .\n\nTalo on suuri .\n";
    assertThat(
            Run.reading(text, "tag", "--model", models.alone(), "--format", "inline")
                .done()
                .lines())
        .containsExactly("[PER Anna Laine] asuu [LOC Turussa] .", "", "Talo on suuri .");
    assertThat(Run.reading(text, "tag", "--model", models.alone()).done().lines().subList(0, 6))
        .containsExactly("Anna\tB-PER", "Laine\tI-PER", "asuu\tO", "Turussa\tB-LOC", ".\tO", "");

    List<String> json =
        Run.reading(text, "tag", "--model", models.alone(), "--format", "json").done().lines();
    assertThat(json).hasSize(3);
    JsonNode mentions = JSON.readTree(json.get(0)).get("mentions");
    assertThat(mentions).hasSize(2);
    assertThat(mentions.get(0).get("start").asInt()).isZero();
    assertThat(mentions.get(0).get("end").asInt()).isEqualTo(2);
    assertThat(mentions.get(0).get("text").asText()).isEqualTo("Anna Laine");
    assertThat(mentions.get(1).get("type").asText()).isEqualTo("LOC");
    assertThat(mentions.get(1).get("probability").asDouble()).isBetween(0.5, 1.0);
    assertThat(JSON.readTree(json.get(1)).get("tokens")).isEmpty();
  }

  @Test
  void tags_what_has_come_before_the_text_ends() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int lines = 600;
    List<Integer> written = new ArrayList<>();
    InputStream slow =
        new InputStream() {
          private final byte[] line = "Anna asuu Turussa .\n".getBytes(StandardCharsets.UTF_8);
          private int position;

          @Override
          public int read() {
            return position == lines * line.length ? -1 : line[position++ % line.length];
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            if (position == lines * line.length) {
              written.add(out.size());
              return -1;
            }
            System.arraycopy(line, 0, bytes, offset, line.length);
            position += line.length;
            return line.length;
          }
        };
    Console console =
        new Console(
            slow, new PrintStream(out), new PrintStream(new ByteArrayOutputStream()), false);
    assertThat(Can.run(List.of("tag", "--model", models.alone().toString()), console)).isZero();
    assertThat(written.get(0)).isGreaterThan(out.size() / 2).isLessThan(out.size());
  }

  @Test
  void no_row_of_a_corpus_is_left_out_silently() {
    Path rows = Texts.write(folder.resolve("in.conll"), List.of("Anna\tO", "\tO", "asuu\tO"));
    Run run = Run.can("tag", "--model", models.alone(), "--input", "conll", rows);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("can: " + rows + ", line 2: ", "expected a token in column 1");

    Path endless = Texts.write(rows, Collections.nCopies(5001, "Anna\tO"));
    assertThat(Run.can("tag", "--model", models.alone(), "--input", "conll", endless).err())
        .contains("line 5001: found more than 5000 tokens since the last blank line");
  }

  @Test
  void what_is_no_text_is_shown_in_part_and_cannot_command_the_terminal() throws IOException {
    Path picture = folder.resolve("picture.jpg");
    Files.write(picture, ("\u001b[2J" + "x".repeat(1000) + "\n").getBytes(StandardCharsets.UTF_8));
    Files.write(picture, new byte[] {(byte) 0xff, 27, 'x', '\n'}, StandardOpenOption.APPEND);
    Run run = Run.can("tag", "--model", models.alone(), picture);
    assertThat(run.err())
        .contains("line 2: found bytes that are no UTF-8 in '\ufffd\\u001bx', expected UTF-8");
    Path pairs = Texts.write(folder.resolve("pairs.tsv"), List.of("x".repeat(1000) + "\t"));
    Run wrong =
        Run.can("evaluate-translation", "--translator", models.translator(), "--parallel", pairs);
    assertThat(wrong.err()).contains("'" + "x".repeat(100) + "...'").hasSizeLessThan(600);
  }

  @Test
  void an_output_that_breaks_off_leaves_the_old_file() throws IOException {
    Path in = folder.resolve("in.txt");
    List<String> lines = new ArrayList<>(Collections.nCopies(300, "Anna asuu Turussa ."));
    Texts.write(in, lines);
    Files.write(in, new byte[] {(byte) 0xff, '\n'}, StandardOpenOption.APPEND);
    Path out = Texts.write(folder.resolve("out.conll"), List.of("old"));
    Run run = Run.can("tag", "--model", models.alone(), in, out);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("can: " + in + ", line 301: ");
    assertThat(Files.readAllLines(out)).containsExactly("old");
    assertThat(Run.filesOf(folder)).containsExactly("in.txt", "out.conll");
  }
}
