// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * How far one task is: a bar with speed and time left where a person watches, else a line every few
 * minutes.
 */
final class Progress implements AutoCloseable {
  private static final int AT_ONCE = 256;
  private static final int INTERVAL_MILLIS = 500;
  private static final double NANOS = 1e9;
  private static final double SECONDS_BETWEEN_LINES = 300;

  private final Console console;
  private final String task;
  private final String unit;
  private final long total;
  private final LongSupplier nanos;
  private final long started;
  private final @Nullable ProgressBar bar;
  private double told;
  private long done;

  /**
   * Starts a task.
   *
   * @param unit what is counted, in the plural
   * @param total how many there are
   */
  Progress(Console console, String task, String unit, long total) {
    this(console, task, unit, total, System::nanoTime);
  }

  /**
   * As the other, with a clock of the caller's.
   *
   * @param nanos the time in nanoseconds
   */
  Progress(Console console, String task, String unit, long total, LongSupplier nanos) {
    this.console = console;
    this.task = task;
    this.unit = unit;
    this.total = total;
    this.nanos = nanos;
    this.started = nanos.getAsLong();
    this.bar =
        console.terminal()
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(" " + unit, 1)
                .showSpeed()
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                .clearDisplayOnFinish()
                .build()
            : null;
  }

  /** What becomes of items that are worked on some at a time, in their order. */
  <A, B> List<B> through(
      List<A> items, Function<? super List<A>, ? extends Collection<? extends B>> work) {
    List<B> results = new ArrayList<>(items.size());
    for (int from = 0; from < items.size(); from += AT_ONCE) {
      List<A> some = items.subList(from, Math.min(items.size(), from + AT_ONCE));
      results.addAll(work.apply(some));
      step(some.size());
    }
    return results;
  }

  /** So many more are done. */
  void step(long units) {
    done += units;
    if (bar != null) {
      bar.stepBy(units);
    } else if (seconds() - told >= SECONDS_BETWEEN_LINES) {
      told = seconds();
      console.log(
          String.format(
              Locale.ROOT,
              "%s: %d %% after %s; %s left of it",
              task,
              100 * done / Math.max(1, total),
              describe(),
              duration(told * Math.max(0, total - done) / Math.max(1, done))));
    }
  }

  /** Seconds since the start. */
  double seconds() {
    return (nanos.getAsLong() - started) / NANOS;
  }

  /** The time taken and the speed, such as {@code 41 s, 4100 words/s}. */
  String describe() {
    double seconds = seconds();
    return String.format(
        Locale.ROOT, "%s, %.0f %s/s", duration(seconds), done / Math.max(seconds, 1e-3), unit);
  }

  /** A duration for people. */
  static String duration(double seconds) {
    long rounded = Math.round(seconds);
    if (rounded < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return rounded < 120 ? rounded + " s" : Math.round(seconds / 60) + " min";
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
