// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.canner.Mention;
import io.github.canner.evaluate.PairedBootstrap.Comparison;
import io.github.canner.evaluate.PairedBootstrap.TestSet;
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
    assertThat(comparison.pValue()).isCloseTo(2 / 1001.0, within(1e-12));
  }

  @Test
  void a_single_sentence_decides_little() {
    Comparison comparison = PairedBootstrap.compare(GOLD, rightIn(61), rightIn(60), 2000, 1);

    // The one sentence that differs is missing from a sample with probability (99/100)^100 = 0.366;
    // of both sides that is twice as much.
    assertThat(comparison.pValue()).isCloseTo(0.732, within(0.03));
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

  @Test
  void a_sentence_counts_with_all_trainings_so_that_these_are_no_sentences_of_their_own() {
    // System b misses the second of two sentences in both trainings. A sample shows no difference
    // if it holds the first sentence twice, which has probability 1/4; were the trainings drawn one
    // by one, four draws would have to hit the first sentence: 1/16. Both sides count.
    List<List<Mention>> gold = List.of(RIGHT, RIGHT);
    List<List<Mention>> a = List.of(RIGHT, RIGHT);
    List<List<Mention>> b = List.of(RIGHT, WRONG);
    TestSet pooled = new TestSet(gold, List.of(a, a), List.of(b, b));

    Comparison comparison = PairedBootstrap.compareMean(List.of(pooled), 4000, 1);

    assertThat(comparison.pValue()).isCloseTo(0.5, within(0.03));
    assertThat(comparison.difference()).isEqualTo(0.5);
    assertThat(comparison.low()).isZero();
    assertThat(comparison.high()).isEqualTo(1);
  }

  @Test
  void trainings_are_pooled_by_their_counts() {
    // a finds 1 + 2 of 2 × 2 mentions, b finds 1 + 0; all that they predict is 2 × 2 mentions.
    List<List<Mention>> gold = List.of(RIGHT, RIGHT);
    TestSet pooled =
        new TestSet(
            gold,
            List.of(List.of(RIGHT, WRONG), List.of(RIGHT, RIGHT)),
            List.of(List.of(WRONG, RIGHT), List.of(WRONG, WRONG)));

    Comparison comparison = PairedBootstrap.compareMean(List.of(pooled), 10, 1);

    assertThat(comparison.f1A()).isEqualTo(0.75);
    assertThat(comparison.f1B()).isEqualTo(0.25);
  }

  @Test
  void test_sets_weigh_the_same_whatever_their_size() {
    TestSet large = new TestSet(GOLD, List.of(rightIn(50)), List.of(rightIn(40)));
    List<List<Mention>> one = List.of(RIGHT);
    TestSet small = new TestSet(one, List.of(one), List.of(List.of(WRONG)));

    Comparison comparison = PairedBootstrap.compareMean(List.of(large, small), 1000, 1);

    assertThat(comparison.f1A()).isCloseTo((0.5 + 1) / 2, within(1e-12));
    assertThat(comparison.f1B()).isCloseTo((0.4 + 0) / 2, within(1e-12));
    assertThat(comparison.difference()).isCloseTo((0.1 + 1) / 2, within(1e-12));
    assertThat(comparison.low()).isBetween(0.5, 0.55);
  }

  @Test
  void needs_as_many_trainings_of_one_system_as_of_the_other() {
    assertThatThrownBy(() -> new TestSet(GOLD, List.of(GOLD), List.of(GOLD, GOLD)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TestSet(GOLD, List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PairedBootstrap.compareMean(List.of(), 10, 1))
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
