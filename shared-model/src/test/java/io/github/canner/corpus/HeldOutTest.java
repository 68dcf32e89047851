// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeldOutTest {
  private static List<Integer> items(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void parts_two_percent_from_the_rest_and_keeps_the_order() {
    HeldOut<Integer> parts = HeldOut.draw(items(500), 7);
    assertThat(parts.held()).hasSize(10).isSorted();
    assertThat(parts.train()).hasSize(490).isSorted();
    assertThat(Stream.concat(parts.train().stream(), parts.held().stream()))
        .containsExactlyInAnyOrderElementsOf(items(500));
  }

  @Test
  void draws_the_same_for_the_same_seed_only() {
    assertThat(HeldOut.draw(items(500), 7)).isEqualTo(HeldOut.draw(items(500), 7));
    assertThat(HeldOut.draw(items(500), 8).held()).isNotEqualTo(HeldOut.draw(items(500), 7).held());
  }

  @Test
  void holds_one_out_of_few_and_refuses_one_alone() {
    assertThat(HeldOut.draw(items(2), 1).held()).hasSize(1);
    assertThatThrownBy(() -> HeldOut.draw(items(1), 1))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("expected 2 at least");
  }
}
