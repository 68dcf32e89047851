// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TinyModels.Trained.class)
class EnsembleVerbTest {
  @TempDir private Path folder;

  private final TinyModels models;

  EnsembleVerbTest(TinyModels models) {
    this.models = models;
  }

  @Test
  void an_ensemble_is_a_model_like_any_other_and_holds_its_translator_once() throws IOException {
    Path other = folder.resolve("other.can");
    models
        .train(other, TinyModels.joined(models.transfer(models.cache()), "--fusion", "gate"))
        .done();
    Path twice = folder.resolve("twice.can");
    Run.can("ensemble", "--models", models.model() + "," + models.model(), "--output", twice)
        .done();
    Path both = folder.resolve("both.can");
    Run.can(
            "ensemble",
            "--models",
            models.model() + "," + other + "," + models.alone(),
            "--output",
            both)
        .done();

    Path text = Texts.write(folder.resolve("in.txt"), List.of("Anna Laine asuu Turussa ."));
    String tagged =
        Run.can("tag", "--model", models.model(), "--format", "json", text).done().out();
    assertThat(Run.can("tag", "--model", twice, "--format", "json", text).done().out())
        .isEqualTo(tagged);
    assertThat(Run.can("evaluate", "--model", both, "--test", models.finnish()).done().out())
        .contains("precision");
    Run.can("misses", "--model", both, "--test", models.finnish(), "--output", folder.resolve("m"))
        .done();

    long parts = Files.size(models.translator()) + Files.size(models.english());
    assertThat(Files.size(twice)).isLessThan(2 * Files.size(models.model()) - parts / 2);
    String info = Run.can("info", both).done().out();
    assertThat(info)
        .contains("ensemble.members: 3")
        .contains("\nmember-3\n")
        .contains("  member 2: other.can, ")
        .contains("The corpus was written for a test.")
        .contains("The pairs were written for a test.")
        .containsOnlyOnce("\ntranslator\n");

    Run one = Run.can("ensemble", "--models", models.model(), "--output", both);
    assertThat(one.code()).isEqualTo(2);
    assertThat(one.err()).contains("--models names 1 model, expected two or more");
    Run start = models.train(folder.resolve("s.can"), "--transfer", "none", "--start-from", both);
    assertThat(start.code()).isEqualTo(1);
    assertThat(start.err()).contains("both.can is an ensemble of taggers");
  }
}
