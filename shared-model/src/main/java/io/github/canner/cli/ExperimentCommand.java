// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import io.github.canner.experiment.Cell;
import io.github.canner.experiment.Experiment;
import io.github.canner.experiment.ExperimentReport;
import io.github.canner.experiment.Laboratory;
import io.github.canner.experiment.Results;
import io.github.canner.pretrained.EncoderName;
import io.github.canner.train.DiskCache;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code can experiment}. */
@Command(
    name = "experiment",
    sortOptions = false,
    sortSynopsis = false,
    showDefaultValues = true,
    description = {
      "Trains taggers in many ways, for each of several languages, encoders, training sizes and"
          + " seeds, and compares what they find in a test set: one table (Markdown and CSV) and"
          + " plots (PNG and SVG).",
      "Each result is kept as soon as it is there; the same command goes on after an interruption"
          + " and repeats nothing. A result is found again by a hash of all that it depends on, so"
          + " that an experiment can be changed and only what is new is trained.",
      ""
    })
final class ExperimentCommand extends Verb {

  @Parameters(
      arity = "0..1",
      paramLabel = "EXPERIMENT.json",
      description = {
        "What to train. Paths are relative to this file.",
        "  output: folder for results",
        "  languages: list of objects with language (ISO 639-3), train, dev, test (corpora), and"
            + " where an arm needs them translator, english, start (model files; a start for each"
            + " encoder as an object), humanTranslations (train, dev, test, of the sentences as"
            + " they stand there), englishCorpora (list, without types of their own), exclude"
            + " (\"in-training\" or a list of indices of test sentences: left out of a second"
            + " score)",
        "  encoders: list of chars, mbert and names of encoders that can encoder made, as"
            + " in can train; chars alone without it",
        "  sizes: list of numbers of training sentences, or \"all\"",
        "  arms: list of names, see --arms",
        "  seeds: list of numbers",
        "  training: list of objects with options of can train (epochs, passes, batch, patience,"
            + " hidden, learningRate, dropout; with a pretrained encoder layers, tuneLayers,"
            + " tuneRate, pooling) and with what that leaves as it is (averaging: decay of the mean"
            + " of weights; shares hidden in training: wordNoise of words seen, sourceDropout of"
            + " words, stateDropout of the values of English states, englishDropout of sentences'"
            + " English; project: width of English states), each for the encoders, sizes and arms"
            + " that it names or for all; later ones overrule",
        "  bootstrapSamples: number, 1000 without it"
      })
  private @Nullable Path file;

  @Option(names = "--arms", description = "List the arms, what each does, and do nothing else.")
  private boolean arms;

  @Option(
      names = "--report-only",
      description = "Train nothing; report the results that are there.")
  private boolean reportOnly;

  @Mixin private CacheOption cache = new CacheOption();

  @Override
  void run(Console console) {
    if (arms) {
      Experiment.knownArms()
          .forEach((name, description) -> console.out().println(name + ": " + description));
      return;
    }
    if (file == null) {
      throw wrongUse("expected EXPERIMENT.json, found none");
    }
    Experiment experiment = Experiment.read(file);
    DiskCache disk = cache.open();
    try (ExperimentProgress progress = new ExperimentProgress(console)) {
      Laboratory laboratory = new Laboratory(experiment, disk, EncoderName.store()::open, progress);
      Results results = reportOnly ? laboratory.collect() : laboratory.run();
      for (Cell cell : results.missing()) {
        console.log("missing: " + cell.describe());
      }
      if (results.isEmpty()) {
        throw new CanException(
            file + " has no result yet, expected some to report; run it without --report-only");
      }
      ExperimentReport report = new ExperimentReport(results);
      report.write(experiment.output()).forEach(path -> console.log("wrote " + path));
      console.out().print(report.table());
    }
  }
}
