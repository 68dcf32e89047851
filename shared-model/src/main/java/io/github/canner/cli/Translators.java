// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.translate.NeuralTranslator;
import io.github.canner.translate.Translation;
import java.util.ArrayList;
import java.util.List;

/** Translators at work on a whole text. */
final class Translators {
  private static final int CHUNK = 256;

  private Translators() {}

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
