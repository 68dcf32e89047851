// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static io.github.canner.it.DefaultModel.assertSame;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The .bin in a server such as Solr or Elasticsearch, which keeps plug-ins apart. */
class PluginTest {

  @Test
  void finds_what_the_model_finds_without_asking_the_network() throws IOException {
    try (Host host =
        Host.start(
            PluginHost.class, ChildJvm.BUILT_WITH, List.of(ChildJvm.ALLOWED), DefaultModel.bin())) {
      assertSame(host.find(HardText.ALL), DefaultModel.tag(HardText.ALL));
    }
  }
}
