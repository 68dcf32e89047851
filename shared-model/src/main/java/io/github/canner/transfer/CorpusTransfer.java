// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import ai.djl.ndarray.NDManager;
import io.github.canner.bundle.Tensor;
import io.github.canner.english.EnglishEncoder;
import io.github.canner.english.EnglishEncoder.Encoding;
import io.github.canner.train.DiskCache;
import io.github.canner.train.TrainingListener;
import io.github.canner.translate.Translation;
import io.github.canner.translate.Translator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What English knows of whole corpora: translates, encodes, and carries back. Translations and
 * encodings are computed once and kept on disk.
 */
public final class CorpusTransfer {
  private static final int CHUNK = 512;

  private final Translator translator;
  private final String translatorId;
  private final EnglishEncoder encoder;
  private final String encoderId;
  private final DiskCache cache;
  private final TrainingListener listener;

  /**
   * A transfer through these models, which stay the caller's.
   *
   * @param translatorId identifies the translator's contents, such as the hash of its file
   * @param encoderId identifies the encoder's contents
   */
  public CorpusTransfer(
      Translator translator,
      String translatorId,
      EnglishEncoder encoder,
      String encoderId,
      DiskCache cache,
      TrainingListener listener) {
    this.translator = translator;
    this.translatorId = translatorId;
    this.encoder = encoder;
    this.encoderId = encoderId;
    this.cache = cache;
    this.listener = listener;
  }

  /** The encoder. */
  public EnglishEncoder encoder() {
    return encoder;
  }

  /** The translations of sentences. */
  public List<Translation> translations(List<? extends List<String>> sentences) {
    Map<String, Tensor> tensors =
        cache.get(
            "translations",
            DiskCache.Key.of(translatorId, sentences),
            () -> {
              List<Translation> translations = new ArrayList<>();
              for (int from = 0; from < sentences.size(); from += CHUNK) {
                int to = Math.min(sentences.size(), from + CHUNK);
                translations.addAll(translator.translate(sentences.subList(from, to)));
                listener.message("translated " + to + " of " + sentences.size() + " sentences");
              }
              return TransferTensors.ofTranslations(translations);
            });
    return TransferTensors.toTranslations(tensors, sentences);
  }

  /** What arrives at the words of each sentence. */
  public List<EnglishView> views(
      List<? extends List<String>> sentences, Normalisation normalisation) {
    List<Translation> translations = translations(sentences);
    List<List<String>> english = translations.stream().map(Translation::english).toList();
    Map<String, Tensor> tensors =
        cache.get(
            "encodings",
            DiskCache.Key.of(encoderId, english),
            () ->
                TransferTensors.ofEncodings(
                    encoder.encode(english), encoder.stateWidth(), encoder.posteriorWidth()));
    List<Encoding> encodings = TransferTensors.toEncodings(tensors, translations);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      return new EnglishTransfer(normalisation).views(manager, translations, encodings, encoder);
    }
  }
}
