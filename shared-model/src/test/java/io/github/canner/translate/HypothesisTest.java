// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HypothesisTest {
  private static final int A = 5;
  private static final int B = 6;
  private static final int C = 7;

  @Test
  void refuses_the_same_subword_twice_in_a_row_unless_it_may_repeat() {
    assertThat(of(A).wouldLoop(A, false)).isTrue();
    assertThat(of(A, B).wouldLoop(A, false)).isFalse();
    assertThat(of(A, A).wouldLoop(A, true)).isFalse();
    assertThat(of(A, A, A).wouldLoop(A, true)).isTrue();
  }

  @Test
  void refuses_a_run_of_two_to_four_subwords_twice_in_a_row() {
    assertThat(of(A, B, A).wouldLoop(B, false)).isTrue();
    assertThat(of(A, B, C, A, B).wouldLoop(C, false)).isTrue();
    assertThat(of(A, B, A).wouldLoop(C, false)).isFalse();
  }

  @Test
  void refuses_a_run_of_four_that_stands_anywhere_before() {
    assertThat(of(3, A, B, C, 4, 8, 9, A, B, C).wouldLoop(4, false)).isTrue();
    assertThat(of(3, A, B, C, 4, 8, 9, A, B, C).wouldLoop(8, false)).isFalse();
  }

  @Test
  void gives_its_subwords_without_start_and_end() {
    Hypothesis finished = of(A, B).extended(Subwords.END, new float[] {1}, -1);
    assertThat(finished.finished()).isTrue();
    assertThat(finished.pieces()).containsExactly(A, B);
    assertThat(finished.attentions()).hasSize(2);
  }

  @Test
  void scores_by_subword_so_that_lengths_compare() {
    assertThat(of(A, B, C).score()).isEqualTo(of(A).score());
  }

  private static Hypothesis of(int... pieces) {
    Hypothesis hypothesis = Hypothesis.start();
    for (int piece : pieces) {
      hypothesis = hypothesis.extended(piece, new float[] {1}, -0.5);
    }
    return hypothesis;
  }
}
