// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.train.TrainingListener;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells the user how a training goes: a line for each epoch, and a bar within it on a terminal. */
final class TrainingReport implements TrainingListener, AutoCloseable {
  private final Console console;
  private final String unit;
  private final String measure;
  private @Nullable Progress progress;
  private double seconds;
  private int done;
  private int epochs;

  /**
   * A report of one training.
   *
   * @param unit what the training counts, in the plural
   * @param measure what its score is
   */
  TrainingReport(Console console, String unit, String measure) {
    this.console = console;
    this.unit = unit;
    this.measure = measure;
  }

  @Override
  public void message(String text) {
    console.log(text);
  }

  @Override
  public void epochStarted(int epoch, int all, long units) {
    epochs = all;
    progress = new Progress(console, "epoch " + epoch + " of " + all, unit, units);
  }

  @Override
  public void step(long units, double loss) {
    if (progress != null) {
      progress.step(units);
    }
  }

  @Override
  public void epochEnded(int epoch, double loss, double score, boolean isBest) {
    String speed = "";
    if (progress != null) {
      progress.close();
      seconds += progress.seconds();
      done++;
      speed = "; " + progress.describe();
      progress = null;
    }
    String left =
        epoch < epochs && done > 0
            ? ", " + Progress.duration(seconds / done * (epochs - epoch)) + " left at most"
            : "";
    console.log(
        String.format(
            Locale.ROOT,
            "epoch %d of %d: loss %.4f, %s %.4f%s%s%s",
            epoch,
            epochs,
            loss,
            measure,
            score,
            isBest ? ", the best so far" : "",
            speed,
            left));
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
