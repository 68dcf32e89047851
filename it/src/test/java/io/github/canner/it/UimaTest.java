// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static io.github.canner.it.DefaultModel.assertSame;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The .bin in opennlp-uima, with the release of OpenNLP that it comes with. */
class UimaTest {

  @Test
  void finds_what_the_model_finds() throws IOException {
    try (Host host = Host.start(UimaHost.class, "2.5.7", List.of(), DefaultModel.bin())) {
      assertSame(host.find(HardText.ALL), DefaultModel.tag(HardText.ALL));
    }
  }
}
