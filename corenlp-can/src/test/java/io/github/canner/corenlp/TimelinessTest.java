// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.CoreMap;
import edu.stanford.nlp.util.PropertiesUtils;
import edu.stanford.nlp.util.RuntimeInterruptedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the annotator lets its caller wait, whatever the model does. */
class TimelinessTest {
  private static final Duration AT_ONCE = Duration.ofMillis(200);

  /** As other programs may keep the processor from this one for longer than that. */
  private static final int ATTEMPTS = 5;

  private static final int VERY_SLOW = 3000;

  @TempDir Path directory;

  /** That of the last annotator. */
  private GazetteerModel model;

  @Test
  void sends_the_sentences_of_a_document_to_the_model_together() throws IOException {
    CanAnnotator annotator = annotator(0);
    annotator.annotate(document("Pekka nukkuu\n".repeat(70)));
    annotator.annotate(document(("Pekka" + " nukkuu".repeat(99) + "\n").repeat(3)));

    assertThat(model.batches()).containsExactly(32, 32, 6, 2, 1);
  }

  @Test
  void sends_a_sentence_longer_than_a_batch_whole() throws IOException {
    CanAnnotator annotator = annotator(0);
    Annotation document = document("Pekka" + " nukkuu".repeat(299) + "\nPekka nukkuu");
    annotator.annotate(document);

    assertThat(model.batches()).containsExactly(1, 1);
    assertThat(document.get(CoreAnnotations.MentionsAnnotation.class)).hasSize(2);
  }

  @Test
  void works_on_as_many_batches_at_once_as_it_is_told() throws IOException {
    CanAnnotator annotator = annotator(300, "can.nthreads", "3");
    Annotation document = document("Pekka nukkuu\n".repeat(32 * 6));
    annotator.annotate(document);

    assertThat(model.mostAtOnce()).isEqualTo(3);
    assertThat(document.get(CoreAnnotations.MentionsAnnotation.class))
        .extracting(mention -> mention.get(CoreAnnotations.SentenceIndexAnnotation.class))
        .hasSize(32 * 6)
        .isSorted();
  }

  @Test
  void works_on_one_batch_at_a_time_unless_told_otherwise() throws IOException {
    CanAnnotator annotator = annotator(50);
    annotator.annotate(document("Pekka nukkuu\n".repeat(32 * 4)));

    assertThat(model.mostAtOnce()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void answers_an_interrupt_at_once_while_the_model_is_busy(String threads) throws Exception {
    Duration shortest = Duration.ofDays(1);
    for (int i = 0; i < ATTEMPTS && shortest.compareTo(AT_ONCE) >= 0; i++) {
      CanAnnotator annotator = annotator(VERY_SLOW, "can.nthreads", threads);
      Annotation document = document("Pekka nukkuu\n".repeat(32 * 4));
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  annotator.annotate(document);
                  thrown.complete(new AssertionError("not interrupted"));
                } catch (RuntimeInterruptedException e) {
                  thrown.complete(e);
                }
              });
      thread.start();
      while (model.batches().size() < Integer.parseInt(threads)) {
        Thread.sleep(10);
      }

      long start = System.nanoTime();
      thread.interrupt();
      assertThat(thrown.get()).isInstanceOf(RuntimeInterruptedException.class);
      shortest = shorter(shortest, start);

      assertThat(document.get(CoreAnnotations.TokensAnnotation.class))
          .extracting(CoreLabel::ner)
          .containsOnlyNulls();
      assertThat(model.batches()).hasSize(Integer.parseInt(threads));
    }
    assertThat(shortest).isLessThan(AT_ONCE);
  }

  @Test
  void heeds_an_interrupt_that_came_before() throws IOException {
    CanAnnotator annotator = annotator(0);
    Annotation document = document("Pekka nukkuu");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> annotator.annotate(document))
        .isInstanceOf(RuntimeInterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void answers_when_the_time_is_up_while_the_model_is_busy() throws IOException {
    Duration limit = Duration.ofMillis(100);
    Duration shortest = Duration.ofDays(1);
    for (int i = 0; i < ATTEMPTS && shortest.compareTo(limit.plus(AT_ONCE)) >= 0; i++) {
      CanAnnotator annotator = annotator(VERY_SLOW, "can.maxtime", "100");
      Annotation document = document("Pekka nukkuu");

      long start = System.nanoTime();
      annotator.annotate(document);
      shortest = shorter(shortest, start);

      assertUnknown(document.get(CoreAnnotations.SentencesAnnotation.class).get(0));
      assertThat(document.get(CoreAnnotations.MentionsAnnotation.class)).isEmpty();
    }
    assertThat(shortest).isBetween(limit, limit.plus(AT_ONCE));
  }

  private static Duration shorter(Duration shortest, long start) {
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return time.compareTo(shortest) < 0 ? time : shortest;
  }

  @Test
  void keeps_what_the_model_found_before_the_time_was_up() throws Exception {
    CanAnnotator annotator = annotator(400, "can.maxtime", "1400");
    Annotation document = document("Pekka nukkuu\n".repeat(32 * 20));
    annotator.annotate(document);
    int begun = model.batches().size();

    List<CoreMap> sentences = document.get(CoreAnnotations.SentencesAnnotation.class);
    assertThat(sentences.get(0).get(CoreAnnotations.MentionsAnnotation.class)).hasSize(1);
    assertUnknown(sentences.get(sentences.size() - 1));
    Thread.sleep(500);
    assertThat(model.batches()).hasSize(begun);
  }

  @Test
  void passes_on_what_the_model_throws() throws IOException {
    CanAnnotator annotator = annotator(0);
    model.close();

    assertThatThrownBy(() -> annotator.annotate(document("Pekka nukkuu")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the model is closed");
  }

  private static void assertUnknown(CoreMap sentence) {
    assertThat(sentence.get(CoreAnnotations.TokensAnnotation.class))
        .allSatisfy(
            token -> {
              assertThat(token.ner()).isEqualTo("O");
              assertThat(token.get(CoreAnnotations.NamedEntityTagProbsAnnotation.class))
                  .isEqualTo(Map.of("O", -1.0));
            });
    assertThat(sentence.get(CoreAnnotations.MentionsAnnotation.class)).isEmpty();
  }

  private CanAnnotator annotator(int millis, String... options) throws IOException {
    Path file = Files.createTempFile(directory, "slow", ".can");
    Files.write(file, List.of("Pekka=PER", "millis for a batch=" + millis));
    Properties properties = PropertiesUtils.asProperties(options);
    properties.setProperty("can.model", file.toString());
    CanAnnotator annotator = new CanAnnotator("can", properties);
    model = GazetteerLoader.last(file).orElseThrow();
    return annotator;
  }

  private static Annotation document(String text) {
    Properties properties =
        PropertiesUtils.asProperties(
            "annotators", "tokenize", "tokenize.whitespace", "true", "ssplit.eolonly", "true");
    return new StanfordCoreNLP(properties).process(text);
  }
}
