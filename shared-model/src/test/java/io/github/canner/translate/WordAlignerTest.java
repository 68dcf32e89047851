// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordAlignerTest {
  private static final String[][] NOUNS = {
    {"paka", "cat"}, {"mbwa", "dog"}, {"ndege", "bird"}, {"simba", "lion"}
  };
  private static final String[][] ADJECTIVES = {
    {"mkubwa", "big"}, {"mzee", "old"}, {"mweusi", "black"}
  };
  private static final String[][] VERBS = {
    {"anaona", "sees"}, {"anapenda", "likes"}, {"anafuata", "follows"}
  };

  private final List<List<String>> foreign = new ArrayList<>();
  private final List<List<String>> english = new ArrayList<>();
  private final List<Alignment> gold = new ArrayList<>();

  /**
   * Adds sentences in which an adjective follows its noun in one language and precedes it in the
   * other.
   */
  private void write(int sentences) {
    Random random = new Random(1);
    for (int s = 0; s < sentences; s++) {
      List<String> f = new ArrayList<>();
      List<String> e = new ArrayList<>();
      List<int[]> links = new ArrayList<>();
      nounPhrase(random, f, e, links);
      String[] verb = VERBS[random.nextInt(VERBS.length)];
      links.add(new int[] {f.size(), e.size()});
      f.add(verb[0]);
      e.add(verb[1]);
      nounPhrase(random, f, e, links);
      foreign.add(f);
      english.add(e);
      gold.add(Alignment.of(links.toArray(int[][]::new)));
    }
  }

  private static void nounPhrase(Random random, List<String> f, List<String> e, List<int[]> links) {
    String[] noun = NOUNS[random.nextInt(NOUNS.length)];
    e.add("the");
    if (random.nextBoolean()) {
      String[] adjective = ADJECTIVES[random.nextInt(ADJECTIVES.length)];
      links.add(new int[] {f.size(), e.size() + 1});
      links.add(new int[] {f.size() + 1, e.size()});
      f.addAll(List.of(noun[0], adjective[0]));
      e.addAll(List.of(adjective[1], noun[1]));
    } else {
      links.add(new int[] {f.size(), e.size()});
      f.add(noun[0]);
      e.add(noun[1]);
    }
  }

  private static Alignment align(
      WordAligner aligner, List<List<String>> f, List<List<String>> e, int sentence) {
    return aligner.align(f, e).alignments().get(sentence);
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" "));
  }

  @Test
  void finds_the_links_of_a_toy_language() {
    write(200);
    List<Alignment> found = WordAligner.builder().build().align(foreign, english).alignments();
    for (int s = 0; s < found.size(); s++) {
      int sentence = s;
      List<String> e = english.get(s);
      assertThat(Arrays.stream(found.get(s).links()).filter(link -> !e.get(link[1]).equals("the")))
          .as("%s / %s", foreign.get(s), e)
          .allMatch(link -> gold.get(sentence).contains(link[0], link[1]))
          .hasSize(gold.get(s).size());
    }
  }

  @Test
  void never_lowers_the_likelihood_under_model_one() {
    write(60);
    WordAligner plain =
        WordAligner.builder()
            .modelOneIterations(20)
            .diagonalIterations(0)
            .sparsity(0)
            .twinCount(0)
            .build();
    WordAligner.Result result = plain.align(foreign, english);
    for (List<WordAligner.Iteration> direction :
        List.of(result.foreignOfEnglish(), result.englishOfForeign())) {
      assertThat(direction).hasSize(20);
      for (int i = 1; i < direction.size(); i++) {
        assertThat(direction.get(i).logLikelihood())
            .isGreaterThanOrEqualTo(direction.get(i - 1).logLikelihood() - 1e-9);
      }
      assertThat(direction.get(19).logLikelihood())
          .isGreaterThan(direction.get(0).logLikelihood() + 50);
    }
  }

  @Test
  void never_lowers_the_likelihood_under_a_diagonal_of_fixed_tension() {
    write(60);
    WordAligner plain =
        WordAligner.builder()
            .modelOneIterations(0)
            .diagonalIterations(15)
            .adaptTension(false)
            .sparsity(0)
            .twinCount(0)
            .build();
    List<WordAligner.Iteration> iterations = plain.align(foreign, english).foreignOfEnglish();
    for (int i = 1; i < iterations.size(); i++) {
      assertThat(iterations.get(i).logLikelihood())
          .isGreaterThanOrEqualTo(iterations.get(i - 1).logLikelihood() - 1e-9);
    }
  }

  @Test
  void matches_one_step_of_model_one_worked_out_by_hand() {
    WordAligner plain =
        WordAligner.builder()
            .modelOneIterations(2)
            .diagonalIterations(0)
            .sparsity(0)
            .twinCount(0)
            .nullProbability(0.5)
            .build();
    WordAligner.Result result = plain.align(List.of(words("a")), List.of(words("x y")));
    double uniform = Math.log(0.5);
    assertThat(result.foreignOfEnglish().get(0).logLikelihood())
        .isCloseTo(2 * uniform, within(1e-12));
    assertThat(result.englishOfForeign().get(0).logLikelihood()).isCloseTo(0, within(1e-12));
  }

  @Test
  void aligns_a_name_seen_once_with_itself() {
    write(50);
    foreign.add(words("Wanjala anapenda Kibwezi paka"));
    english.add(words("in Kibwezi the cat likes Wanjala"));
    Alignment alignment =
        align(WordAligner.builder().build(), foreign, english, foreign.size() - 1);
    assertThat(alignment.contains(0, 5)).isTrue();
    assertThat(alignment.contains(2, 1)).isTrue();
  }

  @Test
  void aligns_names_that_begin_alike() {
    write(50);
    foreign.add(words("mbwa wa Msumbiji na wa Somali"));
    english.add(words("the Somalian and Mozambican dogs"));
    Alignment alignment =
        align(WordAligner.builder().build(), foreign, english, foreign.size() - 1);
    assertThat(alignment.contains(5, 1)).isTrue();
  }

  @Test
  void prefers_the_diagonal_where_words_tell_nothing() {
    Alignment alignment =
        align(
            WordAligner.builder().modelOneIterations(0).build(),
            List.of(words("p q r s")),
            List.of(words("t u v w")),
            0);
    assertThat(alignment).hasToString("0-0 1-1 2-2 3-3");
  }

  @Test
  void joins_the_forms_of_a_word_when_asked_to_stem() {
    foreign.add(words("talossa"));
    english.add(words("house"));
    foreign.add(words("koira talosta"));
    english.add(words("dog house"));
    foreign.add(words("talon kissa"));
    english.add(words("cat house"));
    Alignment alignment = align(WordAligner.builder().stemLength(4).build(), foreign, english, 2);
    assertThat(alignment).hasToString("0-1 1-0");
  }

  @Test
  void aligns_empty_sentences_with_nothing() {
    WordAligner.Result result =
        WordAligner.builder()
            .build()
            .align(
                List.of(List.of(), words("a"), List.of()),
                List.of(words("b"), List.of(), List.of()));
    assertThat(result.alignments()).allMatch(alignment -> alignment.size() == 0).hasSize(3);
    assertThat(WordAligner.builder().build().align(List.of(), List.of()).alignments()).isEmpty();
  }

  @Test
  void gives_the_same_alignments_every_time() {
    write(40);
    WordAligner aligner = WordAligner.builder().build();
    assertThat(aligner.align(foreign, english)).isEqualTo(aligner.align(foreign, english));
  }

  @Test
  void refuses_sides_of_different_length() {
    assertThatThrownBy(() -> WordAligner.builder().build().align(List.of(words("a")), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 sentences, but 0");
  }

  @Test
  void refuses_options_out_of_range() {
    assertThatThrownBy(() -> WordAligner.builder().nullProbability(1).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nullProbability");
  }

  @Test
  void computes_the_digamma_function() {
    assertThat(AlignmentModel.digamma(1)).isCloseTo(-0.5772156649015329, within(1e-9));
    assertThat(AlignmentModel.digamma(0.5)).isCloseTo(-1.9635100260214235, within(1e-9));
    assertThat(AlignmentModel.digamma(10)).isCloseTo(2.2517525890667211, within(1e-9));
  }
}
