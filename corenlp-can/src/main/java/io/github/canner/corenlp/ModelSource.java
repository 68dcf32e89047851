// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a model comes from. Equal sources give the same model; a file that was replaced makes
 * another source.
 *
 * @param file the model file without links or relative parts; null for the model that ships with
 *     Canner
 * @param modified when the file was last changed, in milliseconds since 1970
 * @param size of the file in bytes
 */
record ModelSource(@Nullable Path file, long modified, long size) {

  /**
   * Two or more letters, so that the drive of {@code C:\model.can} is none; or the start of a
   * network share.
   */
  private static final Pattern REMOTE =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*|//.*|\\\\\\\\.*", Pattern.DOTALL);

  /**
   * Reads the value of a property. Clients of a CoreNLP server may set properties, so nothing but a
   * local file is touched.
   *
   * @param key the name of the property, for messages
   * @throws CanException if there is no value, or it is no local file
   */
  static ModelSource parse(String key, @Nullable String value) {
    if (value == null) {
      throw new CanException(key + " is missing; expected a model file or " + CanModel.DEFAULT);
    }
    String text = value.strip();
    if (text.equals(CanModel.DEFAULT)) {
      return new ModelSource(null, 0, 0);
    }
    if (REMOTE.matcher(text).matches()) {
      throw new CanException(
          key + " = " + text + ": expected a local file, not a URL or network share");
    }
    try {
      Path file = Path.of(text);
      if (text.isEmpty() || !Files.isRegularFile(file)) {
        throw new CanException(
            key
                + " = "
                + text
                + ": there is no such file; expected a model file or "
                + CanModel.DEFAULT);
      }
      Path real = file.toRealPath();
      return new ModelSource(real, Files.getLastModifiedTime(real).toMillis(), Files.size(real));
    } catch (InvalidPathException | IOException e) {
      throw new CanException(
          key
              + " = "
              + text
              + ": expected the path of a readable model file or "
              + CanModel.DEFAULT,
          e);
    }
  }

  CanModel load() {
    return file == null ? CanModel.loadDefault() : CanModel.load(file);
  }

  @Override
  public String toString() {
    return file == null ? CanModel.DEFAULT : file.toString();
  }
}
