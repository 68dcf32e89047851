// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.train.TrainingListener;

/** Hears how an experiment goes. All methods do nothing unless overridden. */
public interface ExperimentListener extends TrainingListener {
  /** Hears nothing. */
  ExperimentListener SILENT = new ExperimentListener() {};

  /**
   * The experiment starts.
   *
   * @param cells how many it has
   * @param missing how many of them are still to be trained; arms that come to the same are trained
   *     once
   */
  default void planned(int cells, int missing) {}

  /**
   * A training starts.
   *
   * @param number counted from 1
   * @param missing how many there will be
   */
  default void cellStarted(Cell cell, int number, int missing) {}

  /**
   * A training is over and its result is safe.
   *
   * @param f1 on the test set, in [0, 1]
   * @param seconds that it took
   * @param secondsLeft that the others will take, as far as can be told
   */
  default void cellEnded(Cell cell, double f1, double seconds, double secondsLeft) {}
}
