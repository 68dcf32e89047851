// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.SharedData;
import io.github.canner.corpus.ConllReader;
import io.github.canner.corpus.TaggedSentence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapTest {

  @Test
  void finds_the_test_sentences_that_training_does_not_hold() {
    TaggedSentence known = new TaggedSentence(List.of("Aino", "Koski"), List.of());
    TaggedSentence fresh = new TaggedSentence(List.of("Aino Koski"), List.of());

    assertThat(Overlap.absentFrom(List.of(known), List.of(fresh, known, fresh)))
        .containsExactly(0, 2);
  }

  @ParameterizedTest
  @CsvSource({"hau, 197", "swa, 10", "yor, 24", "lug, 0"})
  void finds_as_many_in_the_corpora_as_are_known_to_be_there(String language, int overlap) {
    List<TaggedSentence> train = read(language, "train");
    List<TaggedSentence> test =
        read(language, "test").stream()
            .map(sentence -> new TaggedSentence(sentence.tokens(), List.of()))
            .distinct()
            .toList();

    assertThat(test.size() - Overlap.absentFrom(train, test).size()).isEqualTo(overlap);
  }

  private static List<TaggedSentence> read(String language, String split) {
    return ConllReader.detecting()
        .read(SharedData.require("ner/" + language + "/" + split + ".txt"))
        .sentences();
  }
}
