// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.it.CoreNlpClients.Memory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Many clients at once. For a long run, {@code -Dcanner.clients.seconds=60} gives the seconds after
 * a warm-up of a third of them.
 */
class CoreNlpClientsTest {
  private static final int CLIENTS = 32;
  private static final long SECONDS = Long.getLong("canner.clients.seconds", 4);

  @Test
  void get_the_answers_of_a_single_client_in_memory_that_does_not_grow() throws Exception {
    CoreNlpServer server = CoreNlpServer.shared();
    CoreNlpClients clients = new CoreNlpClients(server);
    clients.ask(CLIENTS, Duration.ofMillis(SECONDS * 1000 / 3));
    Memory before = clients.memory();

    long answers = clients.ask(CLIENTS, Duration.ofSeconds(SECONDS));

    Memory after = clients.memory();
    System.out.printf(
        "%d clients got %d answers in %d s; live heap %d -> %d kB, resident %s -> %s%n",
        CLIENTS,
        answers,
        SECONDS,
        before.heap() / 1024,
        after.heap() / 1024,
        before.resident(),
        after.resident());
    assertThat(answers).isGreaterThanOrEqualTo(CLIENTS);
    assertThat(after.heap()).isLessThan(before.heap() + (8 << 20));
    if (before.resident().isPresent()) {
      assertThat(after.resident().getAsLong())
          .isLessThan(before.resident().getAsLong() * 5 / 4 + (64 << 20));
    }
  }
}
