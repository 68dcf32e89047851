// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static io.github.canner.it.DefaultModel.assertSame;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The .bin in Lucene and Solr, with the release of OpenNLP that they come with. */
class LuceneTest {

  @Test
  void finds_what_the_model_finds() throws IOException {
    try (Host host = Host.start(LuceneHost.class, "1.9.4", List.of(), DefaultModel.bin())) {
      assertSame(host.find(HardText.ALL), DefaultModel.tag(HardText.ALL));
    }
  }
}
