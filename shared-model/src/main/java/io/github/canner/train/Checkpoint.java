// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import io.github.canner.nn.Weights;

/** Where a training keeps its state between epochs, and its best weights. */
public interface Checkpoint {

  /**
   * How far a training has come.
   *
   * @param epochs epochs done
   * @param bestScore the best development score so far; negative infinity before the first
   * @param sinceBest epochs done after the one with that score
   */
  record Progress(int epochs, double bestScore, int sinceBest) {
    /** Nothing done yet. */
    public static final Progress NONE = new Progress(0, Double.NEGATIVE_INFINITY, 0);

    /** After another epoch with this score. */
    Progress after(double score) {
      return score > bestScore
          ? new Progress(epochs + 1, score, 0)
          : new Progress(epochs + 1, bestScore, sinceBest + 1);
    }
  }

  /**
   * Sets the state to what an earlier run left, or leaves it alone where there was none.
   *
   * @param fingerprint names the training: its data and options
   * @throws io.github.canner.CanException if what is there belongs to another training
   */
  Progress resume(String fingerprint, TrainingState state);

  /** Keeps these weights as the best ones; {@link #save} follows. */
  void keepBest(Weights weights);

  /** Keeps the state after an epoch. */
  void save(TrainingState state, Progress progress);

  /** Sets the weights to the best ones kept. */
  void restoreBest(Weights weights);

  /** The training is over and its result is safe: what was kept is not needed any more. */
  void discard();
}
