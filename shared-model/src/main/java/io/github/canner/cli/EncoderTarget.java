// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import io.github.canner.corpus.AtomicFiles;
import io.github.canner.pretrained.EncoderName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Where a new encoder goes: among those that were fetched, under a name, or to a file. */
final class EncoderTarget {
  @Option(
      showDefaultValue = Visibility.NEVER,
      names = "--name",
      paramLabel = "NAME",
      description = "What to call the new encoder, which is kept among those that were fetched.")
  private @Nullable String name;

  @Option(
      showDefaultValue = Visibility.NEVER,
      names = "--output",
      paramLabel = "FILE.can",
      description = "The file to write, in place of --name.")
  private @Nullable Path output;

  /** Ends the verb as wrongly used unless there is one place that can be written to. */
  void check(Verb verb) {
    verb.require((name == null) != (output == null), "expected either --name or --output");
    verb.require(
        name == null || EncoderName.isFree(name),
        "--name is "
            + name
            + ", expected letters, digits, - and _, and none of chars, "
            + String.join(", ", EncoderName.fetched()));
    verb.require(
        output == null || EncoderName.isFile(output.toString()),
        "--output is " + output + ", expected a file that ends in .can, as --encoder takes it");
  }

  /**
   * The file to write; its folder is there.
   *
   * @throws CanException if nothing can be written there
   */
  Path path() {
    Path file = output;
    if (file == null) {
      createFolder(EncoderName.folder());
      file = EncoderName.store().path(String.valueOf(name));
    }
    AtomicFiles.requireWritable(file);
    return file;
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CanException("cannot make the folder " + folder + ": " + e, e);
    }
  }

  /** The name of the encoder; that of the file where none was given. */
  String called() {
    return output == null
        ? String.valueOf(name)
        : String.valueOf(output.getFileName()).replaceFirst("\\.can$", "");
  }
}
