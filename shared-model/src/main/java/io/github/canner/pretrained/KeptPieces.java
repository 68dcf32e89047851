// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import io.github.canner.bundle.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The word pieces that a model keeps of an encoder's. Every text that it was chosen by splits into
 * the same pieces as before; other text may split into more and shorter ones.
 *
 * @param ids the old numbers by the new ones, rising
 */
record KeptPieces(int[] ids) {
  private static final int FIRST_PRINTED = 0x21;
  private static final int LAST_PRINTED = 0x7E;

  /**
   * Chooses pieces: the special ones, those of the text, each character of the text and of ASCII at
   * the beginning of a word and within it, and of the others that consist of these characters the
   * first ones: a vocabulary of WordPiece has its frequent pieces first.
   *
   * @param reserve how many of the latter at most
   */
  static KeptPieces of(WordPieces pieces, List<? extends List<String>> text, int reserve) {
    List<String> vocabulary = pieces.vocabulary();
    BitSet kept = new BitSet();
    for (String special :
        List.of(WordPieces.PADDING, WordPieces.UNKNOWN, WordPieces.FIRST, WordPieces.LAST)) {
      kept.set(pieces.id(special));
    }
    for (PieceSentence sentence : pieces.split(text)) {
      Arrays.stream(sentence.ids()).forEach(kept::set);
    }
    Set<Integer> characters = new HashSet<>();
    for (int c = FIRST_PRINTED; c <= LAST_PRINTED; c++) {
      characters.add(c);
    }
    text.forEach(sentence -> sentence.forEach(word -> word.codePoints().forEach(characters::add)));
    int left = reserve;
    for (int id = 0; id < vocabulary.size(); id++) {
      String piece = vocabulary.get(id);
      int from = piece.startsWith(WordPieces.CONTINUED) && piece.length() > 2 ? 2 : 0;
      boolean spelt = piece.codePoints().skip(from).allMatch(characters::contains);
      if (!spelt || kept.get(id) || special(piece)) {
        continue;
      }
      if (piece.codePointCount(0, piece.length()) == from + 1) {
        kept.set(id);
      } else if (left > 0) {
        kept.set(id);
        left--;
      }
    }
    return new KeptPieces(kept.stream().toArray());
  }

  /**
   * These and more.
   *
   * @param vocabulary all pieces by number
   * @param more others of them
   */
  KeptPieces with(List<String> vocabulary, Collection<String> more) {
    Set<String> wanted = new HashSet<>(more);
    Arrays.stream(ids).mapToObj(vocabulary::get).forEach(wanted::add);
    return new KeptPieces(
        IntStream.range(0, vocabulary.size())
            .filter(id -> wanted.contains(vocabulary.get(id)))
            .toArray());
  }

  /** Such as {@code [unused7]}. */
  private static boolean special(String piece) {
    return piece.length() > 2 && piece.startsWith("[") && piece.endsWith("]");
  }

  /** How many. */
  int size() {
    return ids.length;
  }

  /** Those of all by number. */
  List<String> of(List<String> vocabulary) {
    return Arrays.stream(ids).mapToObj(vocabulary::get).toList();
  }

  /** The new number of each old one; -1 where a piece is not kept. */
  int[] numbers(int vocabulary) {
    int[] numbers = new int[vocabulary];
    Arrays.fill(numbers, -1);
    for (int id = 0; id < ids.length; id++) {
      numbers[ids[id]] = id;
    }
    return numbers;
  }

  /** A table of all pieces with their rows replaced. */
  Tensor into(Tensor table, Tensor rows) {
    int bytes = table.type().bytes() * Math.toIntExact(table.shape()[1]);
    ByteBuffer all = ByteBuffer.allocate(table.data().remaining()).put(table.data());
    ByteBuffer from = rows.data();
    for (int id = 0; id < ids.length; id++) {
      all.put(ids[id] * bytes, from, id * bytes, bytes);
    }
    return new Tensor(table.type(), table.shape(), all.flip());
  }

  /** Their rows of a table that has one for each piece. */
  Tensor rows(Tensor table) {
    int bytes = table.type().bytes() * Math.toIntExact(table.shape()[1]);
    ByteBuffer all = table.data();
    ByteBuffer rows = ByteBuffer.allocate(ids.length * bytes);
    for (int id : ids) {
      rows.put(all.slice(all.position() + id * bytes, bytes));
    }
    return new Tensor(table.type(), new long[] {ids.length, table.shape()[1]}, rows.flip());
  }
}
