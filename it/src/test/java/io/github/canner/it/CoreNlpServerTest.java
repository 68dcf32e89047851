// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.canner.Mention;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreNlpServerTest extends NerContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static CoreNlpServer server;

  @BeforeAll
  static void start_a_server(@TempDir Path directory) throws IOException, InterruptedException {
    server = CoreNlpServer.start(CanProperties.withTypesOfTheModel(), directory);
  }

  @AfterAll
  static void stop_the_server() {
    server.close();
  }

  @Override
  List<List<Mention>> inHost(List<List<String>> sentences)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        server.post(FinnishText.join(sentences), "{\"outputFormat\":\"json\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<List<Mention>> all = new ArrayList<>();
    for (JsonNode sentence : JSON.readTree(answer.body()).required("sentences")) {
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

  @Test
  void tells_a_client_that_a_model_from_a_url_is_refused()
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        server.post("Turku", "{\"can.model\":\"http://127.0.0.1:" + server.port() + "/a.can\"}");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(server.log()).contains("expected a local file, not a URL");
  }
}
