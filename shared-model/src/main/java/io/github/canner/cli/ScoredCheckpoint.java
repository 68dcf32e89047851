// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.nn.Adam;
import io.github.canner.nn.Weights;
import io.github.canner.train.Checkpoint;

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
  public Progress resume(String fingerprint, Weights weights, Adam adam) {
    Progress progress = checkpoint.resume(fingerprint, weights, adam);
    best = progress.bestScore();
    return progress;
  }

  @Override
  public void save(Weights weights, Adam adam, Progress progress, boolean isBest) {
    best = progress.bestScore();
    checkpoint.save(weights, adam, progress, isBest);
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
