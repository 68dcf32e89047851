// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.canner.nn.Layers;
import java.util.ArrayList;
import java.util.List;

/**
 * Sentences laid out as rows of word pieces: a row for each window, as many rows for each sentence
 * as the longest one needs, and in each row a special piece before and after those of the window.
 */
final class PieceBatch {
  private static final int SPECIALS = 2;

  private final List<PieceSentence> sentences;
  private final List<int[]> windows = new ArrayList<>();
  private final int size;
  private final int rows;
  private final int steps;

  /**
   * A batch.
   *
   * @param positions the longest row that the network can read
   */
  PieceBatch(List<PieceSentence> sentences, int positions) {
    this.sentences = sentences;
    this.size = positions - SPECIALS;
    int most = 1;
    int longest = 0;
    for (PieceSentence sentence : sentences) {
      int[] starts = sentence.windows(size);
      windows.add(starts);
      most = Math.max(most, starts.length);
      longest = Math.max(longest, Math.min(size, sentence.ids().length));
    }
    this.rows = most;
    this.steps = longest + SPECIALS;
  }

  /** How many rows a sentence takes by itself. */
  static int rows(PieceSentence sentence, int positions) {
    return sentence.windows(positions - SPECIALS).length;
  }

  /** How many pieces, with the special ones, all rows of a sentence hold by themselves. */
  static int pieces(PieceSentence sentence, int positions) {
    int longest = Math.min(positions - SPECIALS, sentence.ids().length);
    return rows(sentence, positions) * (longest + SPECIALS);
  }

  /** What the batch holds, in order. */
  List<PieceSentence> sentences() {
    return sentences;
  }

  /** How many rows each sentence has. */
  int rowsPerSentence() {
    return rows;
  }

  /** The length of a row. */
  int steps() {
    return steps;
  }

  /** How much of a row is not padding; 0 for a row that the sentence does not need. */
  int length(int sentence, int row) {
    return row < windows.get(sentence).length
        ? Math.min(size, sentences.get(sentence).ids().length) + SPECIALS
        : 0;
  }

  /** The numbers of the pieces, shape (sentences × rows, steps). */
  NDArray ids(NDManager manager, int first, int last, int padding) {
    int[][] all = new int[sentences.size() * rows][];
    for (int b = 0; b < sentences.size(); b++) {
      for (int k = 0; k < rows; k++) {
        int length = length(b, k);
        int[] row = new int[length];
        if (length > 0) {
          row[0] = first;
          int from = windows.get(b)[k];
          System.arraycopy(sentences.get(b).ids(), from, row, 1, length - SPECIALS);
          row[length - 1] = last;
        }
        all[b * rows + k] = row;
      }
    }
    return Layers.padded(manager, all, steps, padding);
  }

  /** 1 for pieces and 0 for padding, shape (sentences × rows, steps). */
  NDArray mask(NDManager manager) {
    int[] lengths = new int[sentences.size() * rows];
    for (int i = 0; i < lengths.length; i++) {
      // A row that is not needed sees its own first step, so that no softmax is over nothing.
      lengths[i] = Math.max(1, length(i / rows, i % rows));
    }
    return Layers.mask(manager, lengths, steps);
  }

  /**
   * One state for each word.
   *
   * @param states shape (sentences × rows, steps, width)
   * @param words how many to make for each sentence; zeros where it has fewer
   * @return shape (sentences, words, width)
   */
  NDArray pooled(NDArray states, Pooling pooling, int words) {
    int columns = rows * steps;
    float[] shares = new float[sentences.size() * words * columns];
    for (int b = 0; b < sentences.size(); b++) {
      PieceSentence sentence = sentences.get(b);
      int[] own = windows.get(b);
      int pieces = sentence.ids().length;
      for (int w = 0; w < sentence.words(); w++) {
        int from = sentence.starts()[w];
        int to = pooling == Pooling.FIRST ? from + 1 : sentence.starts()[w + 1];
        for (int piece = from; piece < to; piece++) {
          int row = PieceSentence.windowOf(piece, own, size, pieces);
          int column = row * steps + 1 + piece - own[row];
          shares[(b * words + w) * columns + column] = 1f / (to - from);
        }
      }
    }
    long width = states.getShape().get(2);
    NDArray all = states.reshape(sentences.size(), columns, width);
    NDArray given = states.getManager().create(shares, new Shape(sentences.size(), words, columns));
    // The engine's own memory is aligned, on which the last bits of a product can depend.
    return given.duplicate().matMul(all);
  }
}
