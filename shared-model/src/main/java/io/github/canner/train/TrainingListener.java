package io.github.canner.train;

/** Told how a training goes on. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener SILENT = new TrainingListener() {};

  /**
   * After each step.
   *
   * @param epoch from 1
   * @param done steps made in the whole training
   * @param total steps that the training has at most
   * @param loss mean loss of a sentence in this step
   * @param tokensPerSecond words trained on a second since the training began
   */
  default void step(int epoch, long done, long total, double loss, double tokensPerSecond) {}

  /**
   * After each evaluation on the development set.
   *
   * @param epoch from 1; the number of the evaluation
   * @param loss mean loss of a sentence since the last evaluation
   * @param devScore what is to be maximised, such as F1 in [0, 1]
   */
  default void epoch(int epoch, double loss, double devScore) {}
}
