// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.canner.CanException;
import io.github.canner.Mention;
import io.github.canner.corpus.TagScheme.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TagSchemeTest {
  /** Two touching places, then one token away a person. */
  private static final List<Mention> MENTIONS =
      List.of(Mention.gold(0, 3, "LOC"), Mention.gold(3, 4, "LOC"), Mention.gold(5, 6, "PER"));

  @ParameterizedTest
  @CsvSource({
    "IOB1, I-LOC I-LOC I-LOC B-LOC O I-PER O",
    "IOB2, B-LOC I-LOC I-LOC B-LOC O B-PER O",
    "BIOES, B-LOC I-LOC E-LOC S-LOC O S-PER O",
  })
  void writes_and_reads_touching_mentions(TagScheme scheme, String tags) {
    assertThat(scheme.encode(MENTIONS, 7)).isEqualTo(split(tags));
    assertThat(scheme.decode(split(tags))).isEqualTo(MENTIONS);
    assertThat(scheme.violations(split(tags))).isEmpty();
  }

  @Test
  void bare_types_join_touching_mentions_of_one_type() {
    assertThat(TagScheme.BARE.encode(MENTIONS, 7)).isEqualTo(split("LOC LOC LOC LOC O PER O"));
    assertThat(TagScheme.BARE.decode(split("LOC LOC LOC LOC PER O")))
        .containsExactly(Mention.gold(0, 4, "LOC"), Mention.gold(4, 5, "PER"));
  }

  @ParameterizedTest
  @EnumSource
  void keeps_types_with_hyphens(TagScheme scheme) {
    List<Mention> mentions = List.of(Mention.gold(1, 3, "GEO-LOC"));

    assertThat(scheme.decode(scheme.encode(mentions, 4))).isEqualTo(mentions);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BARE")
  void reads_what_it_wrote(TagScheme scheme) {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      int length = random.nextInt(12);
      List<Mention> mentions = randomMentions(random, length);
      List<String> tags = scheme.encode(mentions, length);
      assertThat(tags).hasSize(length);
      assertThat(scheme.decode(tags)).isEqualTo(mentions);
      assertThat(scheme.violations(tags)).isEmpty();
    }
  }

  @Test
  void reads_bilou_as_bioes() {
    assertThat(TagScheme.BIOES.decode(split("B-LOC I-LOC L-LOC U-LOC O U-PER O")))
        .isEqualTo(MENTIONS);
    assertThat(TagScheme.BIOES.violations(split("B-LOC I-LOC L-LOC U-LOC O U-PER O"))).isEmpty();
  }

  @Test
  void a_tag_that_continues_nothing_begins_a_mention_and_is_told() {
    List<String> tags = split("O I-PER I-PER I-LOC O B-ORG I-PER");

    assertThat(TagScheme.IOB2.decode(tags))
        .containsExactly(
            Mention.gold(1, 3, "PER"),
            Mention.gold(3, 4, "LOC"),
            Mention.gold(5, 6, "ORG"),
            Mention.gold(6, 7, "PER"));
    assertThat(TagScheme.IOB2.violations(tags))
        .extracting(Violation::position, Violation::tag)
        .containsExactly(tuple(1, "I-PER"), tuple(3, "I-LOC"), tuple(6, "I-PER"));
  }

  @Test
  void a_needless_beginning_breaks_iob1() {
    List<String> tags = split("B-PER I-PER B-PER O B-LOC");

    assertThat(TagScheme.IOB1.decode(tags))
        .containsExactly(
            Mention.gold(0, 2, "PER"), Mention.gold(2, 3, "PER"), Mention.gold(4, 5, "LOC"));
    assertThat(TagScheme.IOB1.violations(tags))
        .extracting(Violation::position)
        .containsExactly(0, 4);
  }

  @ParameterizedTest
  @CsvSource({
    "B-PER O, 0, 1, 0", // not ended before O
    "B-PER I-PER, 0, 2, 1", // not ended before the end
    "O E-PER, 1, 2, 1", // ends what has not begun
    "I-PER E-PER, 0, 2, 0", // continues what has not begun
  })
  void a_mention_without_beginning_or_end_breaks_bioes(
      String tags, int start, int end, int position) {
    assertThat(TagScheme.BIOES.decode(split(tags)))
        .containsExactly(Mention.gold(start, end, "PER"));
    assertThat(TagScheme.BIOES.violations(split(tags)))
        .extracting(Violation::position)
        .containsExactly(position);
  }

  @ParameterizedTest
  @CsvSource({"IOB2, E-PER", "IOB1, PER", "BIOES, X-PER", "IOB2, B-", "BIOES, B_PER"})
  void rejects_what_is_no_tag_of_the_scheme(TagScheme scheme, String tag) {
    assertThatThrownBy(() -> scheme.decode(List.of("O", tag)))
        .isInstanceOf(CanException.class)
        .hasMessageContainingAll("tag 1", "'" + tag + "'", scheme.name());
  }

  @Test
  void does_not_write_overlapping_mentions() {
    List<Mention> overlapping = List.of(Mention.gold(0, 2, "PER"), Mention.gold(1, 3, "LOC"));

    assertThatThrownBy(() -> TagScheme.IOB2.encode(overlapping, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TagScheme.IOB2.encode(List.of(Mention.gold(0, 2, "PER")), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Mention> randomMentions(Random random, int length) {
    List<Mention> mentions = new ArrayList<>();
    int at = random.nextInt(3);
    while (at < length) {
      int end = Math.min(length, at + 1 + random.nextInt(3));
      mentions.add(Mention.gold(at, end, random.nextBoolean() ? "PER" : "GEO-LOC"));
      at = end + random.nextInt(2);
    }
    return mentions;
  }

  private static List<String> split(String tags) {
    return List.of(tags.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "IOB1, I-LOC _ I-LOC I-LOC _ I-PER",
    "IOB2, B-LOC _ B-LOC I-LOC _ B-PER",
    "BIOES, S-LOC _ B-LOC E-LOC _ S-PER",
    "BARE, LOC _ LOC LOC _ PER",
  })
  void a_mention_ends_before_a_token_that_is_not_annotated(TagScheme scheme, String tags) {
    assertThat(scheme.decode(split(tags)))
        .containsExactly(
            Mention.gold(0, 1, "LOC"), Mention.gold(2, 4, "LOC"), Mention.gold(5, 6, "PER"));
    assertThat(scheme.violations(split(tags))).isEmpty();
  }

  @Test
  void an_inside_tag_after_a_token_that_is_not_annotated_breaks_the_scheme() {
    assertThat(TagScheme.IOB2.violations(split("B-LOC _ I-LOC")))
        .extracting(Violation::position)
        .containsExactly(2);
    assertThat(TagScheme.BIOES.violations(split("B-LOC _ E-LOC")))
        .extracting(Violation::position)
        .containsExactly(0, 2);
  }
}
