// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where translations and encodings of training sets are kept unless the user says otherwise. */
public final class CacheFolder {
  /** The environment variable that names another folder. */
  public static final String VARIABLE = "CANNER_HOME";

  private CacheFolder() {}

  /** The folder of this user on this machine. */
  public static Path find() {
    return find(
        System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", "."));
  }

  /**
   * The folder that the variable {@value #VARIABLE} names, else the one for caches on the platform.
   */
  static Path find(Map<String, String> environment, String system, String home) {
    @Nullable String own = environment.get(VARIABLE);
    if (isSet(own)) {
      return Path.of(own);
    }
    String lower = system.toLowerCase(Locale.ROOT);
    if (lower.startsWith("mac")) {
      return Path.of(home, "Library", "Caches", "canner");
    }
    if (lower.startsWith("windows")) {
      @Nullable String local = environment.get("LOCALAPPDATA");
      return (isSet(local) ? Path.of(local) : Path.of(home, "AppData", "Local"))
          .resolve("canner")
          .resolve("Cache");
    }
    @Nullable String caches = environment.get("XDG_CACHE_HOME");
    return (isSet(caches) ? Path.of(caches) : Path.of(home, ".cache")).resolve("canner");
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.isEmpty();
  }
}
