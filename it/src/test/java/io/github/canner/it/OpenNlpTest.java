// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.CanModel;
import io.github.canner.Mention;
import io.github.canner.opennlp.CanNameFinder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderEvaluator;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenNlpTest extends NerContractTest {
  private static CanModel loaded;
  private static CanNameFinder finder;

  @BeforeAll
  static void make_a_finder() {
    loaded = CanModel.loadDefault();
    finder = new CanNameFinder(loaded);
  }

  @AfterAll
  static void close_its_model() {
    loaded.close();
  }

  @Override
  List<List<Mention>> inHost(List<List<String>> sentences) {
    String[][] batch = sentences.stream().map(OpenNlpTest::array).toArray(String[][]::new);
    return Stream.of(finder.find(batch)).map(OpenNlpTest::mentions).toList();
  }

  @Test
  void the_stock_evaluator_counts_every_mention() throws IOException {
    List<NameSample> gold = new ArrayList<>();
    int mentions = 0;
    for (List<String> sentence : FinnishText.SENTENCES) {
      List<Mention> found = inModel(List.of(sentence)).get(0);
      mentions += found.size();
      gold.add(new NameSample(array(sentence), spans(found), false));
    }
    int last = FinnishText.SENTENCES.get(0).size();
    gold.add(
        new NameSample(
            array(FinnishText.SENTENCES.get(0)),
            new Span[] {new Span(last - 1, last, "NOTHING")},
            true));
    int extra = inModel(FinnishText.SENTENCES.subList(0, 1)).get(0).size();
    TokenNameFinderEvaluator evaluator = new TokenNameFinderEvaluator(finder);

    evaluator.evaluate(ObjectStreamUtils.createObjectStream(gold));

    assertThat(mentions).isPositive();
    assertThat(evaluator.getFMeasure().getPrecisionScore())
        .isEqualTo((double) mentions / (mentions + extra));
    assertThat(evaluator.getFMeasure().getRecallScore())
        .isEqualTo((double) mentions / (mentions + 1));
  }

  @Test
  void finds_names_in_a_sentence_of_10000_tokens() {
    List<String> words = FinnishText.SENTENCES.stream().flatMap(List::stream).toList();
    String[] tokens = new String[10_000];
    Arrays.setAll(tokens, i -> words.get(i % words.size()));

    Span[] spans = finder.find(tokens);

    assertThat(spans).hasSizeGreaterThan(tokens.length / words.size());
    List<Span> late = Arrays.stream(spans).filter(span -> span.getStart() > 9_000).toList();
    List<Span> first = Arrays.stream(spans).filter(span -> span.getEnd() < words.size()).toList();
    assertThat(texts(tokens, late)).containsAll(texts(tokens, first));
    assertThat(new NameSample(tokens, spans, false).getNames()).isEqualTo(spans);
  }

  @Test
  void bears_tokens_that_no_tokeniser_makes() {
    String[] tokens = {"", " ", "\uD83D", "\u0000", "\uFFFF", "\u202E", "Turku", "\t", "\n"};

    Span[] spans = finder.find(tokens);

    assertThat(new NameSample(tokens, spans, false).getNames()).isEqualTo(spans);
    assertThat(finder.probs()).hasSize(tokens.length);
    assertThat(Arrays.stream(finder.probs())).allMatch(p -> p >= 0 && p <= 1);
  }

  private static Set<String> texts(String[] tokens, List<Span> spans) {
    return new HashSet<>(List.of(Span.spansToStrings(spans.toArray(Span[]::new), tokens)));
  }

  private static String[] array(List<String> tokens) {
    return tokens.toArray(String[]::new);
  }

  private static Span[] spans(List<Mention> mentions) {
    return mentions.stream()
        .map(mention -> new Span(mention.start(), mention.end(), mention.type()))
        .toArray(Span[]::new);
  }

  private static List<Mention> mentions(Span[] spans) {
    return Stream.of(spans)
        .map(span -> new Mention(span.getStart(), span.getEnd(), span.getType(), span.getProb()))
        .toList();
  }
}
