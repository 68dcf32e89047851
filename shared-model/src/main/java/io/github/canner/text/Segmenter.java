// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts sentences into numbered pieces, and puts numbered pieces together again. Safe for use by
 * many threads.
 */
public final class Segmenter {
  /**
   * What pieces spell.
   *
   * @param words the words; the last one may be unfinished
   * @param segmentation the pieces, each with the index of its word
   */
  public record Spelling(List<String> words, Segmentation segmentation) {
    public Spelling {
      words = List.copyOf(words);
    }
  }

  private final Bpe bpe;
  private final Vocabulary vocabulary;

  /**
   * @param vocabulary numbers all pieces of the encoding, and may number special strings beside
   *     them
   * @throws IllegalArgumentException if it lacks a piece
   */
  public Segmenter(Bpe bpe, Vocabulary vocabulary) {
    for (String piece : bpe.pieces()) {
      if (!vocabulary.contains(piece)) {
        throw new IllegalArgumentException("the vocabulary lacks the piece '" + piece + "'");
      }
    }
    this.bpe = bpe;
    this.vocabulary = vocabulary;
  }

  /** Cuts each word by {@link Bpe#encode(String)}. */
  public Segmentation segment(List<String> words) {
    int[] pieceIds = new int[words.size() * 2 + 8];
    int[] wordOfPiece = new int[pieceIds.length];
    int size = 0;
    for (int w = 0; w < words.size(); w++) {
      for (String piece : bpe.encode(words.get(w))) {
        if (size == pieceIds.length) {
          pieceIds = Arrays.copyOf(pieceIds, size * 2);
          wordOfPiece = Arrays.copyOf(wordOfPiece, size * 2);
        }
        pieceIds[size] = vocabulary.id(piece);
        wordOfPiece[size++] = w;
      }
    }
    return new Segmentation(Arrays.copyOf(pieceIds, size), Arrays.copyOf(wordOfPiece, size));
  }

  /**
   * The words that pieces spell. Special strings belong to no word; unknown characters read {@value
   * Bpe#UNKNOWN}.
   *
   * @throws IndexOutOfBoundsException if a number is none of the vocabulary's
   */
  public Spelling spell(int... pieceIds) {
    List<String> words = new ArrayList<>();
    int[] wordOfPiece = new int[pieceIds.length];
    StringBuilder word = new StringBuilder();
    boolean open = false;
    for (int i = 0; i < pieceIds.length; i++) {
      String piece = vocabulary.token(pieceIds[i]);
      if (!bpe.isPiece(piece)) {
        wordOfPiece[i] = -1;
        continue;
      }
      wordOfPiece[i] = words.size();
      word.append(Bpe.text(piece));
      open = !Bpe.endsWord(piece);
      if (!open) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    if (open) {
      words.add(word.toString());
    }
    return new Spelling(words, new Segmentation(pieceIds, wordOfPiece));
  }
}
