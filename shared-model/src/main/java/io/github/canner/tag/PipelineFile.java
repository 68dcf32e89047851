// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.english.LightEnglishEncoder;
import io.github.canner.nn.Custody;
import io.github.canner.translate.NeuralTranslator;

/**
 * Model files that hold a whole pipeline: a tagger, and with transfer its translator and its
 * English encoder.
 */
public final class PipelineFile {
  private static final String CONFIG = "pipeline";
  private static final String TRANSLATOR = "translator";
  private static final String ENGLISH = "english";

  private PipelineFile() {}

  /**
   * What a pipeline is for.
   *
   * @param language ISO 639-3 code of the source language
   */
  public record Spec(String language) {}

  /** A file of a pipeline without transfer, for the caller to add provenance and notices to. */
  public static ModelFileWriter writer(String language, Tagger tagger) {
    ModelFileWriter writer = new ModelFileWriter(ModelKind.TAGGER).put(CONFIG, new Spec(language));
    tagger.addTo(writer);
    return writer;
  }

  /**
   * A file of a pipeline with transfer.
   *
   * @throws CanException if one of the files is of another kind
   */
  public static ModelFileWriter writer(
      String language, Tagger tagger, ModelFile translator, ModelFile english) {
    return writer(language, tagger)
        .copy(TRANSLATOR, translator.require(ModelKind.TRANSLATOR))
        .copy(ENGLISH, english.require(ModelKind.ENGLISH));
  }

  /**
   * The translator in the file of a pipeline.
   *
   * @throws CanException if the file is of another kind, or of a pipeline without transfer
   */
  public static ModelFile translator(ModelFile file) {
    return part(file, TRANSLATOR);
  }

  /**
   * The English encoder in the file of a pipeline.
   *
   * @throws CanException if the file is of another kind, or of a pipeline without transfer
   */
  public static ModelFile english(ModelFile file) {
    return part(file, ENGLISH);
  }

  private static ModelFile part(ModelFile file, String name) {
    if (!Tagger.spec(file.require(ModelKind.TAGGER)).options().readsEnglish()) {
      throw new CanException(
          file.where() + " was trained with --transfer none and has no part '" + name + "'");
    }
    return file.section(name);
  }

  /**
   * The pipeline of a file.
   *
   * @throws CanException if the file is of another kind, or damaged
   */
  public static CanPipeline load(ModelFile file) {
    String language = file.require(ModelKind.TAGGER).config(CONFIG, Spec.class).language();
    try (Custody custody = new Custody()) {
      Tagger tagger = custody.take(Tagger.load(file), Tagger::close);
      if (!tagger.spec().options().readsEnglish()) {
        return custody.handOn(CanPipeline.of(language, tagger));
      }
      NeuralTranslator translator =
          custody.take(NeuralTranslator.load(file.section(TRANSLATOR)), NeuralTranslator::close);
      LightEnglishEncoder english =
          custody.take(LightEnglishEncoder.load(file.section(ENGLISH)), LightEnglishEncoder::close);
      return custody.handOn(CanPipeline.of(language, tagger, translator, english));
    }
  }
}
