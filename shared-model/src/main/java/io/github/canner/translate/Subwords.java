// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import io.github.canner.text.Bpe;
import io.github.canner.text.Segmentation;
import io.github.canner.text.Segmenter;
import io.github.canner.text.Vocabulary;
import java.util.Arrays;
import java.util.List;

/**
 * The joint subwords of both languages, numbered, with the marks of the decoder. Safe for use by
 * many threads.
 */
final class Subwords {
  static final int PADDING = 0;
  static final int START = 1;
  static final int END = 2;

  private static final List<String> MARKS = List.of("<pad>", "<s>", "</s>");

  private final Bpe bpe;
  private final Vocabulary vocabulary;
  private final Segmenter segmenter;

  Subwords(Bpe bpe) {
    this.bpe = bpe;
    this.vocabulary = bpe.vocabulary(MARKS);
    this.segmenter = new Segmenter(bpe, vocabulary);
  }

  Bpe bpe() {
    return bpe;
  }

  /** All, each at its number, the marks among them. */
  List<String> tokens() {
    return vocabulary.tokens();
  }

  int size() {
    return vocabulary.size();
  }

  Segmentation source(List<String> words) {
    return segmenter.segment(words);
  }

  /** The subwords of an English sentence with the mark of its end, which belongs to no word. */
  Segmentation target(List<String> words) {
    Segmentation plain = segmenter.segment(words);
    int[] ids = Arrays.copyOf(plain.pieceIds(), plain.size() + 1);
    int[] wordOf = Arrays.copyOf(plain.wordOfPiece(), plain.size() + 1);
    ids[plain.size()] = END;
    wordOf[plain.size()] = -1;
    return new Segmentation(ids, wordOf);
  }

  Segmenter.Spelling spell(int[] pieces) {
    return segmenter.spell(pieces);
  }

  /** Whether a subword may stand twice in a row: one letter of a spelt word, or digits. */
  boolean mayRepeat(int piece) {
    String text = Bpe.text(vocabulary.token(piece));
    return text.length() == 1 || text.chars().allMatch(Character::isDigit);
  }
}
