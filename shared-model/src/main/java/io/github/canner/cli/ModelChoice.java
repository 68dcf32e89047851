// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanModel;
import picocli.CommandLine.Option;

/** The model that finds the names. */
final class ModelChoice {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "M.can",
      description =
          "A file that train or train-english wrote, or "
              + CanModel.DEFAULT
              + " for the Finnish model"
              + " that ships with Canner.")
  private String name;

  /** What {@link Finder#open} takes. */
  String name() {
    return name;
  }
}
