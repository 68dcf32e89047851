// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelKind;
import io.github.canner.train.CacheFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the user calls a way to turn words into vectors: none but their characters, an encoder that
 * was fetched or adapted, or the file of one.
 *
 * @param text as given; the names of encoders that can be fetched in small letters
 */
public record EncoderName(String text) {
  /** From the words seen, their characters and their shapes. */
  public static final EncoderName CHARS = new EncoderName("chars");

  private static final String FOLDER = "encoders";
  private static final String SUFFIX = ".can";

  /**
   * What the user gave.
   *
   * @throws CanException if no encoder can be called so
   */
  public static EncoderName of(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    if (small.equals(CHARS.text) || fetched().contains(small)) {
      return new EncoderName(small);
    }
    if (isFile(text) || EncoderStore.isName(text)) {
      return new EncoderName(text);
    }
    throw new CanException(
        "found '"
            + text
            + "', expected chars, "
            + String.join(", ", fetched())
            + ", the name of an adapted encoder, or a file that ends in "
            + SUFFIX);
  }

  /** The folder where encoders are kept; it need not exist. */
  public static Path folder() {
    return CacheFolder.find().resolve(FOLDER);
  }

  /** Where encoders are kept. */
  public static EncoderStore store() {
    return new EncoderStore(folder());
  }

  /** The names of the encoders that can be fetched. */
  public static List<String> fetched() {
    return Arrays.stream(PretrainedModel.values()).map(PretrainedModel::id).toList();
  }

  /** Whether an encoder that is adapted can be called so. */
  public static boolean isFree(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return EncoderStore.isName(name) && !small.equals(CHARS.text) && !fetched().contains(small);
  }

  /** Whether a text names the file of an encoder. */
  public static boolean isFile(String text) {
    return text.endsWith(SUFFIX);
  }

  /** Whether it is none but characters. */
  public boolean isChars() {
    return equals(CHARS);
  }

  /**
   * The encoder.
   *
   * @throws CanException if it is not there, or not in order
   */
  public ModelFile open() {
    return isFile(text)
        ? ModelFile.open(Path.of(text)).require(ModelKind.ENCODER)
        : store().open(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
