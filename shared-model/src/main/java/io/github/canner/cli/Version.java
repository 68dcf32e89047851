// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.bundle.Provenance;
import picocli.CommandLine.IVersionProvider;

/** What {@code can --version} prints. */
final class Version implements IVersionProvider {

  Version() {}

  @Override
  public String[] getVersion() {
    return new String[] {"can " + Provenance.version()};
  }
}
