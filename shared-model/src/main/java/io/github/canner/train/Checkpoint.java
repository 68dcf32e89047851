// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import io.github.canner.nn.Adam;
import io.github.canner.nn.Weights;

/** Where a training keeps its state between epochs, and its best weights. */
public interface Checkpoint {

  /**
   * How far a training has come.
   *
   * @param epochs epochs done
   * @param bestScore the best development score so far; negative infinity before the first
   */
  record Progress(int epochs, double bestScore) {
    /** Nothing done yet. */
    public static final Progress NONE = new Progress(0, Double.NEGATIVE_INFINITY);
  }

  /**
   * Sets weights and optimiser to what an earlier run left, or leaves them alone where there was
   * none.
   *
   * @param fingerprint names the training: its data and options
   * @throws io.github.canner.CanException if what is there belongs to another training
   */
  Progress resume(String fingerprint, Weights weights, Adam adam);

  /** Keeps the state after an epoch, and the weights as the best ones if they are. */
  void save(Weights weights, Adam adam, Progress progress, boolean best);

  /** Sets the weights to the best ones kept. */
  void restoreBest(Weights weights);

  /** The training is over and its result is safe: what was kept is not needed any more. */
  void discard();
}
