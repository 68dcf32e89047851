// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.bundle.ModelFileWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** What the owners of the training text ask to be told of. */
final class Notices {
  @Option(
      showDefaultValue = Visibility.NEVER,
      names = "--notice",
      paramLabel = "TEXT",
      description =
          "A licence notice or attribution of the training text, to carry in the file; may be"
              + " repeated.")
  private List<String> notices = new ArrayList<>();

  void addTo(ModelFileWriter writer) {
    notices.forEach(writer::notice);
  }
}
