// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.bundle.ModelFile;
import io.github.canner.translate.NeuralTranslator;
import io.github.canner.translate.TranslatorConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The translator that a verb works with. */
final class TranslatorChoice {
  @Option(
      names = "--translator",
      required = true,
      paramLabel = "T.can",
      description = "A file that train-translator wrote.")
  private Path file;

  @Option(
      names = "--beam",
      paramLabel = "N",
      description =
          "Hypotheses kept, 1 to "
              + TranslatorConfig.WIDEST
              + ", 1 is greedy; without this what the translator's file says.")
  private @Nullable Integer beam;

  void check(Verb verb) {
    verb.require(
        beam == null || (beam >= 1 && beam <= TranslatorConfig.WIDEST),
        "--beam is " + beam + ", expected 1 to " + TranslatorConfig.WIDEST);
  }

  NeuralTranslator open() {
    NeuralTranslator translator = NeuralTranslator.load(ModelFile.open(file));
    return beam == null ? translator : translator.withBeam(beam);
  }
}
