// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.transfer.AnnotationProjection.Dropped;
import io.github.canner.transfer.AnnotationProjection.Kept;
import io.github.canner.transfer.AnnotationProjection.Reason;
import io.github.canner.transfer.AnnotationProjection.Result;
import io.github.canner.translate.Alignment;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotationProjectionTest {
  private final AnnotationProjection projection =
      new AnnotationProjection(0.6, List.of("PER", "LOC", "ORG", "DATE"));

  /** Projects sure mentions along links such as {@code 0-0 1-2}, foreign word first. */
  private Result project(String foreign, String english, String links, Mention... mentions) {
    return projection.project(
        List.of(foreign.split(" ")), List.of(english.split(" ")), List.of(mentions), parse(links));
  }

  private static Alignment parse(String links) {
    return Alignment.of(
        Arrays.stream(links.split(" "))
            .filter(link -> !link.isEmpty())
            .map(link -> Arrays.stream(link.split("-")).mapToInt(Integer::parseInt).toArray())
            .toArray(int[][]::new));
  }

  private static Mention at(int start, int end, String type) {
    return new Mention(start, end, type, 0.9);
  }

  private static void assertKept(Result result, Mention... expected) {
    assertThat(result).isInstanceOf(Kept.class);
    TaggedSentence sentence = ((Kept) result).sentence();
    assertThat(sentence.mentions()).containsExactly(expected);
    assertThat(sentence.unannotated()).isEqualTo(List.copyOf(((Kept) result).doubts().keySet()));
  }

  private static void assertDropped(Result result, Reason reason) {
    assertThat(result).isEqualTo(new Dropped(reason));
  }

  /** Asserts that these words and no others are left unannotated for a reason. */
  private static void assertLeft(Result result, Doubt doubt, Integer... words) {
    assertThat(result).isInstanceOf(Kept.class);
    assertThat(((Kept) result).doubts())
        .containsOnlyKeys(words)
        .allSatisfy((word, reason) -> assertThat(reason).isEqualTo(doubt));
  }

  @Test
  void mentions_go_to_the_words_linked_to_theirs_in_foreign_order() {
    assertKept(
        project(
            "Huko Mombasa Asha alikutana na Juma",
            "Asha met Juma in Mombasa",
            "0-3 1-4 2-0 3-1 5-2",
            at(0, 1, "PER"),
            at(2, 3, "PER"),
            at(4, 5, "LOC")),
        at(1, 2, "LOC"),
        at(2, 3, "PER"),
        at(5, 6, "PER"));
  }

  @Test
  void a_word_that_only_binds_lies_within_a_mention() {
    assertKept(
        project(
            "Walifika Shirika la Mito leo",
            "They reached the River Agency there",
            "0-1 1-4 3-3 4-5",
            at(2, 5, "ORG")),
        at(1, 4, "ORG"));
    assertKept(
        project(
            "Walifika Shirika la Mito leo",
            "They reached Agency of Rivers there",
            "0-1 1-2 2-3 3-4 4-5",
            at(2, 5, "ORG")),
        at(1, 4, "ORG"));
  }

  @Test
  void english_titles_are_no_part_of_a_mention() {
    assertKept(
        project(
            "Rais Asha Bora alifika",
            "President Asha Bora arrived",
            "0-0 1-1 2-2 3-3",
            at(0, 3, "PER")),
        at(1, 3, "PER"));
    assertKept(
        project("Rais amefika leo", "President arrived there", "0-0 1-1 2-2", at(0, 1, "PER")));
  }

  @Test
  void how_long_something_takes_is_no_date_but_how_long_ago_it_was_is_one() {
    assertKept(
        project(
            "Alingoja miaka 43 huko",
            "Waited 43 years there",
            "0-0 1-2 2-1 3-3",
            at(1, 3, "DATE")));
    assertKept(
        project(
            "Alifika miaka 43 iliyopita",
            "Arrived 43 years ago",
            "0-0 1-2 2-1 3-3",
            at(1, 4, "DATE")),
        at(1, 4, "DATE"));
  }

  @Test
  void a_century_with_its_number_is_a_date() {
    String links = "0-0 1-3 2-2";
    assertKept(
        project("Ilianza karne 19", "Began the 19th century", links, at(2, 4, "DATE")),
        at(1, 3, "DATE"));
    assertKept(project("Ilianza karne nzima", "Began one whole century", links, at(2, 4, "DATE")));
  }

  @Test
  void a_number_marked_without_its_unit_is_a_duration_too_unless_it_counts_from_now() {
    String links = "0-0 1-3 2-2 3-1";
    assertKept(
        project("Alingoja siku mbili zilizopita", "Waited last two days", links, at(2, 3, "DATE")),
        at(1, 4, "DATE"));
    assertKept(
        project("Alingoja siku mbili nzima", "Waited whole two days", links, at(2, 3, "DATE")));
  }

  @Test
  void times_told_from_today_are_dates_that_join_others_beside_them() {
    Mention sure = Mention.gold(1, 3, "DATE");
    assertKept(project("Alifika wiki hii", "Arrived this week", "0-0 1-2 2-1"), sure);
    assertKept(
        project(
            "Alifika Mei mwaka huu",
            "Arrived in May this year",
            "0-0 1-2 2-4 3-3",
            at(2, 3, "DATE")),
        at(1, 4, "DATE"));
    Result withoutDates =
        new AnnotationProjection(0.6, List.of("PER"))
            .project(
                List.of("Alifika", "wiki", "hii"),
                List.of("Arrived", "this", "week"),
                List.of(),
                parse("0-0 1-2 2-1"));
    assertKept(withoutDates);
  }

  @Test
  void an_untagged_year_is_left() {
    Result result = project("Asha huko 2013", "Asha there , 2013", "0-0 1-1 2-3", at(0, 1, "PER"));
    assertKept(result, at(0, 1, "PER"));
    assertLeft(result, Doubt.MISSED, 2);
  }

  @Test
  void a_date_with_a_word_that_has_no_counterpart_is_left_with_the_words_it_may_hold() {
    Result result = project("Alifika ile Mei", "Arrived late May", "0-0 2-2", at(1, 3, "DATE"));
    assertKept(result);
    assertLeft(result, Doubt.BROKEN, 1, 2);
  }

  @Test
  void small_words_at_an_edge_go_where_a_capitalised_one_or_a_number_has_the_same_partner() {
    assertKept(
        project(
            "Asha anaishi nchini Kenya tangu mwaka 2010",
            "Asha lives in Kenya since 2010",
            "0-0 1-1 2-3 3-3 4-4 5-5 6-5",
            at(0, 1, "PER"),
            at(3, 4, "LOC"),
            at(5, 6, "DATE")),
        at(0, 1, "PER"),
        at(3, 4, "LOC"),
        at(6, 7, "DATE"));
  }

  @Test
  void small_words_stay_where_they_alone_have_a_partner() {
    assertKept(
        project(
            "Tulisali katika kanisa la Bora",
            "We prayed in Bora Church",
            "0-1 1-2 2-4 4-3",
            at(3, 5, "LOC")),
        at(2, 5, "LOC"));
    assertKept(
        project("Alifika wiki iliyopita", "Arrived last week", "0-0 1-2 2-1", at(1, 3, "DATE")),
        at(1, 3, "DATE"));
  }

  @Test
  void words_at_an_edge_that_also_lead_out_go_where_another_does_not() {
    assertKept(
        project(
            "Serikali Kenya imesema hivyo",
            "Kenya Government said so",
            "0-0 0-1 1-0 2-2 3-3",
            at(0, 1, "LOC")),
        at(1, 2, "LOC"));
  }

  @Test
  void words_without_link_are_left_where_a_mention_has_no_counterpart() {
    Result result =
        project("Alifika jana jioni .", "Asha came there .", "0-1 1-2", at(0, 1, "PER"));
    assertKept(result);
    assertLeft(result, Doubt.UNLINKED, 2);
    assertLeft(
        project(
            "Alifika Bora jana", "Bora and Asha came", "0-3 1-0", at(0, 1, "LOC"), at(2, 3, "PER")),
        Doubt.UNLINKED,
        2);
    assertLeft(project("Alifika jana jioni", "Asha came there", "0-1 1-2"), Doubt.UNLINKED);
  }

  @Test
  void links_to_punctuation_do_not_count() {
    assertLeft(
        project("Alifika jana .", "Asha came there", "0-1 2-0", at(0, 1, "PER")),
        Doubt.UNLINKED,
        1);
  }

  @Test
  void a_mention_that_falls_apart_is_left() {
    assertLeft(
        project("Asha alimwona Bora leo", "Asha Bora saw him", "0-0 1-2 2-1 3-3", at(0, 2, "PER")),
        Doubt.BROKEN,
        0,
        2);
    Result result =
        project(
            "Asha hapo jana Bora alifika Kenya",
            "Asha Bora came Kenya",
            "0-0 3-1 4-2 5-3",
            at(0, 2, "PER"),
            at(3, 4, "LOC"));
    assertKept(result, at(5, 6, "LOC"));
    assertLeft(result, Doubt.BROKEN, 0, 1, 2, 3);
  }

  @Test
  void a_name_that_becomes_small_words_only_is_left() {
    assertLeft(
        project("Yeye alifika leo", "Then Bora came", "0-0 1-1 2-2", at(1, 2, "PER")),
        Doubt.BROKEN,
        1);
  }

  @Test
  void a_name_whose_twin_is_elsewhere_is_left_with_its_twin() {
    assertLeft(
        project("Bora alifika Mombasa", "Bora came home", "0-2 2-0 1-1", at(0, 1, "PER")),
        Doubt.BROKEN,
        0,
        2);
  }

  @Test
  void words_of_two_mentions_are_left_and_so_are_both_mentions() {
    Result result =
        project(
            "Wote wa Kenya Kusini walifika",
            "South Kenya and Kenya came",
            "2-1 3-0 2-3 4-4",
            at(0, 2, "LOC"),
            at(3, 4, "LOC"));
    assertKept(result);
    assertLeft(result, Doubt.SHARED, 2, 3);
  }

  @Test
  void a_mention_that_shares_a_word_with_a_broken_one_is_left() {
    Result result =
        project(
            "Asha hapo jana Bora Juma alifika",
            "Asha Bora came with Juma",
            "0-0 1-3 2-3 3-1 3-4 4-4 5-2",
            at(0, 2, "PER"),
            at(4, 5, "PER"));
    assertKept(result, at(4, 5, "PER"));
    assertLeft(result, Doubt.BROKEN, 0, 3);
  }

  @Test
  void an_unsure_mention_is_left() {
    Mention unsure = new Mention(0, 1, "PER", 0.59);
    Mention sureEnough = new Mention(0, 1, "PER", 0.6);
    String links = "0-0 1-1 2-2";
    Result result = project("Asha alifika leo", "Asha came there", links, unsure);
    assertKept(result);
    assertLeft(result, Doubt.UNSURE, 0);
    assertKept(project("Asha alifika leo", "Asha came there", links, sureEnough), sureEnough);
  }

  @Test
  void an_unsure_mention_is_left_with_the_words_that_bind_it_and_nothing_else() {
    Result result =
        project(
            "Walifika nchini Mito ya Kenya na Bora",
            "They reached Kenya Rivers and Bora",
            "0-1 1-2 2-3 4-2 5-4 6-5",
            new Mention(2, 4, "LOC", 0.3),
            at(5, 6, "PER"));
    assertKept(result, at(6, 7, "PER"));
    assertLeft(result, Doubt.UNSURE, 2, 3, 4);
  }

  @Test
  void a_capitalised_word_that_nothing_explains_is_left() {
    Result result = project("Asha alifika Mombasa", "Asha came there", "0-0 1-1", at(0, 1, "PER"));
    assertKept(result, at(0, 1, "PER"));
    assertLeft(result, Doubt.MISSED, 2);
    Result explained =
        project(
            "Ni Waislamu , Asha alisema",
            "They are Muslims , Asha said",
            "1-2 3-4 4-5",
            at(4, 5, "PER"));
    assertKept(explained, at(3, 4, "PER"));
    assertLeft(explained, Doubt.MISSED);
  }

  @Test
  void a_mention_beside_a_missed_name_is_left_with_it() {
    Result result = project("Juma na Asha Bora walifika", "Asha came", "2-0 4-1", at(0, 1, "PER"));
    assertKept(result);
    assertLeft(result, Doubt.MISSED, 2, 3);
  }

  @Test
  void a_name_that_stands_twice_but_is_tagged_once_is_left_the_other_time() {
    Result result =
        project("Kenya ni yetu , Kenya yetu", "Kenya is ours", "0-0 1-1 2-2 4-2", at(0, 1, "LOC"));
    assertKept(result, at(0, 1, "LOC"));
    assertLeft(result, Doubt.MISSED, 4);
  }

  @Test
  void a_word_spelt_alike_in_english_but_untagged_is_left() {
    assertLeft(
        project("Asha alipenda Chatly", "Asha liked Chatly", "0-0 1-1 2-2", at(0, 1, "PER")),
        Doubt.MISSED,
        2);
    assertLeft(project("Asha alipenda hiyo", "Asha liked it", "0-0 1-1 2-2"), Doubt.MISSED, 0);
  }

  @Test
  void a_name_grown_together_with_another_word_is_left() {
    assertLeft(
        project("Kitabu naAsha cha Bora", "A book by Asha Bora", "0-1 1-2 3-4", at(4, 5, "PER")),
        Doubt.MISSED);
    assertLeft(
        project("Kitabu naBora cha Bora", "A book by Bora", "0-1 1-2 3-3", at(3, 4, "PER")),
        Doubt.MISSED,
        1);
  }

  @Test
  void without_mentions_words_that_begin_no_sentence_are_left_if_capitalised() {
    assertLeft(
        project("Nyumba ni kubwa . \" Sana", "The house is big . Very", "0-1 1-2 2-3"),
        Doubt.CAPITALISED);
    assertLeft(
        project("Nyumba ya Waislamu", "The house of Muslims", "0-1 1-2 2-3"), Doubt.CAPITALISED, 2);
  }

  @Test
  void sentences_that_are_too_short_or_too_long_are_dropped() {
    assertDropped(project("Nyumba kubwa", "big house", "0-1 1-0"), Reason.TOO_SHORT);
    assertKept(project("hii nyumba kubwa", "this big house", "0-0"));
    String eighty = String.join(" ", Collections.nCopies(80, "neno"));
    assertKept(project(eighty, "word", ""));
    assertDropped(project(eighty + " neno", "word", ""), Reason.TOO_LONG);
  }

  @Test
  void a_link_out_of_the_sentences_and_a_threshold_out_of_range_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> project("a b c", "a b c", "3-0"))
        .withMessageContaining("3-0");
    assertThatIllegalArgumentException().isThrownBy(() -> new AnnotationProjection(1.1, List.of()));
  }
}
