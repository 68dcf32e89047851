package io.github.canner.train;

/**
 * How long and how fast to train: the learning rate climbs linearly during warm-up and then falls linearly to
 * {@code finalShare} of its top.
 *
 * @param steps how many steps at most
 * @param evaluations how many times to evaluate, evenly spread; the last one follows the last step
 * @param batch sentences a step
 * @param learningRate the top of the learning rate
 * @param warmup the share of the steps in which the rate climbs, in [0, 1)
 * @param finalShare the rate at the end as a share of its top, in (0, 1]
 * @param patience stop after so many evaluations without a better score
 * @param maxNorm the largest gradient norm let through
 * @param weightDecay see {@link io.github.canner.nn.Adam}
 * @param averaging decay of the moving average of the weights, which is what is evaluated and kept, in [0, 1); 0 for none
 */
public record Schedule(
    int steps,
    int evaluations,
    int batch,
    float learningRate,
    float warmup,
    float finalShare,
    int patience,
    float maxNorm,
    float weightDecay,
    float averaging) {

  public Schedule {
    if (steps < 1 || evaluations < 1 || batch < 1 || patience < 1 || !(learningRate > 0)) {
      throw new IllegalArgumentException("steps, evaluations, batch, patience and learning rate must be positive");
    }
  }

  /** The learning rate of a step, counted from 0. */
  public float rate(int step) {
    float climb = warmup * steps;
    if (step < climb) {
      return learningRate * (step + 1) / (climb + 1);
    }
    float left = (steps - step) / Math.max(1, steps - climb);
    return learningRate * (finalShare + (1 - finalShare) * left);
  }

  /** The number of steps after which the n-th evaluation comes, counted from 1. */
  int evaluationAfter(int n) {
    return (int) ((long) steps * n / evaluations);
  }
}
