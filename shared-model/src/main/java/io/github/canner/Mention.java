// SPDX-License-Identifier: Apache-2.0
package io.github.canner;

/**
 * A named entity in a sentence.
 *
 * @param start index of the first token
 * @param end index one past the last token; greater than {@code start}
 * @param type the entity type as the training data names it, for example {@code PER}
 * @param probability the marginal probability of this span with this type, in [0, 1]; 1 for gold
 *     mentions
 */
public record Mention(int start, int end, String type, double probability) {
  public Mention {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "a mention needs 0 <= start < end, not [" + start + ", " + end + ")");
    }
    if (type.isEmpty()) {
      throw new IllegalArgumentException("a mention needs a type");
    }
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability lies in [0, 1], not " + probability);
    }
  }

  /** A gold mention, certain. */
  public static Mention gold(int start, int end, String type) {
    return new Mention(start, end, type, 1);
  }

  /** Whether the other mention has the same boundaries and type, whatever its probability. */
  public boolean sameSpan(Mention other) {
    return start == other.start && end == other.end && type.equals(other.type);
  }
}
