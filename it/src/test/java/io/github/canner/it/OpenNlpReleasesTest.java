// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static io.github.canner.it.DefaultModel.assertSame;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same .bin in releases of OpenNLP before and after the one that we build with. */
class OpenNlpReleasesTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.4.0", "2.5.4", "3.0.0-M1"})
  void loads_the_bin_and_finds_what_the_model_finds(String release) throws IOException {
    try (Host host = Host.start(NameFinderHost.class, release, List.of(), DefaultModel.bin())) {
      assertSame(host.find(HardText.ALL), DefaultModel.tag(HardText.ALL));
    }
  }

  @Test
  void loads_the_bin_in_the_release_that_asks_for_permission() throws IOException {
    try (Host host =
        Host.start(
            NameFinderHost.class,
            ChildJvm.BUILT_WITH,
            List.of(ChildJvm.ALLOWED),
            DefaultModel.bin())) {
      assertSame(host.find(HardText.ALL), DefaultModel.tag(HardText.ALL));
    }
  }

  @Test
  void is_refused_with_the_remedy_by_the_release_that_asks_for_permission() throws IOException {
    try (Host host =
        Host.start(NameFinderHost.class, ChildJvm.BUILT_WITH, List.of(), DefaultModel.bin())) {
      assertThatThrownBy(() -> host.find(HardText.ALL))
          .hasMessageContaining("io.github.canner.opennlp.CanNameFinderModelSerializer")
          .hasMessageContaining("OPENNLP_EXT_ALLOWED_PACKAGES");
    }
  }
}
