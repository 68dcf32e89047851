// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of Canner, which the build writes into a resource. */
final class Version implements IVersionProvider {

  Version() {}

  static String text() {
    Properties properties = new Properties();
    try (InputStream stream =
        Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"))) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(properties.getProperty("version"));
  }

  @Override
  public String[] getVersion() {
    return new String[] {"can " + text()};
  }
}
