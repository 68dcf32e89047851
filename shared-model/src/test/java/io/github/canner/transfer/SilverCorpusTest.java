// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.transfer.AnnotationProjection.Dropped;
import io.github.canner.transfer.AnnotationProjection.Kept;
import io.github.canner.transfer.AnnotationProjection.Reason;
import io.github.canner.transfer.AnnotationProjection.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SilverCorpusTest {

  private static Kept kept(String words, List<Mention> mentions, Map<Integer, Doubt> doubts) {
    SortedMap<Integer, Doubt> sorted = new TreeMap<>(doubts);
    return new Kept(
        new TaggedSentence(List.of(words.split(" ")), mentions, List.copyOf(sorted.keySet())),
        sorted);
  }

  @Test
  void sentences_with_more_than_half_of_the_words_in_doubt_are_dropped() {
    Kept half = kept("Asha na Bora wako", List.of(), Map.of(0, Doubt.MISSED, 2, Doubt.UNSURE));
    Kept more = kept("Asha na Bora", List.of(), Map.of(0, Doubt.BROKEN, 1, Doubt.BROKEN));
    SilverCorpus corpus = SilverCorpus.of(List.of(half, new Dropped(Reason.TOO_LONG), more));
    assertThat(corpus.sentences()).containsExactly(half.sentence());
    assertThat(corpus.doubts()).isEqualTo(Map.of(Doubt.MISSED, 1, Doubt.UNSURE, 1));
    assertThat(corpus.dropped()).isEqualTo(Map.of(Reason.TOO_LONG, 1, Reason.DOUBTFUL, 1));
  }

  @Test
  void what_is_unusual_among_the_sentences_is_left_and_counted() {
    Kept usual = kept("Anaishi Mombasa leo", List.of(Mention.gold(1, 2, "LOC")), Map.of());
    Kept missed = kept("Anaishi Mombasa leo", List.of(), Map.of());
    List<Result> results = new ArrayList<>(Collections.nCopies(6, usual));
    results.add(missed);
    SilverCorpus corpus = SilverCorpus.of(results);
    assertThat(corpus.sentences()).hasSize(7);
    assertThat(corpus.sentences().get(6).unannotated()).containsExactly(1);
    assertThat(corpus.doubts()).isEqualTo(Map.of(Doubt.UNUSUAL, 1));
    assertThat(corpus.dropped()).isEmpty();
  }

  @Test
  void doubts_are_of_the_words_that_are_not_annotated() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Kept(
                    new TaggedSentence(List.of("Asha"), List.of()),
                    new TreeMap<>(Map.of(0, Doubt.MISSED))));
  }
}
