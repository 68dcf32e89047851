// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedModelsTest {
  @TempDir Path directory;

  @Test
  void shares_one_model_between_annotators_of_the_same_file() throws IOException {
    Path file = model("shared.can", "Pekka=PER");
    Path link = Files.createSymbolicLink(directory.resolve("link.can"), file);
    List<CanAnnotator> annotators = new ArrayList<>();

    for (Path path : List.of(file, link, directory.resolve("./shared.can"))) {
      annotators.add(new CanAnnotator("can", Pipelines.properties(path.toString())));
    }

    assertThat(annotators).hasSize(3);
    assertThat(GazetteerLoader.loads(file)).isOne();
  }

  @Test
  void lets_go_of_the_model_when_the_last_annotator_is_gone() throws Exception {
    Path file = model("freed.can", "Pekka=PER");
    new CanAnnotator("can", Pipelines.properties(file.toString()));

    awaitLost(file);

    assertThat(GazetteerLoader.last(file)).isEmpty();
    new CanAnnotator("can", Pipelines.properties(file.toString()));
    assertThat(GazetteerLoader.loads(file)).isEqualTo(2);
  }

  @Test
  void loads_a_file_anew_that_was_replaced() throws IOException {
    Path file = model("replaced.can", "Pekka=PER");
    Properties properties = Pipelines.properties(file.toString());
    StanfordCoreNLP before = new StanfordCoreNLP(properties);
    Files.setLastModifiedTime(
        model("replaced.can", "Matti=PER"), FileTime.fromMillis(1_000_000_000));

    StanfordCoreNLP.clearAnnotatorPool();
    StanfordCoreNLP after = new StanfordCoreNLP(properties);

    assertThat(mentions(before, "Pekka ja Matti")).containsExactly("Pekka");
    assertThat(mentions(after, "Pekka ja Matti")).containsExactly("Matti");
  }

  private static List<String> mentions(StanfordCoreNLP pipeline, String text) {
    return pipeline.process(text).get(CoreAnnotations.MentionsAnnotation.class).stream()
        .map(mention -> mention.get(CoreAnnotations.TextAnnotation.class))
        .toList();
  }

  @Test
  void keeps_the_model_of_an_annotator_that_a_pipeline_still_has() throws Exception {
    Path file = model("kept.can", "Pekka=PER");
    StanfordCoreNLP pipeline = new StanfordCoreNLP(Pipelines.properties(file.toString()));
    StanfordCoreNLP.clearAnnotatorPool();

    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(20);
    }

    assertThat(pipeline.process("Pekka nukkuu").get(CoreAnnotations.MentionsAnnotation.class))
        .hasSize(1);
    assertThat(GazetteerLoader.loads(file)).isOne();
  }

  @Test
  void lets_go_of_the_model_when_corenlp_drops_its_annotators_without_a_word() throws Exception {
    Path file = model("dropped.can", "Pekka=PER");
    Properties properties = Pipelines.properties(file.toString());
    annotateWithTwoPipelines(properties);

    // What the garbage collector does with the soft references of the cache when memory is short.
    StanfordCoreNLP.GLOBAL_ANNOTATOR_CACHE.clear();
    awaitLost(file);

    assertThat(GazetteerLoader.last(file)).isEmpty();
    annotateWithTwoPipelines(properties);
    assertThat(GazetteerLoader.loads(file)).isEqualTo(2);
  }

  private static void annotateWithTwoPipelines(Properties properties) {
    Pipelines.annotate(properties, "Pekka nukkuu");
    Properties others = new Properties();
    others.putAll(properties);
    others.setProperty("can.types", "PER:HUMAN");
    Pipelines.annotate(others, "Pekka nukkuu");
  }

  private static void awaitLost(Path file) throws Exception {
    for (int i = 0; i < 250 && GazetteerLoader.last(file).isPresent(); i++) {
      System.gc();
      Thread.sleep(20);
    }
  }

  private Path model(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), List.of(lines));
  }
}
