// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** What every model file says of how it came to be; no times or paths, so that it can be remade. */
public final class Provenance {

  private Provenance() {}

  /** The version of Canner, which the build writes into a resource. */
  public static String version() {
    Properties properties = new Properties();
    try (InputStream stream =
        Objects.requireNonNull(Provenance.class.getResourceAsStream("version.properties"))) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(properties.getProperty("version"));
  }

  /**
   * Says how a model was trained.
   *
   * @param train describes what it learnt from
   * @param dev describes what its best epoch was chosen on
   * @param devScore what it reached there
   * @param measure names that score
   */
  public static void add(
      ModelFileWriter writer,
      String train,
      String dev,
      long seed,
      double devScore,
      String measure) {
    writer
        .provenance("canner", version())
        .provenance("train", train)
        .provenance("dev", dev)
        .provenance("seed", Long.toString(seed))
        .provenance("dev " + measure, String.format(Locale.ROOT, "%.4f", devScore));
  }

  /**
   * Says in a new model what it started from, and carries on the notices of that.
   *
   * @param path of what it started from, of which the file name is told
   */
  public static void addStart(ModelFileWriter writer, String path, ModelFile start) {
    String file = String.valueOf(Path.of(path).getFileName());
    writer.provenance("started from", file + ", SHA-256 " + start.contentHash());
    start.notices().forEach(writer::notice);
  }
}
