// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.bundle.ModelFile;
import io.github.canner.translate.NeuralTranslator;
import io.github.canner.translate.Translation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translators from model files. */
final class Translators {
  private static final int CHUNK = 256;

  private Translators() {}

  /**
   * Opens a translator.
   *
   * @param beam to use instead of its own, or null
   */
  static NeuralTranslator open(Path file, @Nullable Integer beam) {
    NeuralTranslator translator = NeuralTranslator.load(ModelFile.open(file));
    return beam == null ? translator : translator.withBeam(beam);
  }

  /** Translates with a progress bar, and tells how long it took. */
  static List<Translation> translate(
      NeuralTranslator translator, List<List<String>> sentences, Console console) {
    List<Translation> translations = new ArrayList<>(sentences.size());
    try (Progress progress = new Progress(console, "translating", "sentences", sentences.size())) {
      for (int from = 0; from < sentences.size(); from += CHUNK) {
        List<List<String>> chunk =
            sentences.subList(from, Math.min(sentences.size(), from + CHUNK));
        translations.addAll(translator.translate(chunk));
        progress.step(chunk.size());
      }
      console.log("translated " + sentences.size() + " sentences in " + progress.describe());
    }
    return translations;
  }
}
