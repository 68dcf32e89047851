// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the start script says where it cannot start the server. */
class CoreNlpScriptTest {
  @TempDir Path directory;

  @Test
  void asks_for_a_file_of_properties() throws IOException, InterruptedException {
    assertRefused("usage: can-corenlp PROPERTIES");
    assertRefused("usage: can-corenlp PROPERTIES", directory.resolve("none").toString());
  }

  @Test
  void asks_for_annotators() throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("can.properties"), "can.model = default\n");

    assertRefused("can-corenlp: " + file + " has no line annotators = ...", file.toString());
  }

  private static void assertRefused(String message, String... arguments)
      throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = CoreNlpServer.SCRIPT.toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(output).startsWith(message);
  }
}
