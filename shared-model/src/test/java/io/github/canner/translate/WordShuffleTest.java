// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WordShuffleTest {
  private static final List<String> SENTENCE = List.of("Asha", "anaishi", "karibu", "na", "Moshi");
  private static final Alignment ALIGNMENT = Alignment.of(new int[] {0, 0}, new int[] {4, 2});

  @Test
  void no_word_keeps_its_place_and_every_place_is_taken() {
    for (int seed = 0; seed < 50; seed++) {
      int[] circle = WordShuffle.circle(6, new SplittableRandom(seed));
      assertThat(circle).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
      for (int i = 0; i < circle.length; i++) {
        assertThat(circle[i]).isNotEqualTo(i);
      }
    }
    assertThat(WordShuffle.circle(1, new SplittableRandom(1))).containsExactly(0);
    assertThat(WordShuffle.circle(0, new SplittableRandom(1))).isEmpty();
  }

  @Test
  void the_numbers_of_one_seed_are_not_those_of_the_next_shifted() {
    SplittableRandom one = WordShuffle.random("Moshi", 1);
    one.nextLong();

    assertThat(WordShuffle.random("Moshi", 2).nextLong()).isNotEqualTo(one.nextLong());
  }

  @Test
  void links_keep_their_english_words_and_lose_their_own() {
    for (int seed = 0; seed < 20; seed++) {
      Alignment shuffled = WordShuffle.shuffled(ALIGNMENT, SENTENCE, seed);
      assertThat(Arrays.stream(shuffled.links()).map(link -> link[1]))
          .containsExactlyInAnyOrder(0, 2);
      assertThat(shuffled.contains(0, 0)).isFalse();
      assertThat(shuffled.contains(4, 2)).isFalse();
      assertThat(WordShuffle.shuffled(ALIGNMENT, SENTENCE, seed)).isEqualTo(shuffled);
    }
  }
}
