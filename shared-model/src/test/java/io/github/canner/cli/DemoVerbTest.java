// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.CanModel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TinyModels.Trained.class)
class DemoVerbTest {
  private final TinyModels models;

  DemoVerbTest(TinyModels models) {
    this.models = models;
  }

  @Test
  void the_demonstration_shows_translation_and_alignment_in_few_lines() {
    Run run = Run.can("demo", "--model", models.model()).done();
    assertThat(run.lines().size()).isLessThanOrEqualTo(60);
    assertThat(run.lines().get(0)).startsWith("What the model finds.");
    assertThat(run.lines().stream().filter(line -> line.startsWith("  = "))).hasSize(5);
    assertThat(run.lines().stream().filter(line -> line.contains("  <- "))).isNotEmpty();
  }

  @Test
  void the_demonstration_shows_what_a_host_finds() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DemoHost host = new Names();
    Demonstration.show(
        host,
        models.alone(),
        List.of(List.of("Anna", "asuu", "Turussa", ".")),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).isEmpty(),
            line -> assertThat(line).isEqualTo("The same sentences through Names:"),
            line ->
                assertThat(line)
                    .matches("  PER  \"Anna\"  0\\.\\d\\d   LOC  \"Turussa\"  0\\.\\d\\d"));
  }

  /** A host that asks the model itself. */
  private static final class Names implements DemoHost {
    @Override
    public String name() {
      return "Names";
    }

    @Override
    public void show(Path file, List<List<String>> sentences, PrintStream out) {
      try (CanModel loaded = CanModel.load(file)) {
        for (List<String> sentence : sentences) {
          loaded
              .tag(sentence)
              .forEach(
                  mention ->
                      out.println(
                          DemoHost.line(
                              mention.type(),
                              String.join(" ", sentence.subList(mention.start(), mention.end())),
                              mention.probability())));
        }
      }
    }
  }
}
