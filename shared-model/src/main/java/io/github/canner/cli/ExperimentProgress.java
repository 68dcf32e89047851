// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.experiment.Cell;
import io.github.canner.experiment.ExperimentListener;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells the user how an experiment goes: a line for each training with the time left, and on a
 * terminal a bar within each epoch.
 */
final class ExperimentProgress implements ExperimentListener, AutoCloseable {
  private final Console console;
  private @Nullable Progress progress;
  private String training = "";

  ExperimentProgress(Console console) {
    this.console = console;
  }

  @Override
  public void message(String text) {
    console.log(text);
  }

  @Override
  public void planned(int cells, int missing) {
    console.log(cells + " results asked for, " + missing + " trainings to do");
  }

  @Override
  public void cellStarted(Cell cell, int number, int missing) {
    training = number + " of " + missing;
    console.log("training " + training + ": " + cell.describe());
  }

  @Override
  public void epochStarted(int epoch, int epochs, long units) {
    close();
    progress =
        new Progress(
            console, "training " + training + ", epoch " + epoch + " of " + epochs, "words", units);
  }

  @Override
  public void step(long units, double loss) {
    if (progress != null) {
      progress.step(units);
    }
  }

  @Override
  public void epochEnded(int epoch, double loss, double score, boolean best) {
    close();
  }

  @Override
  public void cellEnded(Cell cell, double f1, double seconds, double secondsLeft) {
    console.log(
        String.format(
            Locale.ROOT,
            "training %s: F1 %.2f in %s%s",
            training,
            100 * f1,
            Progress.duration(seconds),
            secondsLeft > 0 ? "; about " + Progress.duration(secondsLeft) + " left" : ""));
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
      progress = null;
    }
  }
}
