// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static io.github.canner.it.DefaultModel.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.Mention;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What holds for the default model in every host: its mentions are those of the model itself. */
abstract class NerContractTest {
  /**
   * Sends sentences through the host in one go.
   *
   * @return for each sentence its mentions, with types as the model names them
   */
  abstract List<List<Mention>> inHost(List<List<String>> sentences) throws Exception;

  static List<List<Mention>> inModel(List<List<String>> sentences) {
    return DefaultModel.tag(sentences);
  }

  @Test
  void finds_names_in_finnish_text() throws Exception {
    assertThat(inHost(FinnishText.SENTENCES)).anySatisfy(found -> assertThat(found).isNotEmpty());
  }

  @Test
  void finds_what_the_model_finds() throws Exception {
    assertSame(inHost(FinnishText.SENTENCES), inModel(FinnishText.SENTENCES));
  }

  @Test
  void finds_in_each_sentence_alone_what_it_finds_in_all_together() throws Exception {
    List<List<Mention>> alone = new ArrayList<>();
    for (List<String> sentence : FinnishText.SENTENCES) {
      alone.addAll(inHost(List.of(sentence)));
    }

    assertSame(alone, inHost(FinnishText.SENTENCES));
  }

  @Test
  void finds_what_the_model_finds_in_more_sentences_than_go_in_a_batch() throws Exception {
    List<List<String>> many = new ArrayList<>();
    Collections.nCopies(10, FinnishText.SENTENCES).forEach(many::addAll);

    assertSame(inHost(many), inModel(many));
  }

  @Test
  void finds_what_the_model_finds_in_a_long_sentence() throws Exception {
    List<String> words = FinnishText.SENTENCES.stream().flatMap(List::stream).toList();
    List<String> sentence = new ArrayList<>();
    Collections.nCopies(5, words).forEach(sentence::addAll);

    assertSame(inHost(List.of(sentence)), inModel(List.of(sentence)));
  }

  @Test
  void finds_what_the_model_finds_among_unusual_words() throws Exception {
    List<List<String>> sentences =
        List.of(
            List.of("🙂", "Turku", "👩‍🚀", "Åbo"),
            List.of("القاهرة", "ja", "ירושלים"),
            List.of("Helsinki\u0301", "\u200bOulu", "\u0007", "<b>", "&", "\"", "\\", "%41"),
            List.of("x".repeat(500)));

    assertSame(inHost(sentences), inModel(sentences));
  }

  @Test
  void answers_many_threads_as_it_answers_one() throws Exception {
    List<List<Mention>> expected = inModel(FinnishText.SENTENCES);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<List<Mention>>>> answers =
          pool.invokeAll(Collections.nCopies(12, () -> inHost(FinnishText.SENTENCES)));
      for (Future<List<List<Mention>>> answer : answers) {
        assertSame(answer.get(), expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
