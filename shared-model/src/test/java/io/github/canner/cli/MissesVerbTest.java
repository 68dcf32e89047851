// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TinyModels.Trained.class)
class MissesVerbTest {
  @TempDir private Path folder;

  private final TinyModels models;

  MissesVerbTest(TinyModels models) {
    this.models = models;
  }

  @Test
  void misses_are_counted_by_cause_for_several_models_in_one_table() {
    Path output = folder.resolve("misses");
    Run run =
        Run.can(
                "misses",
                "--model",
                models.model(),
                "--test",
                models.finnish(),
                "--train",
                models.finnish(),
                "--model",
                models.alone(),
                "--test",
                models.finnish(),
                "--output",
                output)
            .done();
    assertThat(Run.filesOf(output))
        .containsExactly("causes.csv", "causes.md", "misses.csv", "misses.md");
    assertThat(output.resolve("causes.md")).hasContent(run.out());
    List<String> rows = run.out().lines().filter(line -> line.startsWith("| fin |")).toList();
    assertThat(rows).hasSize(7 + 1 + 1);
    int sum = rows.subList(0, 7).stream().mapToInt(row -> column(row, 4)).sum();
    assertThat(column(rows.get(7), 4)).isEqualTo(sum).isEqualTo(column(rows.get(8), 4));
    assertThat(rows.get(8)).contains("| " + models.alone() + " | no-english |");
    assertThat(run.out()).contains("`" + models.alone() + "` has no transfer");
    assertThat(run.err()).contains(models.alone() + ": has no transfer; nothing can be told");
    int missed = column(rows.get(7), 5) + column(rows.get(8), 5);
    assertThat(output.resolve("misses.csv")).content().hasLineCount(1 + missed);

    Run wrong = Run.can("misses", "--model", models.model(), "--output", output);
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("--test");
    Run english =
        Run.can(
            "misses", "--model", models.english(), "--test", models.finnish(), "--output", output);
    assertThat(english.code()).isEqualTo(1);
    assertThat(english.err()).contains("found a model of kind english, expected tagger");
  }

  private static int column(String row, int number) {
    return Integer.parseInt(row.split("\\|")[number].strip());
  }
}
