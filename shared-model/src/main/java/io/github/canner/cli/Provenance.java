// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.bundle.ModelFileWriter;
import java.util.Locale;

/** What every model file says of how it came to be; no times or paths, so that it can be remade. */
final class Provenance {

  private Provenance() {}

  static void add(
      ModelFileWriter writer,
      String train,
      String dev,
      long seed,
      double devScore,
      String measure) {
    writer
        .provenance("canner", Version.text())
        .provenance("train", train)
        .provenance("dev", dev)
        .provenance("seed", Long.toString(seed))
        .provenance("dev " + measure, String.format(Locale.ROOT, "%.4f", devScore));
  }
}
