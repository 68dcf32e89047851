// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partial translation: a chain that shares its beginning with others. Immutable.
 *
 * @param before the hypothesis without its last subword; null at the start
 * @param piece the last subword
 * @param attention where that subword looked, one value a source subword
 * @param logProbability of all subwords together
 * @param length subwords so far
 */
record Hypothesis(
    @Nullable Hypothesis before, int piece, float[] attention, double logProbability, int length) {
  private static final int LONGEST_CYCLE = 4;
  private static final int LONGEST_REPEAT = 4;

  static Hypothesis start() {
    return new Hypothesis(null, Subwords.START, new float[0], 0, 0);
  }

  Hypothesis extended(int next, float[] looked, double logProbabilityOfNext) {
    return new Hypothesis(this, next, looked, logProbability + logProbabilityOfNext, length + 1);
  }

  boolean finished() {
    return piece == Subwords.END;
  }

  /** Log-probability by subword, so that short and long translations compare. */
  double score() {
    return length == 0 ? 0 : logProbability / length;
  }

  /** The subwords from first to last, without start and end. */
  int[] pieces() {
    int count = finished() ? length - 1 : length;
    int[] pieces = new int[count];
    Hypothesis at = finished() ? previous(this) : this;
    for (int i = count - 1; i >= 0; i--) {
      pieces[i] = at.piece;
      at = previous(at);
    }
    return pieces;
  }

  /** For each of {@link #pieces()} where it looked. */
  List<float[]> attentions() {
    List<float[]> rows = new ArrayList<>();
    for (Hypothesis at = finished() ? previous(this) : this; at.before != null; at = at.before) {
      rows.add(at.attention);
    }
    Collections.reverse(rows);
    return rows;
  }

  /**
   * Whether one more subword would start a loop: the same one twice in a row, or four times if it
   * may repeat; a run of two to four subwords twice in a row; or a run of {@value #LONGEST_REPEAT}
   * that stands anywhere before.
   */
  boolean wouldLoop(int next, boolean mayRepeat) {
    int[] pieces = pieces();
    int[] with = Arrays.copyOf(pieces, pieces.length + 1);
    with[pieces.length] = next;
    if (repeatsAtEnd(with, 1, mayRepeat ? 4 : 2)) {
      return true;
    }
    for (int cycle = 2; cycle <= LONGEST_CYCLE; cycle++) {
      if (repeatsAtEnd(with, cycle, 2)) {
        return true;
      }
    }
    return standsBefore(with);
  }

  private static boolean repeatsAtEnd(int[] pieces, int cycle, int times) {
    if (pieces.length < cycle * times) {
      return false;
    }
    for (int i = pieces.length - 1; i >= pieces.length - cycle * (times - 1); i--) {
      if (pieces[i] != pieces[i - cycle]) {
        return false;
      }
    }
    return true;
  }

  private static boolean standsBefore(int[] pieces) {
    int end = pieces.length - LONGEST_REPEAT;
    for (int start = 0; start < end; start++) {
      if (Arrays.equals(pieces, start, start + LONGEST_REPEAT, pieces, end, pieces.length)) {
        return true;
      }
    }
    return false;
  }

  private static Hypothesis previous(Hypothesis hypothesis) {
    if (hypothesis.before == null) {
      throw new IllegalStateException("the start has nothing before it");
    }
    return hypothesis.before;
  }
}
