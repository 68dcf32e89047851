// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.canner.Mention;
import io.github.canner.evaluate.PairedBootstrap.Comparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
  private static final List<Mention> RIGHT = List.of(Mention.gold(0, 1, "PER"));
  private static final List<Mention> WRONG = List.of(Mention.gold(1, 2, "PER"));
  private static final List<List<Mention>> GOLD = Collections.nCopies(100, RIGHT);

  @Test
  void a_clear_difference_is_significant() {
    Comparison comparison = PairedBootstrap.compare(GOLD, rightIn(90), rightIn(60), 1000, 1);

    assertThat(comparison.f1A()).isCloseTo(0.9, within(1e-12));
    assertThat(comparison.f1B()).isCloseTo(0.6, within(1e-12));
    assertThat(comparison.difference()).isCloseTo(0.3, within(1e-12));
    // 30 of 100 sentences differ, so the difference has a standard error of sqrt(0.3 * 0.7 / 100) =
    // 0.046.
    assertThat(comparison.low()).isCloseTo(0.3 - 1.96 * 0.046, within(0.025));
    assertThat(comparison.high()).isCloseTo(0.3 + 1.96 * 0.046, within(0.025));
    assertThat(comparison.pValue()).isCloseTo(1 / 1001.0, within(1e-12));
  }

  @Test
  void a_single_sentence_decides_little() {
    Comparison comparison = PairedBootstrap.compare(GOLD, rightIn(61), rightIn(60), 2000, 1);

    // The one sentence that differs is missing from a sample with probability (99/100)^100 = 0.366.
    assertThat(comparison.pValue()).isCloseTo(0.366, within(0.03));
    assertThat(comparison.low()).isZero();
  }

  @Test
  void turning_the_systems_round_turns_the_difference_round() {
    Comparison one = PairedBootstrap.compare(GOLD, rightIn(70), rightIn(60), 501, 5);
    Comparison other = PairedBootstrap.compare(GOLD, rightIn(60), rightIn(70), 501, 5);

    assertThat(other.difference()).isEqualTo(-one.difference());
    assertThat(other.pValue()).isEqualTo(one.pValue());
  }

  @Test
  void equal_systems_do_not_differ() {
    Comparison comparison = PairedBootstrap.compare(GOLD, rightIn(60), rightIn(60), 100, 1);

    assertThat(comparison).isEqualTo(new Comparison(0.6, 0.6, 0, 0, 0, 1, 100));
  }

  @Test
  void the_seed_repeats_the_outcome() {
    Comparison one = PairedBootstrap.compare(GOLD, rightIn(70), rightIn(65), 100, 9);

    assertThat(PairedBootstrap.compare(GOLD, rightIn(70), rightIn(65), 100, 9)).isEqualTo(one);
    assertThat(PairedBootstrap.compare(GOLD, rightIn(70), rightIn(65), 100, 10)).isNotEqualTo(one);
  }

  @Test
  void needs_sentences_and_samples() {
    assertThatThrownBy(() -> PairedBootstrap.compare(List.of(), List.of(), List.of(), 10, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PairedBootstrap.compare(GOLD, GOLD, GOLD, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PairedBootstrap.compare(GOLD, GOLD, List.of(), 10, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<List<Mention>> rightIn(int sentences) {
    List<List<Mention>> predicted = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      predicted.add(i < sentences ? RIGHT : WRONG);
    }
    return predicted;
  }
}
