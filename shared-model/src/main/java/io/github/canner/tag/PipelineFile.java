// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.english.LightEnglishEncoder;
import io.github.canner.nn.Custody;
import io.github.canner.pretrained.PretrainedFeatures;
import io.github.canner.pretrained.StoredReading;
import io.github.canner.translate.NeuralTranslator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Model files that hold a whole pipeline: a tagger, and with transfer its translator and its
 * English encoder.
 */
public final class PipelineFile {
  private static final String CONFIG = "pipeline";
  private static final String TRANSLATOR = "translator";
  private static final String ENGLISH = "english";
  private static final String ENSEMBLE = "ensemble";
  private static final String MEMBER = "member-";

  private PipelineFile() {}

  /**
   * What a pipeline is for.
   *
   * @param language ISO 639-3 code of the source language
   */
  public record Spec(String language) {}

  /**
   * Several taggers that decide together.
   *
   * @param members how many; each is a section
   */
  record Ensemble(int members) {}

  /** A file of a pipeline without transfer, for the caller to add provenance and notices to. */
  public static ModelFileWriter writer(String language, Tagger tagger) {
    return writer(language, tagger, null);
  }

  private static ModelFileWriter writer(
      String language, Tagger tagger, @Nullable ModelFile sharing) {
    ModelFileWriter writer = new ModelFileWriter(ModelKind.TAGGER).put(CONFIG, new Spec(language));
    tagger.addTo(writer, sharing);
    return writer;
  }

  /**
   * A file of a pipeline with transfer. Where tagger and English encoder read words through the
   * same pretrained encoder, as they were trained from, it is in the file once, with what both
   * need.
   *
   * @throws CanException if one of the files is of another kind
   */
  public static ModelFileWriter writer(
      String language, Tagger tagger, ModelFile translator, ModelFile english) {
    PretrainedFeatures pretrained = tagger.pretrained();
    boolean shared = pretrained != null && pretrained.canShare(english.require(ModelKind.ENGLISH));
    return writer(language, tagger, shared ? english : null)
        .copy(TRANSLATOR, translator.require(ModelKind.TRANSLATOR))
        .copyWithout(
            ENGLISH, english.require(ModelKind.ENGLISH), shared ? StoredReading.parts() : Set.of());
  }

  /**
   * A file of several taggers that decide together: the mean of their scores does. Translator and
   * English encoder are in it once, and so is a pretrained encoder that files have alike.
   *
   * @param files of pipelines of one language, for the same types and, those with transfer, with
   *     the same translator and English encoder
   * @throws CanException if one is of another kind, itself an ensemble, or does not fit the others
   */
  public static ModelFileWriter ensemble(List<ModelFile> files) {
    ModelFile first = files.get(0);
    Optional<ModelFile> reader =
        files.stream().filter(file -> Tagger.spec(file).options().readsEnglish()).findFirst();
    for (ModelFile file : files) {
      requireSame("language", first, file, PipelineFile::language);
      requireSame("types", first, file, each -> new TreeSet<>(Tagger.spec(each).types()));
      if (Tagger.spec(file).options().readsEnglish()) {
        ModelFile other = reader.orElseThrow();
        requireSame("translator", other, file, each -> translator(each).contentHash());
        requireSame("English network", other, file, each -> StoredReading.identity(english(each)));
      }
    }
    ModelFileWriter writer =
        new ModelFileWriter(ModelKind.TAGGER)
            .put(CONFIG, new Spec(language(first)))
            .put(ENSEMBLE, new Ensemble(files.size()));
    for (int i = 0; i < files.size(); i++) {
      ModelFile file = files.get(i);
      writer.copyAlone(MEMBER + (i + 1), file, shared(file, files.subList(0, i)));
    }
    reader.ifPresent(
        file -> {
          ModelFile english = english(file);
          writer
              .copy(TRANSLATOR, translator(file))
              .copyWithout(ENGLISH, english, shared(english, files));
        });
    return writer;
  }

  /** Which of some members lends a part of an ensemble its pretrained encoder, if it has none. */
  private static Optional<ModelFile> lender(ModelFile part, List<ModelFile> members) {
    return members.stream().filter(each -> StoredReading.isAlike(each, part)).findFirst();
  }

  /** What is left out of a part of an ensemble, since one of some members lends it. */
  private static Set<String> shared(ModelFile part, List<ModelFile> members) {
    return lender(part, members).filter(each -> StoredReading.isSame(each, part)).isPresent()
        ? StoredReading.content()
        : Set.of();
  }

  private static ModelFile borrowing(ModelFile part, List<ModelFile> members) {
    return lender(part, members).map(lender -> StoredReading.borrowing(part, lender)).orElse(part);
  }

  private static void requireSame(
      String what, ModelFile first, ModelFile file, Function<ModelFile, Object> part) {
    Object expected = part.apply(first);
    Object found = part.apply(file);
    if (!found.equals(expected)) {
      throw new CanException(
          String.format(
              "%s has the %s %s, expected that of %s, %s",
              file.where(), what, found, first.where(), expected));
    }
  }

  private static String language(ModelFile file) {
    return file.config(CONFIG, Spec.class).language();
  }

  private static boolean isEnsemble(ModelFile file) {
    return file.configs().contains(ENSEMBLE);
  }

  /**
   * Checks that a file holds one tagger.
   *
   * @throws CanException if it holds an ensemble
   */
  static void requireSingle(ModelFile file) {
    if (isEnsemble(file)) {
      throw new CanException(
          file.where() + " is an ensemble of taggers, expected a model of a single one");
    }
  }

  /** The files of the taggers in a file. */
  private static List<ModelFile> members(ModelFile file) {
    if (!isEnsemble(file)) {
      return List.of(file);
    }
    List<ModelFile> members = new ArrayList<>();
    for (int i = 1; i <= file.config(ENSEMBLE, Ensemble.class).members(); i++) {
      members.add(borrowing(file.section(MEMBER + i), members));
    }
    return members;
  }

  private static boolean readsEnglish(ModelFile file) {
    return members(file).stream().anyMatch(each -> Tagger.spec(each).options().readsEnglish());
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
    ModelFile english = part(file, ENGLISH);
    return isEnsemble(file)
        ? borrowing(english, members(file))
        : StoredReading.borrowing(english, file);
  }

  private static ModelFile part(ModelFile file, String name) {
    if (!readsEnglish(file.require(ModelKind.TAGGER))) {
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
    String language = language(file.require(ModelKind.TAGGER));
    try (Custody custody = new Custody()) {
      List<Tagger> taggers = new ArrayList<>();
      List<ModelFile> members = members(file);
      for (ModelFile member : members) {
        PretrainedFeatures lender = lender(member, members, taggers);
        taggers.add(custody.take(Tagger.load(member, lender), Tagger::close));
      }
      if (!readsEnglish(file)) {
        return custody.handOn(CanPipeline.of(language, taggers)).freedWhenLost();
      }
      NeuralTranslator translator =
          custody.take(NeuralTranslator.load(file.section(TRANSLATOR)), NeuralTranslator::close);
      ModelFile part = english(file);
      LightEnglishEncoder english =
          custody.take(
              LightEnglishEncoder.load(part, lender(part, members, taggers)),
              LightEnglishEncoder::close);
      return custody.handOn(CanPipeline.of(language, taggers, translator, english)).freedWhenLost();
    }
  }

  /** What a tagger loaded already reads of the encoder that a part of the file reads too. */
  private static @Nullable PretrainedFeatures lender(
      ModelFile part, List<ModelFile> members, List<Tagger> loaded) {
    return IntStream.range(0, loaded.size())
        .filter(i -> StoredReading.isSame(members.get(i), part))
        .mapToObj(i -> loaded.get(i).pretrained())
        .findFirst()
        .orElse(null);
  }
}
