// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import ai.djl.ndarray.NDManager;
import io.github.canner.english.EnglishEncoder.Encoding;
import io.github.canner.nn.PyTorch;
import io.github.canner.transfer.CorpusTransfer;
import io.github.canner.transfer.EnglishTransfer;
import io.github.canner.transfer.EnglishView;
import io.github.canner.transfer.Normalisation;
import io.github.canner.translate.Translation;
import java.util.ArrayList;
import java.util.List;

/** Makes what English knows of sentences, in the way of an arm. */
final class EnglishReader {
  private final Models models;
  private final Arm arm;
  private final Normalisation normalisation;
  private final long seed;

  /**
   * @param seed of what is random in the arm
   */
  EnglishReader(Models models, Arm arm, Normalisation normalisation, long seed) {
    this.models = models;
    this.arm = arm;
    this.normalisation = normalisation;
    this.seed = seed;
  }

  int stateWidth() {
    return arm.vectors().stateWidth(models);
  }

  /** What English knows of each sentence. */
  List<EnglishView> views(List<List<String>> sentences) {
    EnglishTransfer transfer = new EnglishTransfer(normalisation);
    List<EnglishView> views = new ArrayList<>();
    for (List<List<String>> part : CorpusTransfer.parts(sentences)) {
      List<Translation> translations = arm.translations().of(models, part);
      List<Encoding> encodings = arm.vectors().of(models, translations, seed);
      try (NDManager manager = PyTorch.newManager()) {
        views.addAll(
            transfer.views(
                manager,
                translations.stream().map(t -> arm.alignments().of(t, seed)).toList(),
                encodings,
                stateWidth(),
                models.encoder().posteriorWidth()));
      }
    }
    return views;
  }
}
