// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelKind;
import io.github.canner.pretrained.EncoderStore;
import io.github.canner.pretrained.PretrainedModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What the user calls a way to turn words into vectors: none but their characters, an encoder that
 * was fetched or adapted, or the file of one.
 *
 * @param text as given; the names of encoders that can be fetched in small letters
 */
record EncoderName(String text) {
  /** From the words seen, their characters and their shapes. */
  static final EncoderName CHARS = new EncoderName("chars");

  private static final String FOLDER = "encoders";
  private static final String SUFFIX = ".can";

  /** The folder where encoders are kept; it need not exist. */
  static Path folder() {
    return CacheFolder.find().resolve(FOLDER);
  }

  /** Where encoders are kept. */
  static EncoderStore store() {
    return new EncoderStore(folder());
  }

  /** The names of the encoders that can be fetched. */
  static List<String> fetched() {
    return Arrays.stream(PretrainedModel.values()).map(PretrainedModel::id).toList();
  }

  /** Whether an encoder that is adapted can be called so. */
  static boolean isFree(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return EncoderStore.isName(name) && !small.equals(CHARS.text) && !fetched().contains(small);
  }

  /** Whether it is none but characters. */
  boolean isChars() {
    return equals(CHARS);
  }

  /**
   * The encoder.
   *
   * @throws io.github.canner.CanException if it is not there, or not in order
   */
  ModelFile open() {
    return text.endsWith(SUFFIX)
        ? ModelFile.open(Path.of(text)).require(ModelKind.ENCODER)
        : store().open(text);
  }

  @Override
  public String toString() {
    return text;
  }

  /** Reads it. */
  static final class Converter implements ITypeConverter<EncoderName> {
    @Override
    public EncoderName convert(String value) {
      String small = value.toLowerCase(Locale.ROOT);
      if (small.equals(CHARS.text) || fetched().contains(small)) {
        return new EncoderName(small);
      }
      if (value.endsWith(SUFFIX) || EncoderStore.isName(value)) {
        return new EncoderName(value);
      }
      throw new TypeConversionException(
          "found '"
              + value
              + "', expected chars, "
              + String.join(", ", fetched())
              + ", the name of an adapted encoder, or a file that ends in "
              + SUFFIX);
    }
  }
}
