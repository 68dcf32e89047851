// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordPiecesTest {
  private static final List<String> PIECES =
      List.of(
          "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "Na", "##iro", "##bi", "ni", "##ni", ".",
          "-", "é", "北", "京", "[", "]");

  private static List<List<String>> split(String... words) {
    try (WordPieces pieces = new WordPieces(PIECES, "test")) {
      PieceSentence sentence = pieces.split(List.of(List.of(words))).get(0);
      List<List<String>> split = new ArrayList<>();
      for (int w = 0; w < sentence.words(); w++) {
        split.add(
            Arrays.stream(sentence.ids(), sentence.starts()[w], sentence.starts()[w + 1])
                .mapToObj(PIECES::get)
                .toList());
      }
      return split;
    }
  }

  @Test
  void splits_each_word_into_the_longest_pieces() {
    assertThat(split("Nairobi", "ni", "Nani", "."))
        .containsExactly(
            List.of("Na", "##iro", "##bi"), List.of("ni"), List.of("Na", "##ni"), List.of("."));
  }

  @Test
  void splits_at_punctuation_and_between_ideographs_within_a_word() {
    assertThat(split("Na-ni", "北京")).containsExactly(List.of("Na", "-", "ni"), List.of("北", "京"));
  }

  @Test
  void keeps_case_and_accents() {
    assertThat(split("na", "é", "e"))
        .containsExactly(List.of("[UNK]"), List.of("é"), List.of("[UNK]"));
  }

  @Test
  void reads_a_word_that_is_unknown_in_another_spelling_that_is_known() {
    assertThat(split("nì", "ni’", "ni–ni", "nì北", "é"))
        .containsExactly(
            List.of("ni"),
            List.of("ni", "[UNK]"),
            List.of("ni", "-", "ni"),
            List.of("ni", "北"),
            List.of("é"));
    try (WordPieces pieces = new WordPieces(PIECES, "test")) {
      assertThat(pieces.respelt(List.of(List.of("nì", "ni’"), List.of("é", "nì"))))
          .containsExactly(List.of("ni", "ni’"), List.of("é", "ni"));
    }
  }

  @Test
  void a_word_of_no_pieces_is_an_unknown_one() {
    assertThat(split("ni", "", "\u0007", " "))
        .containsExactly(List.of("ni"), List.of("[UNK]"), List.of("[UNK]"), List.of("[UNK]"));
  }

  @Test
  void text_cannot_name_special_pieces() {
    assertThat(split("[ni]", "[SEP]"))
        .containsExactly(List.of("[", "ni", "]"), List.of("[", "[UNK]", "]"));
  }

  @Test
  void a_sentence_without_words_has_no_pieces() {
    try (WordPieces pieces = new WordPieces(PIECES, "test")) {
      assertThat(pieces.split(List.of()).isEmpty()).isTrue();
      assertThat(pieces.split(List.of(List.<String>of())).get(0).words()).isZero();
    }
  }

  @Test
  void refuses_a_vocabulary_without_special_pieces() {
    assertThatThrownBy(() -> new WordPieces(List.of("[PAD]", "[UNK]", "[CLS]"), "file"))
        .isInstanceOf(CanException.class)
        .hasMessage("file: found no [SEP] among the word pieces");
  }

  @Test
  void one_window_holds_what_fits() {
    assertThat(sentence(8).windows(8)).containsExactly(0);
    assertThat(sentence(0).windows(8)).containsExactly(0);
  }

  @Test
  void windows_overlap_by_half_and_the_last_is_full() {
    assertThat(sentence(9).windows(8)).containsExactly(0, 1);
    assertThat(sentence(17).windows(8)).containsExactly(0, 4, 8, 9);
  }

  @Test
  void every_piece_is_read_where_it_has_most_around_it() {
    int[] windows = sentence(17).windows(8);
    int[] of = new int[17];
    Arrays.setAll(of, piece -> PieceSentence.windowOf(piece, windows, 8, 17));
    assertThat(of).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3);
    for (int piece = 0; piece < of.length; piece++) {
      assertThat(piece - windows[of[piece]]).isBetween(0, 7);
    }
  }

  private static PieceSentence sentence(int pieces) {
    return PieceSentence.of(Collections.nCopies(pieces, new int[] {5}));
  }
}
