// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelKind;
import io.github.canner.nn.Weights;
import io.github.canner.train.StoredWeights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries what the translator of a file has learnt over to a new one of the same widths, which may
 * be of another language (Zoph et al., "Transfer Learning for Low-Resource Neural Machine
 * Translation", EMNLP 2016). Subwords that both know keep what belongs to them; those that only the
 * new one knows stay as they are. Immutable.
 */
final class TranslatorStart {
  private final ModelFile file;
  private final TranslatorOptions learntWith;

  /**
   * @param options of the new translator
   * @throws CanException if the file holds no translator, or one of other widths
   */
  TranslatorStart(ModelFile file, TranslatorOptions options) {
    this.file = file.require(ModelKind.TRANSLATOR);
    this.learntWith = NeuralTranslator.config(file).options();
    require("--embedding-size", options.embedding(), learntWith.embedding());
    require("--encoder-size", options.encoder(), learntWith.encoder());
    require("--decoder-size", options.decoder(), learntWith.decoder());
  }

  /** Names the contents. */
  String id() {
    return file.contentHash();
  }

  /**
   * Writes over the weights of a new translator.
   *
   * @return how many subwords it shares with the one that it starts from
   * @throws CanException if that one is damaged
   */
  int carryOver(Weights weights, Subwords subwords) {
    Subwords known = NeuralTranslator.subwords(file);
    Map<String, Integer> places = places(known.tokens());
    List<String> own = subwords.tokens();
    Map<String, float[]> values = weights.values();
    try (Weights learnt = StoredWeights.weights(NeuralTranslator.tensors(file))) {
      Seq2Seq.check(learnt, learntWith, known.size(), file.where());
      learnt
          .values()
          .forEach(
              (name, from) ->
                  values.computeIfPresent(
                      name,
                      (key, into) ->
                          Seq2Seq.OF_SUBWORDS.contains(name)
                              ? copyRows(from, places, into, own)
                              : from));
    }
    weights.assign(values);
    return (int) own.stream().filter(places::containsKey).count();
  }

  private static float[] copyRows(
      float[] from, Map<String, Integer> known, float[] into, List<String> own) {
    int width = into.length / own.size();
    for (int row = 0; row < own.size(); row++) {
      Integer place = known.get(own.get(row));
      if (place != null) {
        System.arraycopy(from, place * width, into, row * width, width);
      }
    }
    return into;
  }

  private void require(String option, int own, int start) {
    if (own != start) {
      throw new CanException(
          file.where() + " was trained with " + option + " " + start + ", expected " + own);
    }
  }

  private static Map<String, Integer> places(List<String> tokens) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      places.put(tokens.get(i), i);
    }
    return places;
  }
}
