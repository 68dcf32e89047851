// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import io.github.canner.nn.Weights;
import org.jspecify.annotations.Nullable;

/** Fails after the first epoch, and remembers what was trained. */
public final class BrokenCheckpoint implements Checkpoint {
  private @Nullable Weights weights;
  private String fingerprint = "";

  /** Whether the weights that were trained take native memory still. */
  public boolean weightsAreOpen() {
    return weights == null || weights.manager().isOpen();
  }

  /** What named the training. */
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public Progress resume(String name, TrainingState state) {
    fingerprint = name;
    weights = state.weights();
    return Progress.NONE;
  }

  @Override
  public void keepBest(Weights best) {}

  @Override
  public void save(TrainingState state, Progress progress) {
    throw new IllegalStateException("the disk is full");
  }

  @Override
  public void restoreBest(Weights best) {}

  @Override
  public void discard() {}
}
