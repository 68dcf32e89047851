// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.canner.CanException;
import io.github.canner.text.Segmentation;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SubwordLexiconTest {
  private static final int MAJI = 3;
  private static final int BARIDI = 4;
  private static final int WATER = 5;
  private static final int COLD = 6;
  private static final int VOCABULARY = 7;
  private static final Offset<Float> THOUSANDTH = within(0.001f);

  private static final TrainingPair COLD_WATER = pair(MAJI, BARIDI, COLD, WATER, 0, 1, 1, 0);
  private static final TrainingPair WATER_COLD = pair(MAJI, BARIDI, WATER, COLD, 0, 0, 1, 1);
  private static final TrainingPair WRONG = pair(MAJI, BARIDI, COLD, WATER, 0, 0, 1, 1);

  private static TrainingPair pair(
      int foreign1, int foreign2, int english1, int english2, int f1, int e1, int f2, int e2) {
    return new TrainingPair(
        new Segmentation(new int[] {foreign1, foreign2}, new int[] {0, 1}),
        new Segmentation(new int[] {english1, english2, Subwords.END}, new int[] {0, 1, -1}),
        new int[][] {{f1, e1}, {f2, e2}});
  }

  @Test
  void a_share_is_that_of_all_other_pairs() {
    SubwordLexicon lexicon =
        SubwordLexicon.of(List.of(COLD_WATER, WATER_COLD, WATER_COLD), VOCABULARY);

    assertThat(lexicon.share(MAJI, WATER)).isCloseTo(2 / 3f, THOUSANDTH);
    assertThat(lexicon.share(BARIDI, COLD)).isCloseTo(2 / 3f, THOUSANDTH);
    assertThat(lexicon.share(MAJI, COLD)).isZero();
  }

  @Test
  void the_commonest_translate_most_subwords_and_no_others_fill_up() {
    SubwordLexicon lexicon =
        SubwordLexicon.fromLines(
            List.of("", "", "", "5:300 6:500", "5:400", "", ""), VOCABULARY, "lexicon");

    assertThat(lexicon.commonest(1)).containsExactly(WATER);
    assertThat(lexicon.commonest(5)).containsExactly(WATER, COLD);
  }

  @Test
  void what_was_linked_only_once_is_no_translation() {
    SubwordLexicon lexicon = SubwordLexicon.of(List.of(COLD_WATER, WATER_COLD, WRONG), VOCABULARY);

    assertThat(lexicon.share(MAJI, COLD)).isZero();
    assertThat(lexicon.candidates(new int[] {MAJI})).containsExactly(WATER);
  }

  @Test
  void a_sentence_has_each_candidate_once() {
    SubwordLexicon lexicon = SubwordLexicon.of(List.of(COLD_WATER, WATER_COLD), VOCABULARY);

    assertThat(lexicon.candidates(new int[] {BARIDI, MAJI, BARIDI})).containsExactly(COLD, WATER);
    assertThat(lexicon.candidates(new int[] {COLD})).isEmpty();
  }

  @Test
  void its_lines_can_be_read_again() {
    SubwordLexicon lexicon = SubwordLexicon.of(List.of(COLD_WATER, WATER_COLD), VOCABULARY);

    List<String> lines = lexicon.toLines();
    SubwordLexicon again = SubwordLexicon.fromLines(lines, VOCABULARY, "lexicon.txt");

    assertThat(lines).containsExactly("", "", "", "5:500", "6:500", "", "");
    assertThat(again.toLines()).isEqualTo(lines);
    assertThat(again.share(MAJI, WATER)).isEqualTo(lexicon.share(MAJI, WATER));
  }

  @Test
  void a_damaged_line_is_named() {
    assertThatThrownBy(() -> SubwordLexicon.fromLines(List.of("", "5:500"), 2, "lexicon.txt"))
        .isInstanceOf(CanException.class)
        .hasMessage(
            "lexicon.txt, line 2: found '5:500', expected SUBWORD:SHARE, each subword once and"
                + " below 2, with a share up to 1000");
    assertThatThrownBy(() -> SubwordLexicon.fromLines(List.of("x"), 1, "lexicon.txt"))
        .hasMessageContaining("line 1: found 'x'");
    assertThatThrownBy(() -> SubwordLexicon.fromLines(List.of("0:7 0:8"), 1, "lexicon.txt"))
        .hasMessageContaining("line 1: found '0:8'");
    assertThatThrownBy(() -> SubwordLexicon.fromLines(List.of(), 1, "lexicon.txt"))
        .hasMessage("lexicon.txt: found 0 lines, expected one for each of 1");
  }
}
