// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TagSpaceTest {
  private final TagSpace space = new TagSpace(List.of("PER", "LOC"));

  @Test
  void decodes_what_it_encodes() {
    List<Mention> mentions =
        List.of(Mention.gold(0, 1, "LOC"), Mention.gold(1, 3, "PER"), Mention.gold(4, 8, "LOC"));
    int[] tags = space.encode(mentions, 9);
    assertThat(tags).containsExactly(8, 1, 3, 0, 5, 6, 6, 7, 0);
    assertThat(space.decode(tags, (start, span) -> 1)).isEqualTo(mentions);
  }

  @Test
  void refuses_mentions_that_overlap_or_have_another_type() {
    assertThatThrownBy(
            () -> space.encode(List.of(Mention.gold(0, 2, "PER"), Mention.gold(1, 3, "LOC")), 3))
        .hasMessageContaining("overlap");
    assertThatThrownBy(() -> space.encode(List.of(Mention.gold(0, 2, "DATE")), 3))
        .hasMessageContaining("DATE");
    assertThatThrownBy(() -> space.encode(List.of(Mention.gold(0, 4, "PER")), 3))
        .hasMessageContaining("3 tokens");
  }

  @Test
  void lets_an_open_mention_go_on_and_a_closed_one_be_followed_by_a_new_one() {
    int beginPer = 1;
    int insidePer = 2;
    int endPer = 3;
    int singleLoc = 8;
    assertThat(space.mayFollow(beginPer, insidePer)).isTrue();
    assertThat(space.mayFollow(beginPer, TagSpace.OUTSIDE)).isFalse();
    assertThat(space.mayFollow(beginPer, 6)).isFalse();
    assertThat(space.mayFollow(endPer, singleLoc)).isTrue();
    assertThat(space.mayFollow(endPer, insidePer)).isFalse();
    assertThat(space.mayFollow(TagSpace.OUTSIDE, endPer)).isFalse();
  }

  @Test
  void knows_its_tags_in_another_space() {
    TagSpace other = new TagSpace(List.of("DATE", "LOC"));
    assertThat(space.numbersIn(other)).containsExactly(0, -1, -1, -1, -1, 5, 6, 7, 8);
    assertThat(other.numbersIn(space)).containsExactly(0, -1, -1, -1, -1, 5, 6, 7, 8);
    assertThat(space.numbersIn(new TagSpace(List.of("LOC", "PER"))))
        .containsExactly(0, 5, 6, 7, 8, 1, 2, 3, 4);
  }

  @Test
  void allows_every_tag_at_a_token_that_is_not_annotated() {
    TaggedSentence sentence =
        new TaggedSentence(
            List.of("Asha", "alifika", "Oslo"), List.of(Mention.gold(0, 1, "PER")), List.of(2));
    boolean[] allowed = space.allowed(sentence, Set.of("LOC"));
    for (int tag = 0; tag < space.size(); tag++) {
      assertThat(allowed[tag]).isEqualTo(tag == 4);
      assertThat(allowed[space.size() + tag]).isEqualTo(tag == TagSpace.OUTSIDE || tag > 4);
      assertThat(allowed[2 * space.size() + tag]).isTrue();
    }
  }
}
