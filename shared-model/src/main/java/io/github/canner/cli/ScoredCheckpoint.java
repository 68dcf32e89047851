// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.nn.Weights;
import io.github.canner.train.Checkpoint;
import io.github.canner.train.TrainingState;

/** A checkpoint that remembers the best score, even where an earlier run reached it. */
final class ScoredCheckpoint implements Checkpoint {
  private final Checkpoint checkpoint;
  private double best = Double.NEGATIVE_INFINITY;

  ScoredCheckpoint(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  /** The best development score so far; negative infinity before the first. */
  double best() {
    return best;
  }

  @Override
  public Progress resume(String fingerprint, TrainingState state) {
    Progress progress = checkpoint.resume(fingerprint, state);
    best = progress.bestScore();
    return progress;
  }

  @Override
  public void keepBest(Weights weights) {
    checkpoint.keepBest(weights);
  }

  @Override
  public void save(TrainingState state, Progress progress) {
    best = progress.bestScore();
    checkpoint.save(state, progress);
  }

  @Override
  public void restoreBest(Weights weights) {
    checkpoint.restoreBest(weights);
  }

  @Override
  public void discard() {
    checkpoint.discard();
  }
}
