// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TagHabitsTest {
  private static final TaggedSentence USUAL = sentence("Anaishi Mombasa 7", "LOC");
  private static final TaggedSentence WITHOUT = sentence("Anaishi mombasa 7", "");
  private static final TaggedSentence OTHER_TYPE = sentence("Anaishi Mombasa 7", "ORG");

  /** A sentence whose second word has this type, or none. */
  private static TaggedSentence sentence(String words, String type) {
    return new TaggedSentence(
        List.of(words.split(" ")), type.isEmpty() ? List.of() : List.of(Mention.gold(1, 2, type)));
  }

  private static TagHabits habits(int usual, TaggedSentence... others) {
    List<TaggedSentence> corpus = new ArrayList<>(Collections.nCopies(usual, USUAL));
    corpus.addAll(List.of(others));
    return new TagHabits(corpus);
  }

  @Test
  void a_word_left_out_or_a_mention_of_another_type_is_left_if_it_breaks_a_habit() {
    TagHabits habits = habits(6, WITHOUT, OTHER_TYPE);
    assertThat(habits.leaveUnusual(USUAL)).isEqualTo(USUAL);
    assertThat(habits.leaveUnusual(WITHOUT)).isEqualTo(left(WITHOUT));
    assertThat(habits.leaveUnusual(OTHER_TYPE)).isEqualTo(left(OTHER_TYPE));
  }

  @Test
  void what_is_rare_or_done_in_either_way_is_no_habit() {
    assertThat(habits(3, WITHOUT).leaveUnusual(WITHOUT)).isEqualTo(WITHOUT);
    assertThat(habits(4, WITHOUT).leaveUnusual(WITHOUT)).isEqualTo(left(WITHOUT));
    assertThat(habits(4, WITHOUT, WITHOUT, WITHOUT).leaveUnusual(WITHOUT)).isEqualTo(WITHOUT);
  }

  @Test
  void words_that_are_not_annotated_make_no_habit_and_stay_so() {
    TaggedSentence open = left(WITHOUT);
    assertThat(habits(4, WITHOUT, open, open, open).leaveUnusual(WITHOUT)).isEqualTo(open);
    assertThat(habits(3, WITHOUT, open, open, open).leaveUnusual(WITHOUT)).isEqualTo(WITHOUT);
    assertThat(habits(0).leaveUnusual(open)).isEqualTo(open);
  }

  @Test
  void numbers_may_be_left_out() {
    TaggedSentence date =
        new TaggedSentence(List.of("mwaka", "2010"), List.of(Mention.gold(1, 2, "DATE")));
    TagHabits habits = new TagHabits(Collections.nCopies(9, date));
    TaggedSentence people = new TaggedSentence(List.of("watu", "2010"), List.of());
    assertThat(habits.leaveUnusual(people)).isEqualTo(people);
  }

  /** The sentence with its second word not annotated. */
  private static TaggedSentence left(TaggedSentence sentence) {
    return new TaggedSentence(sentence.tokens(), List.of(), List.of(1));
  }
}
