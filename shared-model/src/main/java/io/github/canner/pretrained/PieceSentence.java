// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import java.util.Arrays;
import java.util.List;

/**
 * A sentence in word pieces.
 *
 * @param ids the numbers of all pieces, without special ones
 * @param starts for each word the place of its first piece, and behind the last the number of
 *     pieces
 */
record PieceSentence(int[] ids, int[] starts) {

  /** A sentence of words that consist of these pieces. */
  static PieceSentence of(List<int[]> words) {
    int[] starts = new int[words.size() + 1];
    for (int i = 0; i < words.size(); i++) {
      starts[i + 1] = starts[i] + words.get(i).length;
    }
    int[] ids = new int[starts[words.size()]];
    for (int i = 0; i < words.size(); i++) {
      System.arraycopy(words.get(i), 0, ids, starts[i], words.get(i).length);
    }
    return new PieceSentence(ids, starts);
  }

  /** How many words there are. */
  int words() {
    return starts.length - 1;
  }

  /**
   * The windows through which a network reads that can take so many pieces at once. One window
   * holds a sentence that fits; else each has that size and overlaps the next by half or more.
   *
   * @return the first piece of each window
   */
  int[] windows(int size) {
    if (ids.length <= size) {
      return new int[1];
    }
    int step = Math.max(1, size / 2);
    int count = 1 + (ids.length - size + step - 1) / step;
    int[] windows = new int[count];
    Arrays.setAll(windows, k -> Math.min(k * step, ids.length - size));
    return windows;
  }

  /** The window that sees most on both sides of a piece. */
  static int windowOf(int piece, int[] windows, int size, int pieces) {
    int best = 0;
    int most = -1;
    for (int k = 0; k < windows.length; k++) {
      int before = windows[k] == 0 ? size : piece - windows[k];
      int after = windows[k] + size >= pieces ? size : windows[k] + size - 1 - piece;
      boolean within = piece >= windows[k] && piece < windows[k] + size;
      if (within && Math.min(before, after) > most) {
        most = Math.min(before, after);
        best = k;
      }
    }
    return best;
  }
}
