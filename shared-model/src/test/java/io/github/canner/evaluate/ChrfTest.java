// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The published examples are those of sacreBLEU's own tests and of the metric cards that call it.
 */
class ChrfTest {

  @Test
  void agrees_with_the_published_corpus() {
    List<String> translations =
        List.of(
            "The relationship between cats and dogs is not exactly friendly.",
            "a good bookshop is just a genteel black hole that knows how to read.");
    List<String> references =
        List.of(
            "The relationship between dogs and cats is not exactly friendly.",
            "A good bookshop is just a genteel Black Hole that knows how to read.");

    assertThat(Chrf.CHRF2.corpus(translations, references))
        .isCloseTo(84.64214891738334, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "a, a, 100",
    "'', reference, 0",
    "a b c, a b c, 100",
    "a b c, abc, 100",
    "'', c, 0",
    "aa, ab, 25"
  })
  void agrees_with_the_published_short_texts(String translation, String reference, double score) {
    assertThat(Chrf.CHRF2.corpus(List.of(translation), List.of(reference)))
        .isCloseTo(score, within(1e-4));
  }

  @Test
  void agrees_with_the_published_text_of_two_letters() {
    assertThat(Chrf.CHRF2.corpus(List.of("a", "b"), List.of("a", "c"))).isCloseTo(50, within(1e-4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Die Beziehung zwischen Obama und Netanjahu ist nicht gerade freundlich.|Das Verhältnis"
            + " zwischen Obama und Netanyahu ist nicht gerade freundschaftlich.|67.3481606",
        "risk assessment must be made of those who are qualified and expertise in the sector -"
            + " these are the scientists .|risk assessment has to be undertaken by those who are"
            + " qualified and expert in that area - that is the scientists .|65.2414427",
      })
  void agrees_with_the_published_texts_with_white_space_and_a_beta_of_3(
      String translation, String reference, double score) {
    assertThat(new Chrf(6, 3, true).corpus(List.of(translation), List.of(reference)))
        .isCloseTo(score, within(1e-4));
  }

  @Test
  void recall_weighs_more_than_precision() {
    // Orders 1 and 2: P = (2/4 + 1/3) / 2, R = 1.
    double p = 5 / 12.0;
    Chrf chrf = new Chrf(2, 2, false);

    assertThat(chrf.corpus(List.of("abxy"), List.of("ab")))
        .isCloseTo(100 * 5 * p / (4 * p + 1), within(1e-9));
    assertThat(chrf.corpus(List.of("ab"), List.of("abxy")))
        .isCloseTo(100 * 5 * p / (4 + p), within(1e-9));
  }

  @Test
  void an_n_gram_matches_as_often_as_the_reference_has_it() {
    assertThat(new Chrf(1, 1, false).corpus(List.of("aaa"), List.of("ab")))
        .isCloseTo(40, within(1e-9));
  }

  @Test
  void a_character_outside_of_the_basic_plane_is_one_character() {
    assertThat(new Chrf(1, 1, false).corpus(List.of("😀a"), List.of("😁a")))
        .isCloseTo(50, within(1e-9));
  }

  @Test
  void no_break_spaces_are_white_space() {
    assertThat(Chrf.CHRF2.corpus(List.of("10\u00a0000"), List.of("10000"))).isEqualTo(100);
  }

  @Test
  void the_numbers_of_sentences_must_agree() {
    assertThatThrownBy(() -> Chrf.CHRF2.corpus(List.of("a"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Chrf(0, 2, false)).isInstanceOf(IllegalArgumentException.class);
  }
}
