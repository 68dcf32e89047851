// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

/**
 * How long and how fast to train.
 *
 * @param epochs how many times the development set is scored at most
 * @param passes how often the training set is read in each epoch
 * @param batch sentences a step
 * @param learningRate the top of the learning rate
 * @param warmUp the share of the steps in which the rate climbs to its top, in [0, 1)
 * @param floor the rate at the end as a share of its top
 * @param patience stop after so many epochs without a better score
 * @param maxNorm the largest gradient norm let through
 * @param averaging decay of the moving average of the weights, which is what is scored and kept, in
 *     [0, 1); 0 for none
 */
public record TrainingPlan(
    int epochs,
    int passes,
    int batch,
    float learningRate,
    float warmUp,
    float floor,
    int patience,
    float maxNorm,
    float averaging) {

  public TrainingPlan {
    if (epochs < 1 || passes < 1 || batch < 1 || patience < 1 || !(learningRate > 0)) {
      throw new IllegalArgumentException(
          "epochs, passes, batch, patience and learning rate must be positive");
    }
  }
}
