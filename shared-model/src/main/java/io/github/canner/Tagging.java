// SPDX-License-Identifier: Apache-2.0
package io.github.canner;

import java.util.List;

/**
 * What a model says of one sentence.
 *
 * @param mentions the mentions found, in order, none overlapping
 * @param outside for each token the marginal probability that it belongs to no mention, in [0, 1]
 */
public record Tagging(List<Mention> mentions, List<Double> outside) {
  public Tagging {
    mentions = List.copyOf(mentions);
    outside = List.copyOf(outside);
    for (double probability : outside) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("a probability lies in [0, 1], not " + probability);
      }
    }
    if (!mentions.isEmpty() && mentions.get(mentions.size() - 1).end() > outside.size()) {
      throw new IllegalArgumentException("a mention ends behind the last of " + outside.size());
    }
  }

  /** What there is to say of an empty sentence. */
  public static Tagging empty() {
    return new Tagging(List.of(), List.of());
  }
}
