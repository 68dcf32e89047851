// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as the module's README hardens it, with a user and a password. */
class CoreNlpHardeningTest {

  @Test
  void answers_a_user_with_the_password_alone(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (CoreNlpServer server =
        CoreNlpServer.start(
            CanProperties.usual(), directory, "-username", "matti", "-password", "salainen")) {
      assertThat(server.send("Turku", "/").statusCode()).isEqualTo(401);
      assertThat(server.post("Turku", "matti", "arvattu").statusCode()).isEqualTo(401);
      assertThat(server.post("Matti asuu Turussa .", "matti", "salainen").body())
          .contains("\"text\": \"Turussa\"");
    }
  }
}
