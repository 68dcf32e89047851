// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanScorerTest {
  private static final Mention AINO = Mention.gold(0, 2, "PER");
  private static final Mention OULU = Mention.gold(3, 4, "LOC");

  @Test
  void counts_mentions_with_the_same_boundaries_and_type() {
    List<List<Mention>> gold = List.of(List.of(AINO, OULU), List.of(), List.of(AINO));
    List<List<Mention>> predicted =
        List.of(
            List.of(new Mention(0, 2, "PER", 0.4), Mention.gold(3, 4, "ORG")),
            List.of(Mention.gold(1, 2, "ORG")),
            List.of(Mention.gold(0, 1, "PER")));

    SpanReport report = SpanScorer.score(gold, predicted);

    assertThat(report.overall()).isEqualTo(new SpanCounts(1, 4, 3));
    assertThat(report.byType())
        .containsEntry("PER", new SpanCounts(1, 2, 2))
        .containsEntry("LOC", new SpanCounts(0, 0, 1))
        .containsEntry("ORG", new SpanCounts(0, 2, 0))
        .hasSize(3);
    assertThat(report.overall().precision()).isEqualTo(0.25);
    assertThat(report.overall().recall()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(report.overall().f1()).isCloseTo(2 / 7.0, within(1e-12));
    assertThat(report.describe()).contains("precision", "PER", "50.00", "28.57");
  }

  @Test
  void a_mention_of_another_sentence_does_not_count() {
    SpanReport report =
        SpanScorer.score(List.of(List.of(AINO), List.of()), List.of(List.of(), List.of(AINO)));

    assertThat(report.overall()).isEqualTo(new SpanCounts(0, 1, 1));
  }

  @Test
  void a_mention_predicted_twice_is_correct_once() {
    SpanReport report = SpanScorer.score(List.of(List.of(AINO)), List.of(List.of(AINO, AINO)));

    assertThat(report.overall()).isEqualTo(new SpanCounts(1, 2, 1));
  }

  @Test
  void nothing_predicted_and_nothing_to_find_score_0() {
    SpanCounts nothing = SpanScorer.score(List.of(List.of()), List.of(List.of())).overall();

    assertThat(nothing.precision()).isZero();
    assertThat(nothing.recall()).isZero();
    assertThat(nothing.f1()).isZero();
  }

  @Test
  void the_numbers_of_sentences_must_agree() {
    assertThatThrownBy(() -> SpanScorer.score(List.of(List.of()), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void recall_is_told_apart_for_mentions_seen_in_training() {
    UnseenRecall recall =
        UnseenRecall.trainedOn(
            List.of(
                new TaggedSentence(
                    List.of("Aino", "Koski", "ja", "Oulu"),
                    List.of(AINO, Mention.gold(3, 4, "ORG")))));
    List<TaggedSentence> gold =
        List.of(
            new TaggedSentence(List.of("Aino", "Koski", ",", "Oulu"), List.of(AINO, OULU)),
            new TaggedSentence(List.of("aino", "Koski"), List.of(AINO)),
            new TaggedSentence(List.of("Aino", "Koski"), List.of(AINO)));

    UnseenRecall.Report report =
        recall.score(
            gold, List.of(List.of(AINO, OULU), List.of(), List.of(Mention.gold(0, 1, "PER"))));

    assertThat(report.seen()).isEqualTo(new SpanCounts(1, 0, 2));
    assertThat(report.unseen()).isEqualTo(new SpanCounts(1, 0, 2));
    assertThat(report.unseen().recall()).isEqualTo(0.5);
  }
}
