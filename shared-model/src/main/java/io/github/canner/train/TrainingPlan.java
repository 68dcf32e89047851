// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import java.util.function.LongFunction;

/**
 * How long and how fast to train.
 *
 * @param seed of the random numbers
 * @param epochs how many times the development set is scored at most
 * @param passes how often the training set is read in each epoch
 * @param patience stop after so many epochs without a better score
 * @param schedule the learning rates of a training of so many steps
 * @param beta2 the decay of Adam's second moments, in [0, 1)
 * @param maxNorm the largest gradient norm let through
 * @param averaging decay of the moving average of the weights, which is what is scored and kept, in
 *     [0, 1); 0 for none
 */
public record TrainingPlan(
    long seed,
    int epochs,
    int passes,
    int patience,
    LongFunction<Schedule> schedule,
    float beta2,
    float maxNorm,
    float averaging) {

  public TrainingPlan {
    if (epochs < 1 || passes < 1 || patience < 1) {
      throw new IllegalArgumentException("epochs, passes and patience must be positive");
    }
  }
}
