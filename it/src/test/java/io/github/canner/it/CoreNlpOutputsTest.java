// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.ProtobufAnnotationSerializer;
import edu.stanford.nlp.util.CoreMap;
import io.github.canner.CanModel;
import io.github.canner.Mention;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What the server's clients read of the mentions in each of its formats. */
class CoreNlpOutputsTest {
  private static final String TEXT = FinnishText.join(FinnishText.SENTENCES);

  private static CoreNlpServer server;
  private static List<List<Mention>> mentions;
  private static List<String> tags;

  @BeforeAll
  static void take_the_server_and_ask_the_model() throws IOException, InterruptedException {
    server = CoreNlpServer.shared();
    try (CanModel model = CanModel.loadDefault()) {
      mentions = FinnishText.SENTENCES.stream().map(model::tag).toList();
    }
    tags = new ArrayList<>();
    for (int i = 0; i < mentions.size(); i++) {
      List<String> ofSentence =
          new ArrayList<>(Collections.nCopies(FinnishText.SENTENCES.get(i).size(), "O"));
      for (Mention mention : mentions.get(i)) {
        ofSentence.subList(mention.start(), mention.end()).replaceAll(tag -> mention.type());
      }
      tags.addAll(ofSentence);
    }
  }

  @Test
  void json_has_the_mentions_and_a_tag_for_every_token() throws Exception {
    byte[] answer = server.answer(TEXT, "json");

    List<List<Mention>> answered =
        CoreNlpServerTest.mentions(new String(answer, StandardCharsets.UTF_8));
    assertThat(answered)
        .zipSatisfy(
            mentions,
            (some, expected) ->
                assertThat(some)
                    .zipSatisfy(
                        expected,
                        (one, other) -> {
                          assertThat(one.sameSpan(other)).isTrue();
                          assertThat(one.probability())
                              .isCloseTo(other.probability(), offset(1e-4));
                        }));
    List<String> found = new ArrayList<>();
    for (JsonNode sentence : new ObjectMapper().readTree(answer).required("sentences")) {
      sentence.required("tokens").forEach(token -> found.add(token.required("ner").textValue()));
    }
    assertThat(found).isEqualTo(tags);
  }

  @Test
  void conll_has_a_tag_for_every_token() throws Exception {
    String answer = new String(server.answer(TEXT, "conll"), StandardCharsets.UTF_8);

    assertThat(answer.lines().filter(line -> !line.isBlank()).map(line -> line.split("\t")[4]))
        .containsExactlyElementsOf(tags);
  }

  @Test
  void xml_has_a_tag_for_every_token() throws Exception {
    Document answer =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(server.answer(TEXT, "xml")));

    NodeList found = answer.getElementsByTagName("NER");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    assertThat(texts).isEqualTo(tags);
  }

  @Test
  void serialized_has_all_keys_of_the_mentions() throws Exception {
    Annotation answer =
        new ProtobufAnnotationSerializer()
            .read(new ByteArrayInputStream(server.answer(TEXT, "serialized")))
            .first;

    assertThat(answer.get(CoreAnnotations.TokensAnnotation.class))
        .extracting(CoreLabel::ner)
        .isEqualTo(tags);
    assertThat(answer.get(CoreAnnotations.TokensAnnotation.class))
        .extracting(token -> token.get(CoreAnnotations.CoarseNamedEntityTagAnnotation.class))
        .isEqualTo(tags);
    List<CoreMap> found = answer.get(CoreAnnotations.MentionsAnnotation.class);
    assertThat(found)
        .extracting(mention -> mention.get(CoreAnnotations.EntityTypeAnnotation.class))
        .isEqualTo(mentions.stream().flatMap(List::stream).map(Mention::type).toList());
    assertThat(found)
        .extracting(
            mention -> mention.get(CoreAnnotations.CanonicalEntityMentionIndexAnnotation.class))
        .doesNotContainNull()
        .isSorted();
    assertThat(found)
        .allSatisfy(
            mention ->
                assertThat(mention.get(CoreAnnotations.TextAnnotation.class))
                    .isEqualTo(
                        TEXT.substring(
                            mention.get(CoreAnnotations.CharacterOffsetBeginAnnotation.class),
                            mention.get(CoreAnnotations.CharacterOffsetEndAnnotation.class))));
  }

  @Test
  void text_names_every_mention() throws Exception {
    String answer = new String(server.answer(TEXT, "text"), StandardCharsets.UTF_8);

    for (int i = 0; i < mentions.size(); i++) {
      for (Mention mention : mentions.get(i)) {
        List<String> words = FinnishText.SENTENCES.get(i).subList(mention.start(), mention.end());
        assertThat(answer)
            .containsPattern("\\Q" + String.join(" ", words) + "\\E\\s+" + mention.type());
      }
    }
  }
}
