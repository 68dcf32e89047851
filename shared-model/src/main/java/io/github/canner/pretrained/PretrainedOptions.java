// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

/**
 * How words are read through a pretrained encoder.
 *
 * @param first the lowest layer whose states are mixed; 0 for the embeddings
 * @param last the highest one, at least {@code first}
 * @param tuned how many layers, counted from {@code last} down, are trained too; the others stay as
 *     they are
 * @param pooling how the states of a word's pieces become one
 */
public record PretrainedOptions(int first, int last, int tuned, Pooling pooling) {
  /** One layer in the upper middle, which stays as it is. */
  public static final PretrainedOptions USUAL = new PretrainedOptions(9, 9, 0, Pooling.MEAN);

  public PretrainedOptions {
    if (first < 0 || last < first || tuned < 0 || tuned > last) {
      throw new IllegalArgumentException("0 <= first <= last, 0 <= tuned <= last");
    }
    if (tuned > 0 && first < last - tuned) {
      throw new IllegalArgumentException("layers below the tuned ones cannot be mixed with them");
    }
  }

  /**
   * Whether what a network learnt that reads words in this way can serve one that reads them in
   * another: through the same layers, of which the other may train more.
   */
  public boolean canBecome(PretrainedOptions other) {
    return first == other.first
        && last == other.last
        && pooling == other.pooling
        && tuned <= other.tuned;
  }

  /** How many layers are mixed. */
  int mixed() {
    return last - first + 1;
  }

  /** How many layers stay as they are. */
  int frozen() {
    return last - tuned;
  }
}
