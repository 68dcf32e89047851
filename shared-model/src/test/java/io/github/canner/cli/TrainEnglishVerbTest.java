// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TinyModels.Trained.class)
class TrainEnglishVerbTest {
  @TempDir private Path folder;

  private final TinyModels models;

  TrainEnglishVerbTest(TinyModels models) {
    this.models = models;
  }

  @Test
  void training_english_tells_its_scores_on_development_and_test_corpora() {
    assertThat(models.englishTraining().out())
        .contains("type  precision recall     F1 predicted    gold")
        .containsPattern("(?m)^all .* 12$");
    assertThat(models.englishTraining().err())
        .contains("7 sentences, 39 tokens, IOB2, LOC 5, PER 7")
        .contains("epoch 12 of 12: ");
    assertThat(Run.can("info", models.english()).done().out())
        .contains("kind          english")
        .contains("encoder.types: [\"LOC\",\"PER\"]")
        .contains("train: eng.conll: 7 sentences, 39 tokens, LOC 5, PER 7");
  }

  @Test
  void english_corpora_are_joined_as_declared_and_some_is_held_out_where_there_is_no_other() {
    Path places =
        Texts.conll(
            folder.resolve("places.conll"),
            List.of("[GPE Turku] is [MISC Finnish] .", "No name ."));
    Path output = folder.resolve("e.can");
    Run run =
        Run.can(
                "train-english",
                "--train",
                models.englishCorpus(),
                places + ";drop=MISC;rename=GPE:LOC;unlabelled=PER",
                "--output",
                output,
                "--hidden",
                4,
                "--epochs",
                1)
            .done();
    assertThat(run.err())
        .contains("drawing 2 % of the first corpus with seed 1")
        .doesNotContain("has no mention");
    assertThat(Run.can("info", output).done().out())
        .contains("eng.conll: 6 of 7 sentences")
        .contains("places.conll: 2 sentences, 7 tokens, LOC 1, without PER")
        .contains("dev: eng.conll: 1 of 7 sentences");
  }

  @Test
  void a_corpus_that_lacks_a_type_undeclared_is_named() {
    Path places = Texts.conll(folder.resolve("places.conll"), List.of("[LOC Turku] is old ."));
    Object[] corpora = {"--train", models.englishCorpus(), places, "--dev", models.englishCorpus()};
    Object[] small = {"--hidden", 4, "--epochs", 1, "--output", folder.resolve("e.can")};
    assertThat(Run.can(TinyModels.joined("train-english", corpora, small)).done().err())
        .contains("places.conll has no mention of PER and so teaches that its words are none")
        .doesNotContain("eng.conll has no mention");
  }

  @Test
  void a_corpus_with_a_type_too_many_is_refused() {
    Path other = Texts.conll(folder.resolve("other.conll"), List.of("[MISC Finnish] ."));
    Run run =
        Run.can(
            "train-english",
            "--train",
            models.englishCorpus(),
            other,
            "--output",
            folder.resolve("e.can"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("annotates the type MISC");
    assertThat(Run.filesOf(folder)).containsExactly("other.conll");
  }
}
