// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import io.github.canner.CanException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Files that appear complete or not at all. */
final class AtomicFiles {
  private AtomicFiles() {}

  /**
   * Writes the pieces one after the other to a temporary file beside the target, and moves that
   * there.
   */
  static void write(Path file, List<ByteBuffer> pieces) {
    Path target = file.toAbsolutePath();
    try {
      Path temporary = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".tmp");
      try {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          for (ByteBuffer piece : pieces) {
            ByteBuffer rest = piece.duplicate();
            while (rest.hasRemaining()) {
              channel.write(rest);
            }
          }
          channel.force(true);
        }
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
