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
class BleuTest {

  @Test
  void agrees_with_the_published_corpus_with_two_references() {
    List<String> translations =
        List.of("The dog bit the man.", "It wasn't surprising.", "The man had just bitten him.");
    List<List<String>> references =
        List.of(
            List.of("The dog bit the man.", "It was not unexpected.", "The man bit him first."),
            List.of(
                "The dog had bit the man.",
                "No one was surprised.",
                "The man had bitten the dog."));

    assertThat(Bleu.corpusWithReferences(translations, references).score())
        .isCloseTo(48.530827, within(1e-6));
    assertThat(Bleu.corpusWithReferences(List.of("", "", ""), references).score()).isZero();
  }

  @Test
  void agrees_with_the_published_score_where_orders_do_not_match() {
    BleuScore score =
        Bleu.corpus(
            List.of("Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;"),
            List.of("producţia de zahăr brut se exprimă în zahăr alb;"));

    assertThat(score.score()).isCloseTo(8.493, within(1e-3));
  }

  @Test
  void agrees_with_the_published_counts() {
    BleuScore score =
        Bleu.corpusWithReferences(
            List.of("hello there general kenobi", "on our way to ankh morpork"),
            List.of(
                List.of("hello there general kenobi", "goodbye ankh morpork"),
                List.of("hello there !", "ankh morpork")));

    assertThat(score.score()).isCloseTo(39.76353643835252, within(1e-9));
    assertThat(score.precisions().get(2)).isCloseTo(33.333333333333336, within(1e-9));
    assertThat(score.brevityPenalty()).isEqualTo(1);
    assertThat(score.length()).isEqualTo(10);
    assertThat(score.referenceLength()).isEqualTo(7);
  }

  @Test
  void agrees_with_the_published_score_of_counts() {
    BleuScore score = BleuScore.of(new int[] {9, 7, 5, 3}, new int[] {10, 8, 6, 4}, 11, 11);

    assertThat(score.score()).isCloseTo(83.75922397, within(1e-8));
  }

  @Test
  void counts_a_repeated_word_as_often_as_the_reference_has_it() {
    // 1/5 of the words, and no longer match: 2^-1/4, 2^-2/3, 2^-3/2; lengths 5 and 4.
    double expected = 100 * Math.pow(1 / 5.0 * 1 / 8 * 1 / 12 * 1 / 16, 0.25);

    assertThat(
            Bleu.corpus(List.of("snow snow snow snow snow"), List.of("it was snow today")).score())
        .isCloseTo(expected, within(1e-9));
  }

  @Test
  void a_short_translation_pays_for_it() {
    BleuScore score =
        Bleu.corpus(List.of("we saw the sea"), List.of("we saw the sea yesterday evening"));

    assertThat(score.brevityPenalty()).isCloseTo(Math.exp(1 - 6 / 4.0), within(1e-12));
    assertThat(score.score()).isCloseTo(100 * Math.exp(-0.5), within(1e-9));
  }

  @Test
  void a_perfect_translation_has_100_and_a_strange_one_0() {
    assertThat(Bleu.corpus(List.of("We saw the sea."), List.of("We saw the sea.")).score())
        .isCloseTo(100, within(1e-9));
    assertThat(
            Bleu.corpus(List.of("this is a test", "another test"), List.of("ref1", "ref2")).score())
        .isZero();
    assertThat(Bleu.corpus(List.of("sea"), List.of("sea")).score()).isZero();
    assertThat(Bleu.corpus(List.of(), List.of()).score()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It cost 1,000.50 euros, no?|It cost 1,000.50 euros , no ?",
        "\"No.\" (he said)|\" No . \" ( he said )",
        "well-known 1990-95 a/b|well-known 1990 - 95 a / b",
        "Tom &amp; Ann&quot;s &lt;b&gt;|Tom & Ann \" s < b >",
        "don't 5% $3 e.g. .5|don't 5 % $ 3 e . g . . 5",
        "a<skipped>b Malmö:n|ab Malmö : n",
      })
  void splits_words_as_mteval_does(String text, String tokens) {
    BleuScore score = Bleu.corpus(List.of(text), List.of(tokens));

    assertThat(Tokeniser13a.tokens(text)).isEqualTo(List.of(tokens.split(" ")));
    assertThat(score.length()).isEqualTo(tokens.split(" ").length);
  }

  @Test
  void the_numbers_of_sentences_must_agree() {
    assertThatThrownBy(() -> Bleu.corpus(List.of("a"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Bleu.corpusWithReferences(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
