// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import java.nio.file.Path;
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

  /** Says in a new model what it started from, and carries on the notices of that. */
  static void addStart(ModelFileWriter writer, String name, ModelFile start) {
    String file = String.valueOf(Path.of(name).getFileName());
    writer.provenance("started from", file + ", SHA-256 " + start.contentHash());
    start.notices().forEach(writer::notice);
  }
}
