// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.bundle.ModelFile;
import io.github.canner.pretrained.EncoderStore;
import io.github.canner.pretrained.PretrainedModel;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code can encoder}. */
@Command(
    name = "encoder",
    sortOptions = false,
    sortSynopsis = false,
    description = {
      "fetch: downloads an encoder that others pretrained on plain text, through Maven's own"
          + " resolver and settings, and keeps it in the folder that the environment variable "
          + CacheFolder.VARIABLE
          + " names, else in the platform's folder for caches. Needed once, for training only: a"
          + " model file holds what it needs of its encoder. Does nothing where it was done"
          + " before.",
      "  mbert       multilingual BERT, 104 languages, 664 MB to download",
      "  bert-cased  BERT-base for English, 405 MB",
      ""
    })
final class EncoderCommand extends Verb {
  private static final String FOLDER = "encoders";

  /** What to do with encoders. */
  enum Action {
    FETCH
  }

  @Parameters(index = "0", paramLabel = "fetch", description = "What to do.")
  private Action action;

  @Parameters(
      index = "1",
      paramLabel = "ENCODER",
      converter = Name.class,
      completionCandidates = Names.class,
      description = "${COMPLETION-CANDIDATES}")
  private PretrainedModel model;

  /** Where encoders are kept. */
  static EncoderStore store() {
    return new EncoderStore(CacheFolder.find().resolve(FOLDER));
  }

  @Override
  void run(Console console) {
    EncoderStore store = store();
    ModelFile file = store.fetch(model, console::log);
    console.out().println(store.path(model));
    file.notices().forEach(console::log);
  }

  /** The names of the encoders. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  private static List<String> names() {
    return Arrays.stream(PretrainedModel.values()).map(PretrainedModel::id).toList();
  }

  /** Reads the name of an encoder. */
  static final class Name implements ITypeConverter<PretrainedModel> {
    @Override
    public PretrainedModel convert(String value) {
      return Arrays.stream(PretrainedModel.values())
          .filter(known -> known.id().equals(value.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "found '" + value + "', expected one of " + String.join(", ", names())));
    }
  }
}
