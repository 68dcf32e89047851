// SPDX-License-Identifier: Apache-2.0
package io.github.canner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The real corpora that tests may read. They are looked for in the folder that the environment
 * variable {@code CANNER_SHARED_DATA} names, or in {@code shared/data} beside the checkout.
 */
public final class SharedData {
  private static final String VARIABLE = "CANNER_SHARED_DATA";

  private static final AtomicBoolean TOLD = new AtomicBoolean();

  private SharedData() {}

  /**
   * A file or folder of the corpora; skips the test, telling why, where the corpora are not there.
   */
  public static Path require(String name) {
    @Nullable String given = System.getenv(VARIABLE);
    Path folder = given == null ? besideCheckout() : Path.of(given);
    if (!Files.isDirectory(folder)) {
      String reason =
          "skipped: no corpora in " + folder + "; set " + VARIABLE + " to a folder that holds them";
      if (TOLD.compareAndSet(false, true)) {
        System.out.println(reason);
      }
      Assumptions.abort(reason);
    }
    return folder.resolve(name);
  }

  private static Path besideCheckout() {
    Path checkout = Path.of("").toAbsolutePath();
    while (checkout.getParent() != null && !Files.isDirectory(checkout.resolve(".mvn"))) {
      checkout = checkout.getParent();
    }
    return checkout.resolveSibling("shared").resolve("data");
  }
}
