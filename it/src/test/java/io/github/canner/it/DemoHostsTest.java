// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.CanModel;
import io.github.canner.Mention;
import io.github.canner.cli.DemoHost;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import org.junit.jupiter.api.Test;

class DemoHostsTest {

  @Test
  void both_hosts_show_every_mention_of_the_default_model_and_nothing_else() {
    List<DemoHost> hosts = ServiceLoader.load(DemoHost.class).stream().map(Provider::get).toList();

    assertThat(hosts)
        .extracting(DemoHost::name)
        .containsExactlyInAnyOrder("Apache OpenNLP", "Stanford CoreNLP");
    List<String> names = names();
    assertThat(names).isNotEmpty();
    for (DemoHost host : hosts) {
      assertThat(shown(host))
          .zipSatisfy(
              names,
              (line, name) ->
                  assertThat(line).matches("[A-Z]+  \"\\Q" + name + "\\E\"  [01]\\.\\d\\d"));
    }
  }

  private static List<String> shown(DemoHost host) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    host.show(null, FinnishText.SENTENCES, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static List<String> names() {
    try (CanModel model = CanModel.loadDefault()) {
      List<String> names = new ArrayList<>();
      for (List<String> sentence : FinnishText.SENTENCES) {
        for (Mention mention : model.tag(sentence)) {
          names.add(String.join(" ", sentence.subList(mention.start(), mention.end())));
        }
      }
      return names;
    }
  }
}
