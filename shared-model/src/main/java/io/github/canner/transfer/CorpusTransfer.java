// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import ai.djl.ndarray.NDManager;
import io.github.canner.bundle.Tensor;
import io.github.canner.english.EnglishEncoder;
import io.github.canner.english.EnglishEncoder.Encoding;
import io.github.canner.nn.PyTorch;
import io.github.canner.train.DiskCache;
import io.github.canner.train.Parts;
import io.github.canner.train.TrainingListener;
import io.github.canner.translate.Translation;
import io.github.canner.translate.Translator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What English knows of whole corpora: translates, encodes, and carries back. Translations and
 * encodings are computed once and kept on disk, part by part, so that an interruption loses little
 * and a large corpus needs no more memory than the views of it.
 */
public final class CorpusTransfer {
  /**
   * Names the way in which the same translator translates. Where it changes, what was kept of
   * translations holds no longer.
   */
  public static final String METHOD = "names restored";

  private static final int CHUNK = 512;

  /**
   * How many sentences are kept together on disk. Who goes through a corpus in parts of this size,
   * from its beginning, finds what was kept of the whole.
   */
  private static final int PART = 8 * CHUNK;

  /** The cost of a word beside that of its attention, and of a part at most. */
  private static final long WORD = 1000;

  private static final long BUDGET = 300_000_000;

  private final Translator translator;
  private final String translatorId;
  private final EnglishEncoder encoder;
  private final String encoderId;
  private final DiskCache cache;
  private final TrainingListener listener;
  private final int partSize;

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
    this(translator, translatorId, encoder, encoderId, cache, listener, PART);
  }

  CorpusTransfer(
      Translator translator,
      String translatorId,
      EnglishEncoder encoder,
      String encoderId,
      DiskCache cache,
      TrainingListener listener,
      int partSize) {
    this.translator = translator;
    this.translatorId = translatorId;
    this.encoder = encoder;
    this.encoderId = encoderId;
    this.cache = cache;
    this.listener = listener;
    this.partSize = partSize;
  }

  /** The encoder. */
  public EnglishEncoder encoder() {
    return encoder;
  }

  /** The translations of sentences. */
  public List<Translation> translations(List<? extends List<String>> sentences) {
    List<Translation> translations = new ArrayList<>();
    for (List<? extends List<String>> part : parts(sentences, partSize)) {
      translations.addAll(translationsOfPart(part, translations.size(), sentences.size()));
    }
    return translations;
  }

  /** What arrives at the words of each sentence. */
  public List<EnglishView> views(
      List<? extends List<String>> sentences, Normalisation normalisation) {
    EnglishTransfer transfer = new EnglishTransfer(normalisation);
    List<EnglishView> views = new ArrayList<>();
    for (List<? extends List<String>> part : parts(sentences, partSize)) {
      List<Translation> translations = translationsOfPart(part, views.size(), sentences.size());
      try (NDManager manager = PyTorch.newManager()) {
        views.addAll(transfer.views(manager, translations, encodings(translations), encoder));
      }
    }
    return views;
  }

  /**
   * Sentences in parts that are read together: not more than a file of the cache can hold of their
   * translations, whose attention grows with the square of a sentence's length.
   */
  public static <T extends List<?>> List<List<T>> parts(List<T> sentences) {
    return parts(sentences, PART);
  }

  private static <T extends List<?>> List<List<T>> parts(List<T> sentences, int most) {
    return Parts.of(sentences, most, words -> words * (WORD + words), BUDGET);
  }

  private List<Translation> translationsOfPart(
      List<? extends List<String>> part, int start, int all) {
    Map<String, Tensor> tensors =
        cache.get(
            "translations",
            DiskCache.Key.of(METHOD + " " + translatorId, part),
            () -> {
              List<Translation> translations = new ArrayList<>();
              for (int from = 0; from < part.size(); from += CHUNK) {
                int to = Math.min(part.size(), from + CHUNK);
                translations.addAll(translator.translate(part.subList(from, to)));
                listener.message("translated " + (start + to) + " of " + all + " sentences");
              }
              return TransferTensors.ofTranslations(translations);
            });
    return TransferTensors.toTranslations(tensors, part);
  }

  /**
   * The encodings of translations, of which there should be as many as in a {@link #parts part}.
   */
  public List<Encoding> encodings(List<Translation> translations) {
    List<List<String>> english = translations.stream().map(Translation::english).toList();
    Map<String, Tensor> tensors =
        cache.get(
            "encodings",
            DiskCache.Key.of(encoderId, english),
            () ->
                TransferTensors.ofEncodings(
                    encoder.encode(english), encoder.stateWidth(), encoder.posteriorWidth()));
    return TransferTensors.toEncodings(tensors, translations);
  }
}
