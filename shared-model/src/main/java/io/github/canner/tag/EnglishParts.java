// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import io.github.canner.bundle.ModelFile;
import io.github.canner.english.LightEnglishEncoder;
import io.github.canner.train.DiskCache;
import io.github.canner.train.TrainingListener;
import io.github.canner.transfer.CorpusTransfer;
import io.github.canner.translate.NeuralTranslator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two models that transfer reads English with.
 *
 * @param translator a file of a translator from the language of the tagger
 * @param english a file of an English encoder
 */
public record EnglishParts(ModelFile translator, ModelFile english) {

  /**
   * The parts of a pipeline with transfer.
   *
   * @throws io.github.canner.CanException if the file is of another kind, or of a pipeline without
   *     transfer
   */
  public static EnglishParts of(ModelFile pipeline) {
    return new EnglishParts(PipelineFile.translator(pipeline), PipelineFile.english(pipeline));
  }

  /**
   * Reads text for a training.
   *
   * @param language ISO 639-3 code of the text
   * @param options of the training
   * @param start the pipeline whose tagger the training will start from, or null
   * @param cache keeps translations and encodings
   * @throws io.github.canner.CanException if the translator is for another language, or the
   *     training cannot start from that tagger with this English encoder
   */
  public TaggerTrainer.English read(
      String language,
      TaggerOptions options,
      @Nullable ModelFile start,
      List<List<String>> train,
      List<List<String>> dev,
      DiskCache cache,
      TrainingListener listener) {
    NeuralTranslator.requireLanguage(translator, language);
    try (NeuralTranslator translates = NeuralTranslator.load(translator);
        LightEnglishEncoder encodes = LightEnglishEncoder.load(english)) {
      if (start != null) {
        TaggerTrainer.requireStart(start, options, encodes.types(), encodes.stateWidth());
      }
      CorpusTransfer carries =
          new CorpusTransfer(
              translates,
              translator.contentHash(),
              encodes,
              english.contentHash(),
              cache,
              listener);
      return new TaggerTrainer.English(
          encodes.types(),
          encodes.stateWidth(),
          carries.views(train, options.normalisation()),
          carries.views(dev, options.normalisation()));
    }
  }
}
