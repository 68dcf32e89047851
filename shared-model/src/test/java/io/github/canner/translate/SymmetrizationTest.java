// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The example, foreign words down and English words across; F in the first direction only, S in the
 * second, B in both.
 *
 * <pre>
 *      0 1 2 3 4 5
 *   0  B F . . . .
 *   1  S . . . . .
 *   2  . . B . . .
 *   3  . . . F . .
 *   4  S . . . . .
 *   5  . . . . . F
 * </pre>
 */
class SymmetrizationTest {
  private final Alignment first =
      Alignment.of(new int[][] {{0, 0}, {0, 1}, {2, 2}, {3, 3}, {5, 5}});
  private final Alignment second = Alignment.of(new int[][] {{0, 0}, {1, 0}, {2, 2}, {4, 0}});

  @Test
  void intersects() {
    assertThat(Symmetrization.INTERSECTION.apply(first, second)).hasToString("0-0 2-2");
  }

  @Test
  void unites() {
    assertThat(Symmetrization.UNION.apply(first, second))
        .hasToString("0-0 0-1 1-0 2-2 3-3 4-0 5-5");
  }

  @Test
  void grows_by_neighbours_and_then_adds_links_between_free_words_only() {
    assertThat(Symmetrization.GROW_DIAG_FINAL_AND.apply(first, second))
        .hasToString("0-0 0-1 1-0 2-2 3-3 5-5");
  }

  @Test
  void does_not_grow_between_words_that_both_have_links() {
    Alignment one = Alignment.of(new int[][] {{0, 0}, {1, 1}, {0, 1}});
    Alignment other = Alignment.of(new int[][] {{0, 0}, {1, 1}});
    assertThat(Symmetrization.GROW_DIAG_FINAL_AND.apply(one, other)).hasToString("0-0 1-1");
  }

  @Test
  void makes_nothing_of_nothing() {
    for (Symmetrization method : Symmetrization.values()) {
      assertThat(method.apply(Alignment.of(), Alignment.of()).size()).isZero();
    }
  }
}
