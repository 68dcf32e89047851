// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.nn.LstmCell;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BeamTest {
  private static final int A = 5;
  private static final int B = 6;
  private static final int C = 7;
  private static final int LENGTH = 1;
  private static final Decoder.State START = state(0);

  @Test
  void greedy_search_takes_the_most_probable_subword_that_makes_no_loop() {
    Beam beam = new Beam(START, LENGTH, piece -> false, 1);
    beam.advance((before, last) -> next(A, 0.6f, B, 0.3f));
    beam.advance((before, last) -> next(A, 0.6f, B, 0.3f));
    beam.advance((before, last) -> next(Subwords.END, 0.6f, B, 0.3f));
    assertThat(beam.open()).isFalse();
    assertThat(beam.best().pieces()).containsExactly(A, B);
  }

  @Test
  void each_hypothesis_goes_on_from_the_memory_of_the_one_it_extends() {
    Beam beam = new Beam(START, LENGTH, piece -> false, 2);
    beam.advance((before, last) -> next(A, 0.6f, B, 0.3f, before));
    beam.advance(
        (before, last) ->
            last == A ? next(C, 0.2f, B, 0.1f, state(1)) : next(C, 0.9f, A, 0.05f, state(2)));
    int[] memories = new int[2];
    int[] asked = {0};
    beam.advance(
        (before, last) -> {
          assertThat(last).isEqualTo(C);
          memories[asked[0]++] = (int) before.lower().hidden()[0];
          return next(Subwords.END, 0.9f, A, 0.05f, before);
        });
    assertThat(memories).containsExactly(2, 1);
    assertThat(beam.best().pieces()).containsExactly(B, C);
  }

  @Test
  void a_wider_beam_finds_what_greedy_search_passes_by() {
    Map<Integer, NextSubwords> after =
        Map.of(
            Subwords.START,
            next(A, 0.6f, B, 0.3f),
            A,
            next(C, 0.2f, Subwords.END, 0.1f),
            B,
            next(Subwords.END, 0.9f, A, 0.05f),
            C,
            next(Subwords.END, 0.1f, B, 0.05f));
    assertThat(found(after, 1)).containsExactly(A, C);
    assertThat(found(after, 2)).containsExactly(B);
  }

  private static int[] found(Map<Integer, NextSubwords> after, int width) {
    Beam beam = new Beam(START, LENGTH, piece -> false, width);
    while (beam.open()) {
      beam.advance((before, last) -> after.get(last));
    }
    return beam.best().pieces();
  }

  private static Decoder.State state(int number) {
    LstmCell.State layer = new LstmCell.State(new float[] {number}, new float[1]);
    return new Decoder.State(layer, layer);
  }

  private static NextSubwords next(
      int piece, float probability, int other, float probabilityOfOther) {
    return next(piece, probability, other, probabilityOfOther, START);
  }

  private static NextSubwords next(
      int piece, float probability, int other, float probabilityOfOther, Decoder.State state) {
    return new NextSubwords(
        new int[] {piece, other},
        new float[] {probability, probabilityOfOther},
        new float[] {1},
        state);
  }
}
