// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import java.util.Arrays;

/**
 * A sentence of words cut into pieces. Holds its own copies.
 *
 * @param pieceIds the number of each piece in a vocabulary
 * @param wordOfPiece for each piece the index of the word it belongs to, never falling from one
 *     piece to the next; -1 for a piece that belongs to none, as a mark of the sentence's end
 */
public record Segmentation(int[] pieceIds, int[] wordOfPiece) {
  public Segmentation {
    if (pieceIds.length != wordOfPiece.length) {
      throw new IllegalArgumentException(
          pieceIds.length + " pieces, but words of " + wordOfPiece.length);
    }
    int highest = -1;
    for (int word : wordOfPiece) {
      if (word < -1 || word >= 0 && word < highest) {
        throw new IllegalArgumentException(
            "words fall from piece to piece: " + Arrays.toString(wordOfPiece));
      }
      highest = Math.max(highest, word);
    }
    pieceIds = pieceIds.clone();
    wordOfPiece = wordOfPiece.clone();
  }

  /** How many pieces there are. */
  public int size() {
    return pieceIds.length;
  }

  /** A copy of the number of each piece. */
  @Override
  public int[] pieceIds() {
    return pieceIds.clone();
  }

  /** A copy of the index of each piece's word. */
  @Override
  public int[] wordOfPiece() {
    return wordOfPiece.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Segmentation that
        && Arrays.equals(pieceIds, that.pieceIds)
        && Arrays.equals(wordOfPiece, that.wordOfPiece);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(pieceIds) + Arrays.hashCode(wordOfPiece);
  }

  @Override
  public String toString() {
    return "Segmentation[" + Arrays.toString(pieceIds) + ", " + Arrays.toString(wordOfPiece) + "]";
  }
}
