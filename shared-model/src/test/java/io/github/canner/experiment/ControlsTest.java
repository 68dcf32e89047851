// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.canner.Mention;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.english.EnglishEncoder.Encoding;
import io.github.canner.train.Corpora;
import io.github.canner.translate.Translation;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ControlsTest {
  private static final List<String> SOURCE = List.of("Asha", "anaishi", "karibu", "na", "Moshi");
  private static final float[][] ATTENTION = {
    {0.90f, 0.04f, 0.03f, 0.02f, 0.01f},
    {0.05f, 0.70f, 0.15f, 0.06f, 0.04f},
    {0.01f, 0.02f, 0.03f, 0.04f, 0.90f},
  };
  private static final Translation TRANSLATION =
      new Translation(SOURCE, List.of("Asha", "lives", "Moshi"), ATTENTION, -0.5);

  @Test
  void attention_is_left_as_it_is() {
    assertThat(Alignments.ATTENTION.of(TRANSLATION, 1).alignment()).isDeepEqualTo(ATTENTION);
  }

  @Test
  void shuffling_gives_every_word_the_whole_attention_of_another() {
    for (long seed = 1; seed <= 20; seed++) {
      float[][] shuffled = Alignments.SHUFFLED.of(TRANSLATION, seed).alignment();
      List<List<Float>> before = columns(ATTENTION);
      List<List<Float>> after = columns(shuffled);
      assertThat(after).containsExactlyInAnyOrderElementsOf(before);
      for (int i = 0; i < SOURCE.size(); i++) {
        assertThat(after.get(i)).isNotEqualTo(before.get(i));
      }
    }
  }

  @Test
  void shuffling_depends_on_seed_and_sentence_alone() {
    float[][] one = Alignments.SHUFFLED.of(TRANSLATION, 1).alignment();
    assertThat(Alignments.SHUFFLED.of(TRANSLATION, 1).alignment()).isDeepEqualTo(one);
    long different =
        IntStream.range(2, 22)
            .filter(
                seed ->
                    !columns(Alignments.SHUFFLED.of(TRANSLATION, seed).alignment())
                        .equals(columns(one)))
            .count();
    assertThat(different).isGreaterThan(10);
  }

  @Test
  void a_lone_word_cannot_be_shuffled() {
    Translation lone = new Translation(List.of("Ndiyo"), List.of("Yes"), new float[][] {{1}}, 0);
    assertThat(Alignments.SHUFFLED.of(lone, 3).alignment()).isDeepEqualTo(new float[][] {{1}});
  }

  @Test
  void a_uniform_alignment_looks_at_all_words_alike() {
    for (float[] row : Alignments.UNIFORM.of(TRANSLATION, 1).alignment()) {
      assertThat(row).containsExactly(new float[] {0.2f, 0.2f, 0.2f, 0.2f, 0.2f}, within(1e-6f));
    }
  }

  @Test
  void a_hard_alignment_keeps_the_strongest_link_of_each_english_word() {
    assertThat(Alignments.BEST.of(TRANSLATION, 1).alignment())
        .isDeepEqualTo(new float[][] {{1, 0, 0, 0, 0}, {0, 1, 0, 0, 0}, {0, 0, 0, 0, 1}});
  }

  @Test
  void decided_tags_keep_the_best_of_each_word() {
    float[][] states = {{0.5f}, {-0.5f}};
    Encoding decided =
        Vectors.decided(new Encoding(states, new float[][] {{0.2f, 0.7f, 0.1f}, {0.6f, 0.4f, 0}}));
    assertThat(decided.posteriors()).isDeepEqualTo(new float[][] {{0, 1, 0}, {1, 0, 0}});
    assertThat(decided.states()).isDeepEqualTo(states);
  }

  @Test
  void english_words_look_at_source_words_by_the_softmax_of_dot_products() {
    float log3 = (float) Math.log(3);
    float[][] attention =
        WordSimilarity.attention(
            new float[][] {{1, 0}, {0, 2}, {400, 0}}, new float[][] {{log3, 0}, {0, log3}});
    assertThat(attention[0]).containsExactly(new float[] {0.75f, 0.25f}, within(1e-6f));
    assertThat(attention[1]).containsExactly(new float[] {0.1f, 0.9f}, within(1e-6f));
    assertThat(attention[2]).containsExactly(new float[] {1, 0}, within(1e-6f));
  }

  @Test
  void random_english_is_frozen_for_each_word_and_otherwise_random() {
    Encoding encoding = Vectors.random(List.of("Asha", "met", "Asha", "Moshi"), 40, 5, 1);

    assertThat(encoding.states()[2]).isEqualTo(encoding.states()[0]);
    assertThat(encoding.posteriors()[2]).isEqualTo(encoding.posteriors()[0]);
    assertThat(encoding.states()[1]).isNotEqualTo(encoding.states()[0]);
    assertThat(encoding.posteriors()[3]).isNotEqualTo(encoding.posteriors()[0]);
    Encoding other = Vectors.random(List.of("Asha"), 40, 5, 2);
    assertThat(other.states()[0]).isNotEqualTo(encoding.states()[0]);
  }

  @Test
  void random_english_has_the_range_of_the_real_one() {
    Encoding encoding = Vectors.random(List.of("Asha", "met", "Leo"), 100, 5, 1);
    for (int t = 0; t < 3; t++) {
      double states = 0;
      for (float state : encoding.states()[t]) {
        assertThat(state).isBetween(-1f, 1f);
        states += state;
      }
      assertThat(states / 100).isCloseTo(0, within(0.25));
      double sum = 0;
      for (float posterior : encoding.posteriors()[t]) {
        assertThat(posterior).isBetween(0f, 1f);
        sum += posterior;
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void english_is_added_to_the_sample_and_the_sample_repeated_to_weigh_as_much() {
    Corpus sample = Corpora.of(Set.of(), "[PER Asha] anaishi .", "Ndiyo .");
    String[] lines =
        IntStream.range(0, 7).mapToObj(i -> "[PER Ann" + i + "] lives .").toArray(String[]::new);
    Corpus english = Corpora.of(Set.of(), lines);

    List<TaggedSentence> text =
        TrainingText.WITH_ENGLISH.of(sample, List.of(english), 1).sentences();

    assertThat(text).hasSize(7 + 8).containsAll(english.sentences());
    assertThat(text.stream().filter(sample.sentences().get(0)::equals)).hasSize(4);
    assertThat(text.get(0).mentions()).containsExactly(Mention.gold(0, 1, "PER"));
  }

  private static List<List<Float>> columns(float[][] rows) {
    return IntStream.range(0, rows[0].length)
        .mapToObj(i -> IntStream.range(0, rows.length).mapToObj(t -> rows[t][i]).toList())
        .toList();
  }
}
