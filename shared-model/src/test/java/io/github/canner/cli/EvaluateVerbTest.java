// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TinyModels.Trained.class)
class EvaluateVerbTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private Path folder;

  private final TinyModels models;

  EvaluateVerbTest(TinyModels models) {
    this.models = models;
  }

  @Test
  void scores_a_model_for_people() {
    Path test =
        Texts.conll(
            folder.resolve("test.conll"),
            List.of("[PER Matti] asuu [LOC Oulussa] .", "[PER Kerttu] asuu [LOC Turussa] ."));
    Run run =
        Run.can(
                "evaluate",
                "--model",
                models.model(),
                "--test",
                test,
                "--train",
                models.finnish(),
                "--without-seen",
                "--baseline",
                models.alone(),
                "--samples",
                200)
            .done();
    assertThat(run.out())
        .containsPattern("(?m)^LOC .* 2$")
        .containsPattern("(?m)^PER .* 2$")
        .containsPattern("(?m)^all .* 4$")
        .containsPattern("recall of mentions seen in training +100.00 \\(3 of 3\\)")
        .containsPattern("recall of mentions not seen .* of 1\\)")
        .contains("without 1 of 2 test sentences that also stand in the training corpus")
        .contains("baseline " + models.alone())
        .containsPattern(
            "F1 [\\d.]+ against [\\d.]+: .* p = [\\d.]+ \\(paired bootstrap, 200 samples\\)");
  }

  @Test
  void scores_a_model_for_programs() throws IOException {
    JsonNode json =
        JSON.readTree(
            Run.can(
                    "evaluate",
                    "--model",
                    models.alone(),
                    "--test",
                    models.finnish(),
                    "--train",
                    models.finnish(),
                    "--without-seen",
                    "--baseline",
                    models.alone(),
                    "--json")
                .done()
                .out());
    assertThat(json.get("f1").asDouble()).isEqualTo(1);
    assertThat(json.get("types").get("PER").get("gold").asInt()).isEqualTo(9);
    assertThat(json.get("seen").get("gold").asInt()).isEqualTo(json.get("gold").asInt());
    assertThat(json.get("unseen").get("gold").asInt()).isZero();
    assertThat(json.get("withoutSeenSentences").get("sentences").asInt()).isZero();
    assertThat(json.get("baseline").get("comparison").get("pValue").asDouble()).isEqualTo(1);
  }

  @Test
  void samples_are_for_a_baseline_which_must_be_there_before_any_tagging() {
    Object[] evaluate = {"evaluate", "--model", models.alone(), "--test", models.finnish()};
    Run samples = Run.can(TinyModels.joined(evaluate, "--samples", 10));
    assertThat(samples.code()).isEqualTo(2);
    assertThat(samples.err()).contains("--samples needs --baseline");
    Run absent = Run.can(TinyModels.joined(evaluate, "--baseline", "absent.can"));
    assertThat(absent.code()).isEqualTo(1);
    assertThat(absent.err()).contains("absent.can").doesNotContain("tagged");
  }

  @Test
  void scores_the_types_asked_for_only() throws IOException {
    JsonNode json =
        JSON.readTree(
            Run.can(
                    "evaluate",
                    "--model",
                    models.english(),
                    "--test",
                    models.englishCorpus(),
                    "--types",
                    "PER",
                    "--json")
                .done()
                .out());
    assertThat(json.get("types").fieldNames()).toIterable().containsExactly("PER");
    assertThat(json.get("gold").asInt()).isEqualTo(7);
    Run typo =
        Run.can(
            "evaluate",
            "--model",
            models.english(),
            "--test",
            models.englishCorpus(),
            "--types",
            "PRE");
    assertThat(typo.code()).isEqualTo(1);
    assertThat(typo.err()).endsWith("can: --types names PRE, expected one of LOC, PER\n");
  }

  @Test
  void types_that_the_test_corpus_leaves_unlabelled_are_not_scored() throws IOException {
    Path persons =
        Texts.conll(folder.resolve("persons.conll"), List.of("[PER Matti] asuu Oulussa ."));
    String all =
        Run.can("evaluate", "--model", models.alone(), "--test", persons, "--json").done().out();
    assertThat(JSON.readTree(all).get("predicted").asInt()).isEqualTo(2);
    String declared =
        Run.can(
                "evaluate",
                "--model",
                models.alone(),
                "--test",
                persons + ";unlabelled=LOC",
                "--json")
            .done()
            .out();
    assertThat(JSON.readTree(declared).get("predicted").asInt()).isEqualTo(1);
  }
}
