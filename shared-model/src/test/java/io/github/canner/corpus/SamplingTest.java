// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 1000).boxed().toList();

  @Test
  void a_larger_subset_begins_with_the_smaller() {
    List<Integer> large = Sampling.subset(ITEMS, 500, 3);

    assertThat(Sampling.subset(ITEMS, 100, 3)).isEqualTo(large.subList(0, 100));
    assertThat(large).doesNotHaveDuplicates().isSubsetOf(ITEMS).isNotEqualTo(ITEMS.subList(0, 500));
  }

  @Test
  void the_seed_decides() {
    assertThat(Sampling.subset(ITEMS, 50, 1))
        .isEqualTo(Sampling.subset(ITEMS, 50, 1))
        .isNotEqualTo(Sampling.subset(ITEMS, 50, 2));
  }

  @Test
  void every_item_is_as_likely() {
    long low =
        IntStream.range(0, 400)
            .filter(seed -> Sampling.subset(ITEMS, 1, seed).get(0) < 500)
            .count();

    assertThat(low).isBetween(150L, 250L);
  }

  @Test
  void all_and_none_can_be_drawn_and_no_more() {
    assertThat(Sampling.subset(ITEMS, 1000, 1)).containsExactlyInAnyOrderElementsOf(ITEMS);
    assertThat(Sampling.subset(ITEMS, 0, 1)).isEmpty();
    assertThatThrownBy(() -> Sampling.subset(ITEMS, 1001, 1))
        .isInstanceOf(CanException.class)
        .hasMessageContainingAll("1001", "1000");
  }
}
