package io.github.canner.train;

import io.github.canner.Mention;
import java.util.List;

/** Strict span F1 over all types, which decides between the states of a training. */
public final class MicroF1 {
  private long correct;
  private long predicted;
  private long gold;

  /** Counts one sentence. */
  public void add(List<Mention> goldMentions, List<Mention> predictedMentions) {
    gold += goldMentions.size();
    predicted += predictedMentions.size();
    for (Mention mention : predictedMentions) {
      if (goldMentions.stream().anyMatch(mention::sameSpan)) {
        correct++;
      }
    }
  }

  /** 2·correct / (gold + predicted), or 0 where nothing was correct. */
  public double value() {
    return correct == 0 ? 0 : 2.0 * correct / (gold + predicted);
  }
}
