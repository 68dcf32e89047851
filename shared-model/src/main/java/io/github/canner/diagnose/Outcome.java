// SPDX-License-Identifier: Apache-2.0
package io.github.canner.diagnose;

import io.github.canner.Mention;
import java.util.List;
import java.util.Locale;

/** What a tagger made of a gold mention. The first one that fits holds. */
public enum Outcome {
  /** It was found, with its boundaries and its type. */
  FOUND,
  /** A mention with its boundaries was found, of another type. */
  WRONG_TYPE,
  /** A mention of its type was found that shares words with it, with other boundaries. */
  WRONG_BOUNDARIES,
  /** A mention was found that shares words with it, of another type and with other boundaries. */
  WRONG_BOTH,
  /** No mention was found that shares a word with it. */
  NOTHING;

  /** What was made of a mention by those found in its sentence. */
  static Outcome of(Mention gold, List<Mention> found) {
    Outcome best = NOTHING;
    for (Mention mention : found) {
      boolean type = mention.type().equals(gold.type());
      boolean boundaries = mention.start() == gold.start() && mention.end() == gold.end();
      Outcome outcome = NOTHING;
      if (boundaries) {
        outcome = type ? FOUND : WRONG_TYPE;
      } else if (mention.start() < gold.end() && gold.start() < mention.end()) {
        outcome = type ? WRONG_BOUNDARIES : WRONG_BOTH;
      }
      best = outcome.compareTo(best) < 0 ? outcome : best;
    }
    return best;
  }

  /** The name in reports, such as {@code wrong type}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
