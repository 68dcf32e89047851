// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.CanModelLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Loads lines such as {@code Tampere=LOC}, and remembers the last model for tests that ask whether
 * it was closed.
 */
public final class GazetteerLoader implements CanModelLoader {
  private static GazetteerModel last = new GazetteerModel(Map.of());

  static GazetteerModel last() {
    return last;
  }

  @Override
  public CanModel load(Path file) {
    try {
      last =
          new GazetteerModel(
              Files.readAllLines(file).stream()
                  .map(line -> line.split("="))
                  .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
      return last;
    } catch (IOException e) {
      throw new CanException("no model at " + file, e);
    }
  }

  @Override
  public CanModel load(InputStream stream, String name) {
    throw new CanException("no models in streams");
  }

  @Override
  public CanModel loadDefault() {
    last = new GazetteerModel(Map.of("Tampere", "LOC"));
    return last;
  }

  @Override
  public InputStream openDefault() {
    return new ByteArrayInputStream("Tampere=LOC".getBytes(StandardCharsets.UTF_8));
  }
}
