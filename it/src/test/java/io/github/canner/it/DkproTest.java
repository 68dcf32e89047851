// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static io.github.canner.it.DefaultModel.assertSame;

import io.github.canner.Mention;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The .bin in DKPro Core, with the release of OpenNLP that it comes with. */
class DkproTest {

  @Test
  void finds_what_the_model_finds() throws IOException {
    try (Host host = Host.start(DkproHost.class, "2.0.0", List.of(), DefaultModel.bin())) {
      assertSame(host.find(HardText.ALL), certain(DefaultModel.tag(HardText.ALL)));
    }
  }

  /** DKPro Core drops probabilities. */
  private static List<List<Mention>> certain(List<List<Mention>> all) {
    return all.stream()
        .map(
            mentions ->
                mentions.stream().map(m -> Mention.gold(m.start(), m.end(), m.type())).toList())
        .toList();
  }
}
