// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.cli.DemoHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreNlpDemoTest {
  private static final List<List<String>> SENTENCES =
      List.of(
          List.of("Aino", "Virtanen", "matkusti", "Tampere"),
          List.of("Hän", "nukkui"),
          List.of("Tampere"));

  private final DemoHost demo = ServiceLoader.load(DemoHost.class).findFirst().orElseThrow();

  @Test
  void is_found_under_its_name() {
    assertThat(demo.name()).isEqualTo("Stanford CoreNLP");
  }

  @Test
  void prints_the_mentions_of_a_model_file(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("names.can"), "Aino Virtanen=PER\nTampere=LOC");

    assertThat(shown(file))
        .containsExactly(
            "PERSON  \"Aino Virtanen\"  0.33",
            "LOCATION  \"Tampere\"  0.50",
            "LOCATION  \"Tampere\"  0.50");
  }

  @Test
  void prints_the_mentions_of_the_default_model() {
    assertThat(shown(null))
        .containsExactly("LOCATION  \"Tampere\"  0.50", "LOCATION  \"Tampere\"  0.50");
  }

  private List<String> shown(@Nullable Path model) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    demo.show(model, SENTENCES, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
