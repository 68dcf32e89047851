// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanModel;
import io.github.canner.Mention;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelKind;
import io.github.canner.english.LightEnglishEncoder;
import io.github.canner.tag.PipelineFile;
import io.github.canner.tag.PipelineLoader;
import java.util.List;
import java.util.function.Function;

/** Whatever finds mentions: a whole model of a language, or an English network alone. */
final class Finder implements AutoCloseable {
  private final List<String> types;
  private final Function<List<List<String>>, List<List<Mention>>> find;
  private final Runnable close;

  private Finder(
      List<String> types, Function<List<List<String>>, List<List<Mention>>> find, Runnable close) {
    this.types = types;
    this.find = find;
    this.close = close;
  }

  /**
   * Opens a model.
   *
   * @param name a file of a tagger or an English network, or {@value CanModel#DEFAULT}
   */
  static Finder open(String name) {
    ModelFile file = file(name);
    if (file.kind() == ModelKind.ENGLISH) {
      LightEnglishEncoder encoder = LightEnglishEncoder.load(file);
      return new Finder(encoder.types(), encoder::tag, encoder::close);
    }
    return of(PipelineFile.load(file));
  }

  /**
   * The file of a model that finds mentions.
   *
   * @throws io.github.canner.CanException if it cannot be read, or is of another kind
   */
  static ModelFile file(String name) {
    ModelFile file = PipelineLoader.file(name);
    return file.kind() == ModelKind.ENGLISH ? file : file.require(ModelKind.TAGGER);
  }

  private static Finder of(CanModel model) {
    return new Finder(model.types(), model::tagAll, model::close);
  }

  List<String> types() {
    return types;
  }

  /** The mentions of each sentence. */
  List<List<Mention>> find(List<List<String>> sentences) {
    return find.apply(sentences);
  }

  /** Finds mentions with a progress bar, and tells how long it took. */
  List<List<Mention>> find(List<List<String>> sentences, String name, Console console) {
    try (Progress progress = new Progress(console, "tagging", "sentences", sentences.size())) {
      List<List<Mention>> mentions = progress.through(sentences, this::find);
      console.log(name + ": tagged " + sentences.size() + " sentences in " + progress.describe());
      return mentions;
    }
  }

  @Override
  public void close() {
    close.run();
  }
}
