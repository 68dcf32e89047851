// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
  private final AtomicLong nanos = new AtomicLong(-7);
  private final Console console = new Console(InputStream.nullInputStream(), err, err, false);

  private Progress progress(long total) {
    return new Progress(console, "epoch 2 of 3", "words", total, nanos::get);
  }

  private void waitMinutes(long minutes) {
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(minutes));
  }

  @Test
  void a_long_task_that_nobody_watches_tells_every_few_minutes_how_far_it_is() {
    try (Progress progress = progress(1000)) {
      progress.step(100);
      waitMinutes(5);
      progress.step(150);
      progress.step(50);
      waitMinutes(4);
      progress.step(100);
      waitMinutes(1);
      progress.step(100);
    }
    assertThat(told.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "epoch 2 of 3: 25 % after 5 min, 1 words/s; 15 min left of it",
            "epoch 2 of 3: 50 % after 10 min, 1 words/s; 10 min left of it");
  }

  @Test
  void a_short_task_that_nobody_watches_tells_nothing() {
    try (Progress progress = progress(10)) {
      waitMinutes(2);
      progress.step(10);
      assertThat(progress.describe()).isEqualTo("2 min, 0 words/s");
    }
    assertThat(told.size()).isZero();
  }
}
