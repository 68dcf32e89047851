// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Text in the numbers of the word pieces that are kept, cut where a network could not read on. */
final class MaskedWordText {
  private static final int LONGEST = 126;
  private static final int SPECIALS = 2;

  private final WordPieces splitter;
  private final int[] numbers;
  private final int longest;
  private final int first;
  private final int last;
  private final int padding;
  private final MaskedSentence.Replacements replacements;

  /**
   * For text that consists of kept pieces.
   *
   * @param positions the longest row that the network can read
   */
  MaskedWordText(WordPieces splitter, KeptPieces kept, int positions) {
    this.splitter = splitter;
    this.numbers = kept.numbers(splitter.vocabulary().size());
    this.longest = Math.min(LONGEST, positions - SPECIALS);
    this.first = number(WordPieces.FIRST);
    this.last = number(WordPieces.LAST);
    this.padding = number(WordPieces.PADDING);
    int mask = number(WordPieces.MASK);
    int unknown = number(WordPieces.UNKNOWN);
    int[] special = {first, last, padding, mask, unknown};
    this.replacements =
        new MaskedSentence.Replacements(
            mask,
            IntStream.range(0, kept.size())
                .filter(id -> Arrays.stream(special).noneMatch(other -> other == id))
                .toArray());
  }

  private int number(String piece) {
    return numbers[splitter.id(piece)];
  }

  int first() {
    return first;
  }

  int last() {
    return last;
  }

  int padding() {
    return padding;
  }

  /** What may stand in the place of a chosen piece. */
  MaskedSentence.Replacements replacements() {
    return replacements;
  }

  /** Sentences, of which long ones become several, between words where that is possible. */
  List<PieceSentence> read(List<? extends List<String>> sentences) {
    List<PieceSentence> read = new ArrayList<>();
    for (PieceSentence sentence : splitter.split(sentences)) {
      List<int[]> words = new ArrayList<>();
      int size = 0;
      for (int word = 0; word < sentence.words(); word++) {
        int from = sentence.starts()[word];
        int to = Math.min(sentence.starts()[word + 1], from + longest);
        if (size + to - from > longest) {
          read.add(PieceSentence.of(words));
          words = new ArrayList<>();
          size = 0;
        }
        words.add(Arrays.stream(sentence.ids(), from, to).map(id -> numbers[id]).toArray());
        size += to - from;
      }
      if (!words.isEmpty()) {
        read.add(PieceSentence.of(words));
      }
    }
    return read;
  }
}
