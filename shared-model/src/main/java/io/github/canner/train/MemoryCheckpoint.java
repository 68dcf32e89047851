// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import io.github.canner.bundle.Tensor;
import io.github.canner.nn.Weights;
import java.util.Map;

/** Keeps the best weights in memory only; an interrupted training is lost. */
public final class MemoryCheckpoint implements Checkpoint {
  private Map<String, Tensor> best = Map.of();

  /** Keeps nothing yet. */
  public MemoryCheckpoint() {}

  @Override
  public Progress resume(String fingerprint, TrainingState state) {
    return Progress.NONE;
  }

  @Override
  public void keepBest(Weights weights) {
    best = StoredWeights.exact(weights);
  }

  @Override
  public void save(TrainingState state, Progress progress) {}

  @Override
  public void restoreBest(Weights weights) {
    StoredWeights.assign(best, weights);
  }

  @Override
  public void discard() {
    best = Map.of();
  }
}
