// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.corpus.AtomicFiles;
import io.github.canner.pretrained.StoredReading;
import io.github.canner.tag.PipelineFile;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code can ensemble}. */
@Command(
    name = "ensemble",
    sortOptions = false,
    sortSynopsis = false,
    description = {
      "Makes one model of several taggers of a language, such as those of several seeds: their"
          + " scores of tags and of transitions are averaged. Those with transfer must have the"
          + " same translator and the same English network, which are stored and run once; so is a"
          + " pretrained encoder that models have alike, such as models of the same corpora.",
      "The file is used like any other model. It tags more slowly, since every tagger reads each"
          + " sentence: hardly so where they read the same layers of one pretrained encoder as"
          + " they are. A training cannot start from it.",
      ""
    })
final class EnsembleCommand extends Verb {
  @Option(
      names = "--models",
      required = true,
      split = ",",
      paramLabel = "M.can",
      description = "The models, two or more, that train wrote for the same language and types.")
  private List<Path> models;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "M.can",
      description = "The model file to write.")
  private Path output;

  @Override
  void run(Console console) {
    require(models.size() > 1, "--models names " + models.size() + " model, expected two or more");
    AtomicFiles.requireWritable(output);
    List<ModelFile> files = models.stream().map(ModelFile::open).toList();
    ModelFileWriter writer = PipelineFile.ensemble(files);
    for (int i = 0; i < files.size(); i++) {
      writer.provenance(
          "member " + (i + 1), models.get(i).getFileName() + ", " + files.get(i).contentHash());
    }
    writer.write(output);
    console.log(
        "wrote " + output + ", of " + files.size() + " taggers" + encoders(ModelFile.open(output)));
  }

  private static String encoders(ModelFile file) {
    int count = StoredReading.encodersIn(file);
    return count == 0 ? "" : "; pretrained encoders in it: " + count;
  }
}
