// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.pipeline.EntityMentionsAnnotator;
import edu.stanford.nlp.pipeline.JSONOutputter;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.assertj.core.api.AbstractListAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind an annotator that finds dates and organisations of its own, as {@code ner} does. */
class EarlierEntitiesTest {
  private static final String TEXT = "Eilen illalla he Pekka ja Jukan Oy\nAamulla Jukan nukkui";

  private Properties properties;

  @BeforeEach
  void write_a_model(@TempDir Path directory) throws IOException {
    Path file =
        Files.write(
            directory.resolve("names.can"),
            List.of("Pekka=PER", "Jukan=PER", "Eilen=DATE", "he=PER"));
    properties = Pipelines.properties(file.toString());
    properties.setProperty("annotators", "tokenize,earlier,can");
    properties.setProperty("customAnnotatorClass.earlier", Earlier.class.getName());
  }

  @Test
  void are_replaced_unless_told_otherwise() {
    Annotation document = annotate();

    assertTags(document)
        .containsExactly("DATE", "O", "PERSON", "PERSON", "O", "PERSON", "O", "O", "PERSON", "O");
    assertMentions(document)
        .containsExactly("DATE Eilen", "PERSON he", "PERSON Pekka", "PERSON Jukan", "PERSON Jukan");
    assertThat(document.get(CoreAnnotations.TokensAnnotation.class))
        .noneMatch(
            token -> token.containsKey(CoreAnnotations.NormalizedNamedEntityTagAnnotation.class));
  }

  @Test
  void stay_where_only_gaps_are_to_be_filled() {
    properties.setProperty("can.overwrite", "false");
    Annotation document = annotate();

    assertTags(document)
        .containsExactly(
            "TIME",
            "TIME",
            "PERSON",
            "PERSON",
            "O",
            "ORGANIZATION",
            "ORGANIZATION",
            "TIME",
            "PERSON",
            "O");
    assertThat(document.get(CoreAnnotations.TokensAnnotation.class))
        .extracting(token -> token.get(CoreAnnotations.NamedEntityTagProbsAnnotation.class))
        .startsWith(
            Map.of("TIME", -1.0),
            Map.of("TIME", -1.0),
            Map.of("PERSON", 0.5),
            Map.of("PERSON", 0.5))
        .endsWith(Map.of("O", 0.75));
    assertThat(document.get(CoreAnnotations.TokensAnnotation.class))
        .allSatisfy(
            token -> {
              assertThat(token.get(CoreAnnotations.CoarseNamedEntityTagAnnotation.class))
                  .isEqualTo(token.ner());
              assertThat(token.get(CoreAnnotations.FineGrainedNamedEntityTagAnnotation.class))
                  .isEqualTo(token.ner());
            });
  }

  @Test
  void become_mentions_among_ours() {
    properties.setProperty("can.overwrite", "false");
    Annotation document = annotate();

    assertFilled(document);
  }

  @Test
  void keep_mentions_that_they_had_but_for_pronouns_in_our_way() throws IOException {
    properties.setProperty("can.overwrite", "false");
    properties.setProperty("earlier.mentions", "true");
    Annotation document = annotate();

    assertFilled(document);
    assertThat(JSONOutputter.jsonPrint(document)).contains("\"Jukan Oy\"");
  }

  @Test
  void lose_their_mentions_when_replaced_by_tags_alone() {
    properties.setProperty("earlier.mentions", "true");
    properties.setProperty("can.buildEntityMentions", "false");
    Annotation document = annotate();

    assertTags(document).startsWith("DATE", "O", "PERSON");
    assertThat(document.containsKey(CoreAnnotations.MentionsAnnotation.class)).isFalse();
    assertThat(document.get(CoreAnnotations.SentencesAnnotation.class))
        .noneMatch(sentence -> sentence.containsKey(CoreAnnotations.MentionsAnnotation.class));
    assertThat(document.get(CoreAnnotations.TokensAnnotation.class))
        .noneMatch(token -> token.containsKey(CoreAnnotations.EntityMentionIndexAnnotation.class));
  }

  private Annotation annotate() {
    return new StanfordCoreNLP(properties).process(TEXT);
  }

  private static AbstractListAssert<?, ?, String, ?> assertTags(Annotation document) {
    return assertThat(
        document.get(CoreAnnotations.TokensAnnotation.class).stream().map(CoreLabel::ner).toList());
  }

  private static AbstractListAssert<?, ?, String, ?> assertMentions(Annotation document) {
    return assertThat(
        document.get(CoreAnnotations.MentionsAnnotation.class).stream()
            .map(
                mention ->
                    mention.get(CoreAnnotations.EntityTypeAnnotation.class)
                        + " "
                        + mention.get(CoreAnnotations.TextAnnotation.class))
            .toList());
  }

  private static void assertFilled(Annotation document) {
    assertMentions(document)
        .containsExactly(
            "TIME Eilen illalla",
            "PERSON he",
            "PERSON Pekka",
            "ORGANIZATION Jukan Oy",
            "TIME Aamulla",
            "PERSON Jukan");
    assertThat(document.get(CoreAnnotations.MentionsAnnotation.class))
        .extracting(mention -> mention.get(CoreAnnotations.EntityMentionIndexAnnotation.class))
        .containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(document.get(CoreAnnotations.TokensAnnotation.class))
        .extracting(token -> token.get(CoreAnnotations.EntityMentionIndexAnnotation.class))
        .containsExactly(0, 0, 1, 2, null, 3, 3, 4, 5, null);
  }

  /** Tags some words, and builds mentions as CoreNLP does for English if told to. */
  public static final class Earlier implements Annotator {
    private static final Map<String, String> TYPES =
        Map.of("Eilen", "TIME", "illalla", "TIME", "Aamulla", "TIME", "Oy", "ORGANIZATION");

    private final boolean mentions;

    /** Called by CoreNLP. */
    public Earlier(String name, Properties properties) {
      mentions = Boolean.parseBoolean(properties.getProperty(name + ".mentions"));
    }

    @Override
    public void annotate(Annotation document) {
      List<CoreLabel> tokens = document.get(CoreAnnotations.TokensAnnotation.class);
      for (int i = 0; i < tokens.size(); i++) {
        boolean beforeOy = i + 1 < tokens.size() && tokens.get(i + 1).word().equals("Oy");
        String type = beforeOy ? "ORGANIZATION" : TYPES.getOrDefault(tokens.get(i).word(), "O");
        tokens.get(i).setNER(type);
        if (!type.equals("O")) {
          tokens.get(i).set(CoreAnnotations.NormalizedNamedEntityTagAnnotation.class, type + "-1");
        }
        if (mentions) {
          tokens
              .get(i)
              .set(CoreAnnotations.NamedEntityTagProbsAnnotation.class, Map.of(type, -1.0));
        }
      }
      if (mentions) {
        new EntityMentionsAnnotator().annotate(document);
      }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Set<Class<? extends CoreAnnotation>> requires() {
      return Set.of();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
      return Set.of();
    }
  }
}
