// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLPClient;
import io.github.canner.Mention;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreNlpServerTest extends NerContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static CoreNlpServer server;

  @BeforeAll
  static void take_the_server() throws IOException, InterruptedException {
    server = CoreNlpServer.shared();
  }

  @Override
  List<List<Mention>> inHost(List<List<String>> sentences)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        server.post(FinnishText.join(sentences), "{\"outputFormat\":\"json\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return mentions(answer.body());
  }

  /** The mentions of each sentence in an answer. */
  static List<List<Mention>> mentions(String json) throws IOException {
    List<List<Mention>> all = new ArrayList<>();
    for (JsonNode sentence : JSON.readTree(json).required("sentences")) {
      List<Mention> mentions = new ArrayList<>();
      for (JsonNode mention : sentence.required("entitymentions")) {
        String type = mention.required("ner").textValue();
        mentions.add(
            new Mention(
                mention.required("tokenBegin").intValue(),
                mention.required("tokenEnd").intValue(),
                type,
                mention.required("nerConfidences").required(type).doubleValue()));
      }
      all.add(mentions);
    }
    return all;
  }

  @Test
  void listens_to_this_machine_only() throws IOException {
    assertThat(server.log()).contains("listening at /127.0.0.1:" + server.port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "can.model': 'http://127.0.0.1:9/a.can",
        "can.model': '/etc/passwd",
        "customAnnotatorClass.can': 'java.lang.Thread",
        "customAnnotatorClass.mine': 'java.lang.Thread",
        "outputSerializer': 'java.lang.Thread",
        "tokenize.postProcessor': 'java.lang.Thread",
        "timeout': '1000000"
      })
  void refuses_a_client_that_names_a_class_or_a_file(String property)
      throws IOException, InterruptedException {
    String key = property.substring(0, property.indexOf('\''));
    HttpResponse<String> answer = server.post("Turku", "{'" + property + "', 'date': '2020'}");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("the property " + key + " is not for clients to set\n");
    assertThat(server.log()).doesNotContain("java.lang.Thread");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?can.model=x",
        "/?properties=%257B%2522can.model%2522:%2522x%2522%257D",
        "/?props=can.model=%3Ex",
        "/?properties=&properties=%7B'can.model':'x'%7D",
        "/?date=2020&%63an.model=x",
        "/tokensregex?pattern=Turku&can.model=x",
        "/?resetDefault=true"
      })
  void refuses_it_in_whatever_dress(String request) throws IOException, InterruptedException {
    assertThat(server.send("Turku", request).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tokensregex?pattern=%5B%7B%7Bword.getClass()%3D%3D1%7D%7D%5D",
        "/tokensregex?properties=%7B'pattern':'%5B%7B%7Bword.length()%7D%7D%5D'%7D&pattern=Turku"
      })
  void refuses_a_pattern_that_calls_methods(String request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = server.send("Turku", request);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("expressions between {{ and }}");
  }

  @Test
  void answers_a_pattern() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        server.send("Matti asuu Turussa .", "/tokensregex?pattern=%5Bner:LOC%5D");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Turussa");
  }

  @Test
  void answers_the_client_that_comes_with_corenlp() {
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize,can");
    StanfordCoreNLPClient client =
        new StanfordCoreNLPClient(properties, "http://127.0.0.1", server.port(), 1);
    Annotation document = new Annotation("Matti asuu Turussa .");

    client.annotate(document);

    assertThat(document.get(CoreAnnotations.TokensAnnotation.class))
        .filteredOn(token -> token.word().equals("Turussa"))
        .extracting(CoreLabel::ner)
        .containsExactly("LOC");
  }

  @Test
  void answers_a_client_that_says_that_it_resets_nothing()
      throws IOException, InterruptedException {
    assertThat(server.send("Turku", "/?resetDefault=false").statusCode()).isEqualTo(200);
  }

  @Test
  void refuses_what_it_cannot_read() throws IOException, InterruptedException {
    assertThat(server.send("Turku", "/?properties=%7Bcan").statusCode()).isEqualTo(400);
  }

  @Test
  void keeps_its_answers_when_a_client_was_refused() throws Exception {
    server.post("Turku", "{'customAnnotatorClass.can': 'java.lang.Thread'}");

    assertThat(inHost(FinnishText.SENTENCES)).anySatisfy(found -> assertThat(found).isNotEmpty());
  }
}
