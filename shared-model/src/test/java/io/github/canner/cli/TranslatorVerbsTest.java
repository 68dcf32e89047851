// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslatorVerbsTest {
  @TempDir private static Path shared;

  private static Path translator;
  private static String report;

  @TempDir private Path folder;

  @BeforeAll
  static void trainOne() {
    translator = shared.resolve("t.can");
    report =
        train(translator, 3, "--dev-source", "news", "--notice", "Written for a test.")
            .done()
            .err();
  }

  private static Run train(Path output, int epochs, Object... more) {
    return Run.can(arguments(output, epochs, more));
  }

  private static Object[] arguments(Path output, int epochs, Object... more) {
    Object[] usual = {
      "train-translator",
      "--parallel",
      Texts.parallel(shared),
      "--language",
      "fin",
      "--output",
      output,
      "--subwords",
      100,
      "--embedding-size",
      8,
      "--encoder-size",
      8,
      "--decoder-size",
      8,
      "--warm-up",
      2,
      "--batch",
      60,
      "--epochs",
      epochs
    };
    return Stream.concat(Stream.of(usual), Stream.of(more)).toArray();
  }

  @Test
  void training_tells_what_it_learns_from_and_how_it_goes() {
    assertThat(report)
        .contains("training on 8 pairs (school 8)")
        .contains("choosing the best epoch on 2 pairs (news 2)")
        .contains("epoch 1 of 3: loss ")
        .contains("subwords/s")
        .contains("left at most")
        .contains("epoch 3 of 3: loss ")
        .endsWith("wrote " + translator + "\n");
  }

  @Test
  void the_file_tells_where_it_comes_from_and_neither_when_nor_in_which_folder() {
    assertThat(Run.can("info", translator).done().out())
        .contains("kind          translator")
        .contains("translator.language: fin")
        .contains("train: 8 pairs (school 8)")
        .contains("dev: 2 pairs (news 2)")
        .contains("dev log-likelihood of a subword: -")
        .contains("seed: 1")
        .contains("Written for a test.")
        .contains("subwords.txt: ")
        .containsPattern("weights.safetensors: [\\d,]+ weights");
    String manifest = new String(Texts.bytes(translator), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(manifest).contains("canner-model").doesNotContain(shared.toString());
  }

  @Test
  void the_same_seed_gives_the_same_file_and_another_another() {
    Path again = folder.resolve("again.can");
    Path other = folder.resolve("other.can");
    train(again, 3, "--dev-source", "news", "--notice", "Written for a test.").done();
    train(other, 3, "--dev-source", "news", "--notice", "Written for a test.", "--seed", 2).done();
    assertThat(Texts.bytes(again)).isEqualTo(Texts.bytes(translator));
    assertThat(Texts.bytes(other)).isNotEqualTo(Texts.bytes(translator));
    assertThat(Run.filesOf(folder)).containsExactly("again.can", "other.can");
  }

  @Test
  void a_training_that_was_interrupted_goes_on_to_the_same_file() {
    Path resumed = folder.resolve("resumed.can");
    Object[] options = {"--dev-source", "news", "--notice", "Written for a test."};
    Run broken = Run.interruptedAt("epoch 2 of 3", arguments(resumed, 3, options));
    assertThat(broken.code()).isEqualTo(1);
    assertThat(Run.filesOf(folder)).containsExactly("resumed.can.checkpoint");

    Object[] again = Stream.concat(Stream.of(options), Stream.of("--resume")).toArray();
    Run run = train(resumed, 3, again).done();

    assertThat(run.err())
        .contains("going on from " + resumed + ".checkpoint")
        .doesNotContain("epoch 1 of 3")
        .contains("epoch 3 of 3");
    assertThat(Texts.bytes(resumed)).isEqualTo(Texts.bytes(translator));
    assertThat(Run.filesOf(folder)).containsExactly("resumed.can");
  }

  @Test
  void a_checkpoint_of_other_options_is_refused() {
    Path output = folder.resolve("t.can");
    Run.interruptedAt("epoch 2 of 3", arguments(output, 3, "--dev-source", "news"));
    Run run = train(output, 3, "--dev-source", "news", "--seed", 5, "--resume");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("can: " + output + ".checkpoint holds the state of a training");
  }

  @Test
  void without_development_pairs_some_are_drawn_and_said_so() {
    Run run = train(folder.resolve("t.can"), 1).done();
    assertThat(run.err())
        .contains("drawing 2 % of the text with seed 1")
        .contains("training on 9 pairs")
        .contains("choosing the best epoch on 1 pairs");
  }

  @Test
  void sources_are_left_out_and_must_be_there() {
    Path output = folder.resolve("t.can");
    Path dev =
        Texts.write(folder.resolve("dev.tsv"), List.of("Talo on pieni.\tThe house is small."));
    assertThat(train(output, 1, "--leave-out", "news", "--dev", dev).done().err())
        .contains("training on 8 pairs (school 8)")
        .contains("choosing the best epoch on 1 pairs\n");
    Run typo = train(output, 1, "--leave-out", "newz");
    assertThat(typo.code()).isEqualTo(1);
    assertThat(typo.err())
        .isEqualTo(
            "can: found no pair of the source newz to leave out, expected one of news, school\n");
    Run other = train(output, 1, "--dev-source", "radio");
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err()).contains("found no pair of the source radio, expected one of news");
  }

  @Test
  void translates_line_by_line_from_a_stream_as_from_a_file() {
    String text = "Anna asuu Oulussa.\n\nTalo on pieni.\n";
    Run run = Run.reading(text, "translate", "--translator", translator).done();
    assertThat(run.out().split("\n", -1)).hasSize(4);
    assertThat(run.lines().get(1)).isEmpty();

    Path in = Texts.write(folder.resolve("in.txt"), text.lines().toList());
    Path out = folder.resolve("out.txt");
    assertThat(Run.can("translate", "--translator", translator, in, out).done().out()).isEmpty();
    assertThat(new String(Texts.bytes(out), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(run.out());
    assertThat(Run.filesOf(folder)).containsExactly("in.txt", "out.txt");
  }

  @Test
  void the_alignment_comes_as_json_and_in_pharaoh_form_and_both_agree() throws IOException {
    String text = "Anna asuu Oulussa .\n";
    String json =
        Run.reading(text, "translate", "--translator", translator, "--tokenised", "--align", "json")
            .done()
            .out();
    JsonNode object = new ObjectMapper().readTree(json);
    assertThat(object.get("source"))
        .extracting(JsonNode::asText)
        .containsExactly(text.split("\\s"));
    assertThat(object.get("alignment")).hasSameSizeAs(object.get("english"));
    StringBuilder links = new StringBuilder();
    for (int j = 0; j < object.get("alignment").size(); j++) {
      JsonNode row = object.get("alignment").get(j);
      assertThat(row).hasSize(4);
      int strongest = 0;
      double sum = 0;
      for (int i = 0; i < row.size(); i++) {
        strongest = row.get(i).asDouble() > row.get(strongest).asDouble() ? i : strongest;
        sum += row.get(i).asDouble();
      }
      assertThat(sum).isBetween(0.99, 1.01);
      links.append(j == 0 ? "" : " ").append(strongest).append('-').append(j);
    }
    String pharaoh =
        Run.reading(
                text, "translate", "--translator", translator, "--tokenised", "--align", "pharaoh")
            .done()
            .out();
    assertThat(pharaoh.stripTrailing().split("\t", -1)[0]).isEqualTo(text.strip());
    assertThat(pharaoh.strip()).endsWith(links.toString());
  }

  @Test
  void measures_a_translator_for_people_and_for_programs() throws IOException {
    Path pairs = Texts.parallel(shared);
    Run run =
        Run.can(
                "evaluate-translation",
                "--translator",
                translator,
                "--parallel",
                pairs,
                "--source",
                "news",
                "--align-with",
                pairs,
                "--beam",
                2)
            .done();
    assertThat(run.lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("chrF2 +\\d+\\.\\d\\d"),
            line -> assertThat(line).matches("BLEU +\\d+\\.\\d\\d"),
            line -> assertThat(line).matches("copy accuracy +\\d+\\.\\d\\d % +\\(\\d of 1\\)"),
            line -> assertThat(line).matches("attention agreement .* %  \\(\\d+ of \\d+\\)"));
    assertThat(run.err()).contains("translated 2 sentences in ");

    JsonNode json =
        new ObjectMapper()
            .readTree(
                Run.can(
                        "evaluate-translation",
                        "--translator",
                        translator,
                        "--parallel",
                        pairs,
                        "--json")
                    .done()
                    .out());
    assertThat(json.get("sentences").asInt()).isEqualTo(10);
    assertThat(json.get("chrf").asDouble()).isBetween(0.0, 100.0);
    assertThat(json.get("copied").asInt()).isLessThanOrEqualTo(json.get("copyable").asInt());
  }

  @Test
  void a_translator_tags_nothing() {
    Run run = Run.reading("Anna asuu .\n", "tag", "--model", translator);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("can: " + translator).contains("tagger");
  }
}
