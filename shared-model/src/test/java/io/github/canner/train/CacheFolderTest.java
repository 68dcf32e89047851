// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
  private static final Path HOME = Path.of("home", "anna");

  private static Path find(Map<String, String> environment, String system) {
    return CacheFolder.find(environment, system, HOME.toString());
  }

  @Test
  void the_variable_names_it_on_every_platform() {
    Map<String, String> environment =
        Map.of("CANNER_HOME", "own", "XDG_CACHE_HOME", "xdg", "LOCALAPPDATA", "local");
    for (String system : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
      assertThat(find(environment, system)).isEqualTo(Path.of("own"));
    }
  }

  @Test
  void every_platform_has_its_place_for_caches() {
    Map<String, String> none = Map.of("CANNER_HOME", "");
    assertThat(find(none, "Linux")).isEqualTo(HOME.resolve(".cache").resolve("canner"));
    assertThat(find(Map.of("XDG_CACHE_HOME", "xdg"), "Linux")).isEqualTo(Path.of("xdg", "canner"));
    assertThat(find(none, "Mac OS X"))
        .isEqualTo(HOME.resolve("Library").resolve("Caches").resolve("canner"));
    assertThat(find(Map.of("LOCALAPPDATA", "local"), "Windows 11"))
        .isEqualTo(Path.of("local", "canner", "Cache"));
    assertThat(find(none, "Windows 11"))
        .isEqualTo(HOME.resolve("AppData").resolve("Local").resolve("canner").resolve("Cache"));
  }
}
