// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmenterTest {
  private final Bpe bpe = Bpe.learn(Map.of("mto", 5L, "moto", 5L, "mtoto", 7L), 14);
  private final Vocabulary vocabulary = bpe.vocabulary(List.of("<s>", "</s>"));
  private final Segmenter segmenter = new Segmenter(bpe, vocabulary);

  @Test
  void maps_each_piece_to_its_word() {
    Segmentation segmentation = segmenter.segment(List.of("mtoto", "tom", "mto"));
    int[] words = segmentation.wordOfPiece();
    assertThat(words).isSorted().contains(0, 1, 2);
    assertThat(segmentation.size())
        .isEqualTo(
            bpe.encode("mtoto").size() + bpe.encode("tom").size() + bpe.encode("mto").size());
  }

  @Test
  void spells_the_words_it_cut() {
    List<String> words = List.of("mtoto", "tom", "mto", "o");
    Segmentation cut = segmenter.segment(words);
    Segmenter.Spelling spelling = segmenter.spell(cut.pieceIds());
    assertThat(spelling.words()).isEqualTo(words);
    assertThat(spelling.segmentation()).isEqualTo(cut);
  }

  @Test
  void keeps_the_place_of_a_word_with_unknown_characters() {
    Segmentation segmentation = segmenter.segment(List.of("moto", "Ωm", "mto"));
    Segmenter.Spelling spelling = segmenter.spell(segmentation.pieceIds());
    assertThat(spelling.words()).containsExactly("moto", "<unk>m", "mto");
    assertThat(spelling.segmentation().wordOfPiece()).isEqualTo(segmentation.wordOfPiece());
  }

  @Test
  void gives_special_strings_no_word_and_keeps_an_unfinished_word() {
    int m = vocabulary.id("m");
    int end = vocabulary.id("o</w>");
    Segmenter.Spelling spelling = segmenter.spell(0, m, end, m, 1);
    assertThat(spelling.words()).containsExactly("mo", "m");
    assertThat(spelling.segmentation().wordOfPiece()).containsExactly(-1, 0, 0, 1, -1);
  }

  @Test
  void refuses_a_vocabulary_that_lacks_pieces() {
    assertThatThrownBy(() -> new Segmenter(bpe, Vocabulary.of(List.of("m"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refuses_words_that_fall_from_piece_to_piece() {
    assertThatThrownBy(() -> new Segmentation(new int[] {1, 2}, new int[] {1, 0}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
