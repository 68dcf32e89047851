// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import io.github.canner.CanException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Files of UTF-8 lines, each ended by a line feed. */
final class TextLines {
  private TextLines() {}

  static List<String> read(Path file) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      if (!text.isEmpty() && !text.endsWith("\n")) {
        throw new CanException(
            file + ": the last line is cut off, expected a line feed at the end of the file");
      }
      return text.isEmpty()
          ? List.of()
          : List.of(text.substring(0, text.length() - 1).split("\n", -1));
    } catch (CharacterCodingException e) {
      throw new CanException(
          file + ": found bytes that are no UTF-8, expected lines of UTF-8 text", e);
    } catch (IOException e) {
      throw new CanException(
          file + ": cannot be read (" + e + "), expected a file of UTF-8 lines", e);
    }
  }

  static void write(Path file, List<String> lines) {
    Path target = file.toAbsolutePath();
    Path directory = target.getParent();
    try {
      Path temporary = Files.createTempFile(directory, "." + target.getFileName(), ".tmp");
      try {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        Files.writeString(temporary, text);
        Files.move(
            temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new CanException(
          file + ": cannot be written (" + e + "), expected a writable folder", e);
    }
  }
}
