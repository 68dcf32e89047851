// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

/**
 * Hears how a training goes; for progress bars and logs. All methods do nothing unless overridden.
 */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener SILENT = new TrainingListener() {};

  /** Something worth telling the user, such as what was read or left out. */
  default void message(String text) {}

  /**
   * An epoch starts.
   *
   * @param epoch counted from 1
   * @param epochs how many there will be at most
   * @param units how much the epoch holds, in units of {@link #step}
   */
  default void epochStarted(int epoch, int epochs, long units) {}

  /**
   * A mini-batch is done.
   *
   * @param units how much of the epoch it held (target tokens for translators, words for taggers)
   * @param loss its mean loss
   */
  default void step(long units, double loss) {}

  /**
   * An epoch is done.
   *
   * @param score how well the development set is handled now; higher is better
   * @param best whether this is the best so far
   */
  default void epochEnded(int epoch, double loss, double score, boolean best) {}
}
