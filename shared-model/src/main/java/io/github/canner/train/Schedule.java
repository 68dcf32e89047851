// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

/**
 * The learning rate over a training: a linear rise, then a linear fall to a share of the peak.
 *
 * @param peak the highest learning rate
 * @param warmUp steps until it is reached
 * @param total steps of the whole training
 * @param floor the share of the peak that is left at the end
 */
public record Schedule(float peak, long warmUp, long total, float floor) {

  /**
   * A schedule that rises for a share of the training.
   *
   * @param share in [0, 1)
   */
  public static Schedule rising(float peak, float share, long total, float floor) {
    return new Schedule(peak, (long) (share * total), total, floor);
  }

  /** The learning rate of a step, counted from 0. */
  public float at(long step) {
    if (step < warmUp) {
      return peak * (step + 1) / warmUp;
    }
    double left =
        total <= warmUp ? 0 : Math.max(0, 1 - (double) (step - warmUp) / (total - warmUp));
    return (float) (peak * (floor + (1 - floor) * left));
  }
}
