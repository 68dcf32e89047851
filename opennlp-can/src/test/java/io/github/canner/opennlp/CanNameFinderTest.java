// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderEvaluator;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanNameFinderTest {
  private static final String[] SENTENCE = {
    "Eilen", "Aino", "Virtanen", "Pekka", "lensi", "Tampereelle"
  };

  private final GazetteerModel model =
      new GazetteerModel(Map.of("Aino Virtanen", "PER", "Pekka", "PER", "Tampereelle", "LOC"));
  private final CanNameFinder finder = new CanNameFinder(model);

  @Test
  void gives_token_spans_with_the_types_and_probabilities_of_the_model() {
    Span[] spans = finder.find(SENTENCE);

    assertThat(spans)
        .containsExactly(new Span(1, 3, "PER"), new Span(3, 4, "PER"), new Span(5, 6, "LOC"));
    assertThat(spans).extracting(Span::getProb).containsExactly(1 / 3.0, 0.5, 0.5);
    assertThat(Span.spansToStrings(spans, SENTENCE))
        .containsExactly("Aino Virtanen", "Pekka", "Tampereelle");
  }

  @Test
  void renames_the_types_that_the_caller_names() {
    CanNameFinder renaming =
        CanNameFinder.builder().setModel(model).optTypes(Map.of("PER", "person")).build();

    assertThat(renaming.find(SENTENCE))
        .extracting(Span::getType)
        .containsExactly("person", "person", "LOC");
  }

  @Test
  void refuses_to_rename_a_type_that_the_model_does_not_find() {
    CanNameFinder.Builder builder =
        CanNameFinder.builder().setModel(model).optTypes(Map.of("PRS", "person"));

    assertThatThrownBy(builder::build)
        .isInstanceOf(CanException.class)
        .hasMessage("cannot rename type PRS to person: the model finds LOC, PER");
  }

  @Test
  void finds_nothing_in_an_empty_sentence() {
    assertThat(finder.find(new String[0])).isEmpty();
    assertThat(finder.find(new String[0][])).isEmpty();
  }

  @Test
  void finds_in_a_batch_what_it_finds_in_each_sentence() {
    String[][] batch = {SENTENCE, {}, {"Pekka", "nukkuu"}};

    Span[][] spans = finder.find(batch);

    assertThat(spans)
        .isDeepEqualTo(new Span[][] {finder.find(batch[0]), {}, {new Span(0, 1, "PER")}});
  }

  @Test
  void names_the_null_in_the_input() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> finder.find((String[]) null))
        .withMessage("tokens is null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> finder.find(new String[] {"Aino", null}))
        .withMessage("tokens[1] is null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> finder.find(new String[][] {{"Aino"}, null}))
        .withMessage("sentences[1] is null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> finder.find((String[][]) null))
        .withMessage("sentences is null");
  }

  @Test
  void gives_each_caller_an_array_of_its_own() {
    Span[] first = finder.find(SENTENCE);
    first[0] = new Span(0, 1, "spoilt");

    assertThat(finder.find(SENTENCE)).doesNotContain(first[0]);
  }

  @Test
  void answers_code_that_was_written_for_opennlp_s_own_finder() {
    Span[] spans = finder.find(SENTENCE, new String[SENTENCE.length][0]);

    assertThat(spans).isNotEmpty().containsExactly(finder.find(SENTENCE));
    assertThat(finder.probs(spans))
        .containsExactly(Stream.of(spans).mapToDouble(Span::getProb).toArray());
  }

  @Test
  void keeps_its_answer_when_adaptive_data_is_cleared() {
    Span[] before = finder.find(SENTENCE);
    finder.clearAdaptiveData();

    assertThat(finder.find(SENTENCE)).containsExactly(before);
  }

  @Test
  void says_how_sure_it_was_of_each_token_of_the_last_sentence() {
    finder.find(SENTENCE);
    finder.find(new String[][] {{"Pekka"}});

    assertThat(finder.probs()).containsExactly(0.75, 1 / 3.0, 1 / 3.0, 0.5, 0.75, 0.5);
    finder.probs()[0] = 7;
    assertThat(finder.probs()[0]).isEqualTo(0.75);
    finder.find(new String[0]);
    assertThat(finder.probs()).isEmpty();
  }

  @Test
  void has_probabilities_only_in_the_thread_that_found_something() throws Exception {
    assertThatThrownBy(finder::probs)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("find() must be called before probs() on each thread");
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      other.submit(() -> finder.find(new String[] {"Pekka"})).get();

      assertThatThrownBy(finder::probs).isInstanceOf(IllegalStateException.class);
      finder.find(SENTENCE);
      assertThat(other.submit(() -> finder.probs()).get()).containsExactly(0.5);
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void answers_many_threads_as_it_answers_one() throws Exception {
    int threads = 64;
    CountDownLatch gate = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Span[]>> answers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        answers.add(
            pool.submit(
                () -> {
                  gate.countDown();
                  gate.await();
                  return finder.find(SENTENCE);
                }));
      }
      for (Future<Span[]> answer : answers) {
        assertThat(answer.get()).containsExactly(finder.find(SENTENCE));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void closes_the_model_that_it_loaded(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("names.can"), "Tampere=LOC");

    try (CanNameFinder own = new CanNameFinder(file)) {
      assertThat(own.find(new String[] {"Tampere"})).containsExactly(new Span(0, 1, "LOC"));
    }
    assertThat(GazetteerLoader.last().closed()).isTrue();
  }

  @Test
  void closes_the_model_that_it_loaded_when_its_options_are_wrong(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("names.can"), "Tampere=LOC");

    assertThatThrownBy(CanNameFinder.builder().setModel(file).optTypes(Map.of("LOC", " "))::build)
        .isInstanceOf(CanException.class)
        .hasMessage("cannot rename type LOC to an empty name");
    assertThat(GazetteerLoader.last().closed()).isTrue();
  }

  @Test
  void leaves_the_callers_model_open() {
    finder.close();

    assertThat(model.closed()).isFalse();
    assertThat(finder.find(SENTENCE)).hasSize(3);
  }

  @Test
  void needs_a_model() {
    assertThatThrownBy(CanNameFinder.builder()::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("setModel");
  }

  @Test
  void is_scored_by_the_stock_evaluator() throws IOException {
    NameSample right = new NameSample(SENTENCE, finder.find(SENTENCE), true);
    NameSample oneMissedOneWrong =
        new NameSample(
            new String[] {"Pekka", "tuntee", "Matin"},
            new Span[] {new Span(0, 1, "ORG"), new Span(2, 3, "PER")},
            false);
    TokenNameFinderEvaluator evaluator = new TokenNameFinderEvaluator(finder);

    evaluator.evaluate(ObjectStreamUtils.createObjectStream(right, oneMissedOneWrong));

    assertThat(evaluator.getFMeasure().getPrecisionScore()).isEqualTo(3 / 4.0);
    assertThat(evaluator.getFMeasure().getRecallScore()).isEqualTo(3 / 5.0);
  }
}
