// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.pretrained.EncoderAverage;
import io.github.canner.pretrained.EncoderName;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code can encoder average}. */
@Command(
    name = "average",
    sortOptions = false,
    sortSynopsis = false,
    description = {
      "Makes one encoder of several that come from the same one: the mean of their weights."
          + " Where an adapted encoder does worse than what it was adapted from, the mean of both"
          + " may do better than either; the development corpus tells.",
      ""
    })
final class AverageEncodersCommand extends Verb {
  @Option(
      names = "--encoders",
      required = true,
      split = ",",
      paramLabel = "HOW",
      converter = EncoderNameConverter.class,
      description =
          "The encoders, two or more, as --encoder of train takes them: mbert, the names of adapted"
              + " ones, or files.")
  private List<EncoderName> encoders;

  @Mixin private EncoderTarget result = new EncoderTarget();

  @Override
  void run(Console console) {
    require(
        encoders.size() > 1,
        "--encoders names " + encoders.size() + " encoder, expected two or more");
    require(
        encoders.stream().noneMatch(EncoderName::isChars),
        "--encoders names chars, expected encoders that were pretrained");
    require(
        new HashSet<>(encoders).size() == encoders.size(),
        "--encoders names one encoder twice, expected different ones");
    result.check(this);
    Path target = result.path();
    List<ModelFile> files = encoders.stream().map(EncoderName::open).toList();
    ModelFileWriter writer = EncoderAverage.of(files, result.called());
    for (int i = 0; i < files.size(); i++) {
      writer.provenance("averaged " + (i + 1), files.get(i).contentHash());
    }
    writer.write(target);
    console.out().println(target);
  }
}
