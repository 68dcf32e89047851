// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.Tensor;
import io.github.canner.english.EnglishEncoder;
import io.github.canner.english.EnglishEncoder.Encoding;
import io.github.canner.english.LightEnglishEncoder;
import io.github.canner.nn.Custody;
import io.github.canner.pretrained.WordVectors;
import io.github.canner.train.DiskCache;
import io.github.canner.train.TrainingListener;
import io.github.canner.transfer.CorpusTransfer;
import io.github.canner.transfer.TransferTensors;
import io.github.canner.translate.FollowedTranslation;
import io.github.canner.translate.NeuralTranslator;
import io.github.canner.translate.Translation;
import io.github.canner.translate.WordPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The networks through which the taggers of a language read English. For one thread. */
final class Models implements AutoCloseable {
  private static final String ALIGNED = "aligned";
  private static final String REMEMBERED = "remembered";

  private final NeuralTranslator translator;
  private final String translatorId;
  private final LightEnglishEncoder encoder;
  private final CorpusTransfer transfer;
  private final Map<List<String>, List<String>> humanTranslations;
  private final DiskCache cache;
  private final Supplier<WordVectors> vectors;
  private @Nullable WordVectors open;

  private Models(
      NeuralTranslator translator,
      String translatorId,
      LightEnglishEncoder encoder,
      CorpusTransfer transfer,
      Map<List<String>, List<String>> humanTranslations,
      DiskCache cache,
      Supplier<WordVectors> vectors) {
    this.translator = translator;
    this.translatorId = translatorId;
    this.encoder = encoder;
    this.transfer = transfer;
    this.humanTranslations = humanTranslations;
    this.cache = cache;
    this.vectors = vectors;
  }

  /**
   * Loads the networks of a language.
   *
   * @param multilingual gives the file of the encoder that finds words alike; not asked for until
   *     {@link #similarity} is
   * @throws io.github.canner.CanException if a file is damaged
   */
  static Models load(
      LanguageData data,
      Supplier<ModelFile> multilingual,
      DiskCache cache,
      TrainingListener listener) {
    ModelFile translates = data.file(Need.TRANSLATOR);
    ModelFile encodes = data.file(Need.ENGLISH);
    try (Custody custody = new Custody()) {
      NeuralTranslator translator =
          custody.take(NeuralTranslator.load(translates), NeuralTranslator::close);
      LightEnglishEncoder encoder =
          custody.take(LightEnglishEncoder.load(encodes), LightEnglishEncoder::close);
      CorpusTransfer transfer =
          new CorpusTransfer(
              translator,
              translates.contentHash(),
              encoder,
              encodes.contentHash(),
              cache,
              listener);
      return custody.handOn(
          new Models(
              translator,
              translates.contentHash(),
              encoder,
              transfer,
              data.humanTranslations(),
              cache,
              () -> WordVectors.load(multilingual.get(), cache, listener)));
    }
  }

  EnglishEncoder encoder() {
    return encoder;
  }

  CorpusTransfer transfer() {
    return transfer;
  }

  /** Aligns translations by the likeness of words. */
  WordSimilarity similarity() {
    WordVectors loaded = open;
    if (loaded == null) {
      loaded = vectors.get();
      open = loaded;
    }
    return new WordSimilarity(loaded);
  }

  /** The width of the states of the translator's decoder. */
  int decoderWidth() {
    return translator.stateWidth();
  }

  /** Human translations by the sentence, both in words. */
  Map<List<String>, List<String>> humanTranslations() {
    return humanTranslations;
  }

  /**
   * What the translator's decoder saw when it was led along translations.
   *
   * @param translations the same ones with its attention; their score is not a number
   * @param states its memory for each English word
   */
  record Followed(List<Translation> translations, List<float[][]> states) {}

  /** Leads the translator along translations, once for each list of them. */
  Followed followed(List<WordPair> pairs) {
    if (pairs.isEmpty()) {
      return new Followed(List.of(), List.of());
    }
    List<List<String>> sentences = new ArrayList<>();
    List<List<String>> both = new ArrayList<>();
    for (WordPair pair : pairs) {
      sentences.add(pair.foreign());
      both.add(pair.foreign());
      both.add(pair.english());
    }
    Map<String, Tensor> tensors =
        cache.get("followed", DiskCache.Key.of(translatorId, both), () -> follow(pairs));
    List<Translation> translations =
        TransferTensors.toTranslations(starting(tensors, ALIGNED), sentences);
    List<float[][]> states =
        TransferTensors.toEncodings(starting(tensors, REMEMBERED), translations).stream()
            .map(Encoding::states)
            .toList();
    return new Followed(translations, states);
  }

  private Map<String, Tensor> follow(List<WordPair> pairs) {
    List<FollowedTranslation> followed = translator.follow(pairs);
    List<Translation> translations = new ArrayList<>();
    List<Encoding> states = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      WordPair pair = pairs.get(i);
      FollowedTranslation seen = followed.get(i);
      translations.add(
          new Translation(pair.foreign(), pair.english(), seen.alignment(), Double.NaN));
      states.add(new Encoding(seen.states(), new float[seen.states().length][0]));
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    TransferTensors.ofTranslations(translations)
        .forEach((name, tensor) -> tensors.put(ALIGNED + "." + name, tensor));
    TransferTensors.ofEncodings(states, decoderWidth(), 0)
        .forEach((name, tensor) -> tensors.put(REMEMBERED + "." + name, tensor));
    return tensors;
  }

  private static Map<String, Tensor> starting(Map<String, Tensor> tensors, String prefix) {
    Map<String, Tensor> part = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix + ".")) {
            part.put(name.substring(prefix.length() + 1), tensor);
          }
        });
    return part;
  }

  @Override
  public void close() {
    WordVectors loaded = open;
    try (translator;
        encoder;
        loaded) {
      open = null;
    }
  }
}
