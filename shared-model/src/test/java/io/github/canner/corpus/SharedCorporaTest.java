// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.SharedData;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every corpus there is can be read, with as many sentences as its publishers count. */
class SharedCorporaTest {

  @ParameterizedTest
  @CsvSource({
    "ner/swa/train.txt, 6593, IOB2, DATE LOC ORG PER",
    "ner/swa/dev.txt, 942, IOB2, DATE LOC ORG PER",
    "ner/swa/test.txt, 1883, IOB2, DATE LOC ORG PER",
    "ner/hau/train.txt, 5716, IOB2, DATE LOC ORG PER",
    "ner/hau/dev.txt, 816, IOB2, DATE LOC ORG PER",
    "ner/hau/test.txt, 1633, IOB2, DATE LOC ORG PER",
    "ner/yor/train.txt, 6876, IOB2, DATE LOC ORG PER",
    "ner/yor/dev.txt, 983, IOB2, DATE LOC ORG PER",
    "ner/yor/test.txt, 1964, IOB2, DATE LOC ORG PER",
    "ner/lug/train.txt, 4942, IOB2, DATE LOC ORG PER",
    "ner/lug/dev.txt, 706, IOB2, DATE LOC ORG PER",
    "ner/lug/test.txt, 1412, IOB2, DATE LOC ORG PER",
    "ner/fin/train.tsv, 12217, IOB2, DATE EVENT LOC ORG PER PRO",
    "ner/fin/dev.tsv, 1364, IOB2, DATE EVENT LOC ORG PER PRO",
    "ner/fin/test.tsv, 1555, IOB2, DATE EVENT LOC ORG PER PRO",
    "ner-english/gmb/gmb_train.plod.conll.gz, 42817, IOB2, DATE LOC ORG PER",
    "ner-english/gmb/gmb_dev.plod.conll.gz, 2379, IOB2, DATE LOC ORG PER",
    "ner-english/gmb/gmb_test.plod.conll.gz, 2379, IOB2, DATE LOC ORG PER",
    "ner-english/wikigold/wikigold.conll.txt, 1696, IOB1, LOC MISC ORG PER",
    "ner-english/uner-ewt/en_ewt-ud-dev.iob2, 2001, IOB2, LOC ORG PER",
    "ner-english/uner-ewt/en_ewt-ud-test.iob2, 2077, IOB2, LOC ORG PER",
  })
  void reads_tagged_text(String file, int sentences, TagScheme scheme, String types) {
    Corpus corpus = ConllReader.detecting().read(SharedData.require(file));

    assertThat(corpus.sentences()).hasSize(sentences);
    assertThat(corpus.report().scheme()).isEqualTo(scheme);
    assertThat(corpus.report().types().keySet()).containsExactly(types.split(" "));
    assertThat(corpus.report().rowsWithoutToken()).isEmpty();
    assertThat(
            corpus.sentences().stream()
                .flatMap(sentence -> sentence.tokens().stream())
                .filter(token -> !Normalizer.isNormalized(token, Normalizer.Form.NFC)))
        .isEmpty();
  }

  @Test
  void reads_tagged_text_in_several_files() {
    int sentences = 0;
    int empty = 0;
    for (String name : new String[] {"a", "b", "e", "f", "g", "h"}) {
      Corpus corpus =
          ConllReader.detecting().read(SharedData.require("ner-english/btc/" + name + ".conll"));
      assertThat(corpus.report().types()).containsOnlyKeys("LOC", "ORG", "PER");
      assertThat(corpus.report().scheme()).isEqualTo(TagScheme.IOB2);
      sentences += corpus.sentences().size();
      empty += corpus.report().rowsWithoutToken().size();
    }
    // The 9,339 that are usually counted hold one whose only row has no token.
    assertThat(sentences).isEqualTo(9338);
    assertThat(empty).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({
    "swa, 37566, 1012, 1995",
    "fin, 65538, 1012, 1952",
    "hau, 14878, 1012, 1995",
    "yor, 17862, 1012, 1996",
    "lug, 7954, 1012, 0",
  })
  void reads_parallel_text(String language, int pairs, int test, int tuning) {
    Path file = SharedData.require("parallel/" + language + "-eng.tsv.gz");

    ParallelCorpus held =
        ParallelReader.leavingOut(Set.of("FLORES200-devtest", "NTREX-128")).read(file);

    assertThat(ParallelReader.all().read(file).pairs()).hasSize(pairs);
    assertThat(held.pairs()).hasSize(pairs - test - tuning);
    assertThat(ParallelReader.keeping(Set.of("FLORES200-devtest")).read(file).pairs())
        .hasSize(test);
    assertThat(held.leftOut().getOrDefault("NTREX-128", 0)).isEqualTo(tuning);
    assertThat(held.absent().contains("NTREX-128")).isEqualTo(tuning == 0);
  }

  @ParameterizedTest
  @CsvSource({"train, 4747", "dev, 703", "test, 1411"})
  void gold_translations_belong_to_the_sentences_they_name(String split, int count) {
    var pairs =
        GoldTranslations.read(SharedData.require("gold-translation/lug." + split + ".tsv.gz"));
    Corpus corpus = ConllReader.detecting().read(SharedData.require("ner/lug/" + split + ".txt"));

    assertThat(pairs).hasSize(count);
    pairs.forEach(
        (index, pair) ->
            assertThat(String.join(" ", corpus.sentences().get(index).tokens()))
                .isEqualTo(pair.foreign()));
  }
}
