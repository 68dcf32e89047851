package io.github.canner.train;

import ai.djl.ndarray.NDArray;
import io.github.canner.nn.Adam;
import io.github.canner.nn.Weights;
import java.util.HashMap;
import java.util.Map;

/** Where a training keeps its state between epochs. This one keeps it in memory. */
public class Checkpoint {
  private final Map<String, float[]> best = new HashMap<>();

  /** In memory. */
  public Checkpoint() {}

  /**
   * How far a training has come.
   *
   * @param epochs epochs done
   * @param bestScore the best development score so far
   */
  public record Progress(int epochs, double bestScore) {}

  /** Restores what an earlier run left. */
  public Progress resume(Weights weights, Adam adam) {
    return new Progress(0, Double.NEGATIVE_INFINITY);
  }

  /** Keeps the state after an epoch. */
  public void save(Weights weights, Adam adam, Progress progress, boolean isBest) {
    if (isBest) {
      for (String name : weights.names()) {
        best.put(name, weights.get(name).toFloatArray());
      }
    }
  }

  /** Sets the weights to those of the best epoch. */
  public void restoreBest(Weights weights) {
    for (String name : weights.names()) {
      NDArray array = weights.get(name);
      array.set(best.get(name));
    }
  }
}
