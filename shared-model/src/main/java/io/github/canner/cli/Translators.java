// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.translate.NeuralTranslator;
import io.github.canner.translate.Translation;
import java.util.List;

/** Translators at work on a whole text. */
final class Translators {
  private Translators() {}

  /** Translates with a progress bar, and tells how long it took. */
  static List<Translation> translate(
      NeuralTranslator translator, List<List<String>> sentences, Console console) {
    try (Progress progress = new Progress(console, "translating", "sentences", sentences.size())) {
      List<Translation> translations = progress.through(sentences, translator::translate);
      console.log("translated " + sentences.size() + " sentences in " + progress.describe());
      return translations;
    }
  }
}
