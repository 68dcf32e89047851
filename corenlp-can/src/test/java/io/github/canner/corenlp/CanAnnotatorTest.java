// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.pipeline.JSONOutputter;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.CoreMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanAnnotatorTest {
  private static final String TEXT =
      "Eilen Aino  Virtanen Pekka lensi\nHän näki Pohjolan ja Jukan Oy";

  @TempDir Path directory;
  private Properties properties;

  @BeforeEach
  void write_a_model() throws IOException {
    properties =
        Pipelines.properties(
            model("names.can", "Aino Virtanen=PER", "Pekka=PER", "Pohjolan=GEO-LOC", "Jukan Oy=ORG")
                .toString());
  }

  @Test
  void tags_every_token_under_every_key() {
    Annotation document = Pipelines.annotate(properties, TEXT);

    List<CoreLabel> tokens = document.get(CoreAnnotations.TokensAnnotation.class);
    assertThat(tokens)
        .extracting(CoreLabel::ner)
        .containsExactly(
            "O",
            "PERSON",
            "PERSON",
            "PERSON",
            "O",
            "O",
            "O",
            "GEO-LOC",
            "O",
            "ORGANIZATION",
            "ORGANIZATION");
    assertThat(tokens)
        .allSatisfy(
            token -> {
              assertThat(token.get(CoreAnnotations.CoarseNamedEntityTagAnnotation.class))
                  .isEqualTo(token.ner());
              assertThat(token.get(CoreAnnotations.FineGrainedNamedEntityTagAnnotation.class))
                  .isEqualTo(token.ner());
              assertThat(token.get(CoreAnnotations.NamedEntityTagProbsAnnotation.class))
                  .containsOnlyKeys(token.ner());
            });
    assertThat(tokens)
        .extracting(
            token ->
                token.get(CoreAnnotations.NamedEntityTagProbsAnnotation.class).get(token.ner()))
        .containsExactly(
            0.75, 1 / 3.0, 1 / 3.0, 0.5, 0.75, 0.75, 0.75, 0.5, 0.75, 1 / 3.0, 1 / 3.0);
    assertThat(tokens)
        .extracting(token -> token.get(CoreAnnotations.EntityMentionIndexAnnotation.class))
        .containsExactly(null, 0, 0, 1, null, null, null, 2, null, 3, 3);
  }

  @Test
  void builds_the_mentions_and_keeps_adjacent_ones_apart() {
    Annotation document = Pipelines.annotate(properties, TEXT);

    List<CoreMap> mentions = document.get(CoreAnnotations.MentionsAnnotation.class);
    assertThat(mentions)
        .extracting(mention -> mention.get(CoreAnnotations.TextAnnotation.class))
        .containsExactly("Aino  Virtanen", "Pekka", "Pohjolan", "Jukan Oy");
    assertThat(mentions)
        .extracting(mention -> mention.get(CoreAnnotations.NamedEntityTagAnnotation.class))
        .containsExactly("PERSON", "PERSON", "GEO-LOC", "ORGANIZATION");
    assertThat(mentions)
        .extracting(mention -> mention.get(CoreAnnotations.EntityTypeAnnotation.class))
        .containsExactly("PERSON", "PERSON", "GEO-LOC", "ORGANIZATION");
    assertThat(mentions)
        .extracting(mention -> mention.get(CoreAnnotations.NamedEntityTagProbsAnnotation.class))
        .containsExactly(
            Map.of("PERSON", 1 / 3.0),
            Map.of("PERSON", 0.5),
            Map.of("GEO-LOC", 0.5),
            Map.of("ORGANIZATION", 1 / 3.0));
    assertThat(mentions)
        .extracting(mention -> mention.get(CoreAnnotations.EntityMentionIndexAnnotation.class))
        .containsExactly(0, 1, 2, 3);
    assertThat(mentions)
        .extracting(
            mention -> mention.get(CoreAnnotations.CanonicalEntityMentionIndexAnnotation.class))
        .containsExactly(0, 1, 2, 3);
    assertThat(mentions)
        .extracting(mention -> mention.get(CoreAnnotations.SentenceIndexAnnotation.class))
        .containsExactly(0, 0, 1, 1);
    assertThat(mentions)
        .extracting(mention -> mention.get(CoreAnnotations.TokenBeginAnnotation.class))
        .containsExactly(1, 3, 7, 9);
    assertThat(mentions)
        .extracting(mention -> mention.get(CoreAnnotations.CharacterOffsetEndAnnotation.class))
        .containsExactly(20, 26, TEXT.indexOf("Pohjolan") + 8, TEXT.length());
    assertThat(document.get(CoreAnnotations.SentencesAnnotation.class))
        .extracting(sentence -> sentence.get(CoreAnnotations.MentionsAnnotation.class))
        .containsExactly(mentions.subList(0, 2), mentions.subList(2, 4));
  }

  @Test
  void shows_its_mentions_in_the_json_output() throws IOException {
    String json =
        JSONOutputter.jsonPrint(Pipelines.annotate(properties, TEXT)).replaceAll("\\s", "");

    assertThat(json)
        .contains("\"text\":\"Pekka\"")
        .contains("\"ner\":\"GEO-LOC\"")
        .contains("\"nerConfidences\":{\"PERSON\":0.5}");
  }

  @Test
  void renames_types_as_told() {
    properties.setProperty("can.types", "PER:ihminen, GEO-LOC : paikka");

    assertThat(types(properties)).containsExactly("ihminen", "ihminen", "paikka", "ORG");
  }

  @Test
  void keeps_the_models_types_when_the_renaming_is_empty() {
    properties.setProperty("can.types", "");

    assertThat(types(properties)).containsExactly("PER", "PER", "GEO-LOC", "ORG");
  }

  @Test
  void annotates_more_sentences_than_go_in_a_batch() {
    Annotation document = Pipelines.annotate(properties, "Pekka nukkuu\n".repeat(100));

    assertThat(document.get(CoreAnnotations.SentencesAnnotation.class)).hasSize(100);
    assertThat(document.get(CoreAnnotations.MentionsAnnotation.class))
        .extracting(mention -> mention.get(CoreAnnotations.SentenceIndexAnnotation.class))
        .hasSize(100)
        .isSorted();
  }

  @Test
  void leaves_sentences_without_entities_that_are_too_long() {
    properties.setProperty("can.maxlen", "5");
    Annotation document = Pipelines.annotate(properties, TEXT);

    assertThat(document.get(CoreAnnotations.MentionsAnnotation.class)).hasSize(2);
    List<Map<String, Double>> probabilities =
        document.get(CoreAnnotations.TokensAnnotation.class).stream()
            .map(token -> token.get(CoreAnnotations.NamedEntityTagProbsAnnotation.class))
            .toList();
    assertThat(probabilities.get(0)).isEqualTo(Map.of("O", 0.75));
    assertThat(probabilities.subList(5, 11)).containsOnly(Map.of("O", -1.0));
  }

  @Test
  void tags_tokens_only_if_told_so() throws IOException {
    properties.setProperty("can.buildEntityMentions", "false");
    Annotation document = Pipelines.annotate(properties, TEXT);

    assertThat(document.get(CoreAnnotations.TokensAnnotation.class))
        .extracting(CoreLabel::ner)
        .startsWith("O", "PERSON", "PERSON", "PERSON");
    assertThat(document.containsKey(CoreAnnotations.MentionsAnnotation.class)).isFalse();
    assertThat(JSONOutputter.jsonPrint(document)).contains("PERSON").doesNotContain("mention");
    assertThat(new CanAnnotator("can", properties).requirementsSatisfied())
        .contains(CoreAnnotations.NamedEntityTagAnnotation.class)
        .doesNotContain(CoreAnnotations.MentionsAnnotation.class);
  }

  @Test
  void takes_no_pronouns_for_mentions() {
    assertThat(
            Pipelines.annotate(properties, "Yo he visto\nshe said")
                .get(CoreAnnotations.MentionsAnnotation.class))
        .isEmpty();
  }

  @Test
  void annotates_an_empty_document() {
    assertThat(Pipelines.annotate(properties, "").get(CoreAnnotations.MentionsAnnotation.class))
        .isEmpty();
  }

  @Test
  void replaces_the_entities_of_an_earlier_annotator() throws IOException {
    Annotation document = Pipelines.annotate(properties, TEXT);
    properties.setProperty("can.model", model("other.can", "Eilen=DATE").toString());

    new CanAnnotator("can", properties).annotate(document);

    assertThat(document.get(CoreAnnotations.TokensAnnotation.class))
        .extracting(CoreLabel::ner)
        .startsWith("DATE", "O", "O", "O")
        .doesNotContain("PERSON");
    assertThat(document.get(CoreAnnotations.TokensAnnotation.class))
        .extracting(token -> token.get(CoreAnnotations.EntityMentionIndexAnnotation.class))
        .startsWith(0, null)
        .containsOnly(0, null);
    assertThat(document.get(CoreAnnotations.MentionsAnnotation.class)).hasSize(1);
  }

  @Test
  void asks_for_sentences() {
    CanAnnotator annotator = new CanAnnotator("can", properties);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> annotator.annotate(new Annotation("Pekka")))
        .withMessageContaining("no sentences");
  }

  @Test
  void satisfies_what_coreference_requires_of_named_entities() {
    properties.setProperty("annotators", "tokenize,can,probe");
    properties.setProperty("customAnnotatorClass.probe", CorefProbe.class.getName());

    StanfordCoreNLP accepted = new StanfordCoreNLP(properties);

    properties.setProperty("annotators", "tokenize,probe");
    assertThat(accepted.process(TEXT).get(CoreAnnotations.MentionsAnnotation.class)).hasSize(4);
    assertThatIllegalArgumentException().isThrownBy(() -> new StanfordCoreNLP(properties));
  }

  @Test
  void keeps_two_pipelines_with_different_models_apart() throws IOException {
    StanfordCoreNLP first = new StanfordCoreNLP(properties);
    StanfordCoreNLP second =
        new StanfordCoreNLP(Pipelines.properties(model("other.can", "Eilen=DATE").toString()));

    assertThat(second.process(TEXT).get(CoreAnnotations.MentionsAnnotation.class)).hasSize(1);
    assertThat(first.process(TEXT).get(CoreAnnotations.MentionsAnnotation.class)).hasSize(4);
  }

  @Test
  void answers_many_threads_as_it_answers_one() throws Exception {
    StanfordCoreNLP pipeline = new StanfordCoreNLP(properties);
    String expected = JSONOutputter.jsonPrint(pipeline.process(TEXT));
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> answers =
          pool.invokeAll(
              Collections.nCopies(40, () -> JSONOutputter.jsonPrint(pipeline.process(TEXT))));
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private Path model(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), List.of(lines));
  }

  private static List<String> types(Properties properties) {
    return Pipelines.annotate(properties, TEXT)
        .get(CoreAnnotations.MentionsAnnotation.class)
        .stream()
        .map(mention -> mention.get(CoreAnnotations.EntityTypeAnnotation.class))
        .toList();
  }

  /** Requires of named entities what CoreNLP's coreference does, without its models. */
  public static final class CorefProbe implements Annotator {
    @Override
    public void annotate(Annotation document) {}

    @Override
    @SuppressWarnings("rawtypes")
    public Set<Class<? extends CoreAnnotation>> requires() {
      return Set.of(
          CoreAnnotations.NamedEntityTagAnnotation.class,
          CoreAnnotations.EntityTypeAnnotation.class,
          CoreAnnotations.EntityMentionIndexAnnotation.class,
          CoreAnnotations.CanonicalEntityMentionIndexAnnotation.class,
          CoreAnnotations.CoarseNamedEntityTagAnnotation.class,
          CoreAnnotations.FineGrainedNamedEntityTagAnnotation.class,
          CoreAnnotations.MentionsAnnotation.class);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
      return Set.of();
    }
  }
}
