// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class BeamTest {
  private static final int VOCABULARY = 9;
  private static final int A = 5;
  private static final int B = 6;
  private static final int C = 7;
  private static final int[] SOURCE = {8};

  private static final SubwordLexicon EMPTY =
      SubwordLexicon.fromLines(Collections.nCopies(VOCABULARY, ""), VOCABULARY, "lexicon");

  @Test
  void greedy_search_takes_the_most_probable_subword_that_makes_no_loop() {
    Beam beam = new Beam(SOURCE, piece -> false, 1);
    beam.advance(step(row(A, 0.6f, B, 0.3f)), 0);
    beam.advance(step(row(A, 0.6f, B, 0.3f)), 0);
    beam.advance(step(row(Subwords.END, 0.6f, B, 0.3f)), 0);
    assertThat(beam.open()).isFalse();
    assertThat(beam.best().pieces()).containsExactly(A, B);
  }

  @Test
  void a_wider_beam_tells_which_row_each_hypothesis_continues() {
    Beam beam = new Beam(SOURCE, piece -> false, 2);
    assertThat(beam.advance(step(row(A, 0.6f, B, 0.3f), row(C, 1, A, 0)), 0)).containsExactly(0, 0);
    assertThat(beam.last()).containsExactly(A, B);
    assertThat(beam.advance(step(row(C, 0.2f, B, 0.1f), row(C, 0.9f, A, 0.05f)), 0))
        .containsExactly(1, 0);
    assertThat(beam.last()).containsExactly(C, C);
  }

  @Test
  void a_wider_beam_finds_what_greedy_search_passes_by() {
    Beam beam = new Beam(SOURCE, piece -> false, 2);
    beam.advance(step(row(A, 0.6f, B, 0.3f), row(A, 0.6f, B, 0.3f)), 0);
    beam.advance(step(row(C, 0.2f, Subwords.END, 0.1f), row(Subwords.END, 0.9f, A, 0.05f)), 0);
    beam.advance(step(row(Subwords.END, 0.1f, B, 0.05f), row(C, 0, A, 0)), 0);
    assertThat(beam.best().pieces()).containsExactly(B);
  }

  private static float[] row(int piece, float probability, int other, float probabilityOfOther) {
    float[] row = new float[VOCABULARY];
    row[piece] = probability;
    row[other] = probabilityOfOther;
    return row;
  }

  private static NextSubwords step(float[]... rows) {
    float[] vocabulary = new float[rows.length * VOCABULARY];
    float[] ones = new float[rows.length];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(rows[r], 0, vocabulary, r * VOCABULARY, VOCABULARY);
      ones[r] = 1;
    }
    return new NextSubwords(EMPTY, vocabulary, ones, ones, ones);
  }
}
