// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files so that a reader finds either the old content or the whole new one. */
public final class AtomicFiles {

  private AtomicFiles() {}

  /**
   * Writes a file to a temporary file beside it and then moves that into its place. A link is
   * followed, and a target that is neither file nor folder, such as a pipe or {@code /dev/stdout},
   * is written directly.
   *
   * @param content writes the bytes; need not close the stream, which is buffered
   * @throws CanException if the file cannot be written; the target is then as it was and no
   *     temporary file stays
   */
  public static void write(Path target, IOConsumer<? super OutputStream> content) {
    if (Files.isDirectory(target)) {
      throw new CanException(target + " is a folder; expected the name of a file to write");
    }
    try {
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
          content.accept(out);
        }
      } else {
        replace(Files.exists(target) ? target.toRealPath() : target.toAbsolutePath(), content);
      }
    } catch (IOException e) {
      throw new CanException("cannot write " + target + ": " + reason(e), e);
    }
  }

  private static void replace(Path target, IOConsumer<? super OutputStream> content)
      throws IOException {
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new CanException("cannot write " + target + ": its folder does not exist");
    }
    Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
              FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
        content.accept(out);
        out.flush();
        channel.force(true);
      }
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static String reason(IOException e) {
    String message = e.getMessage();
    String name = e.getClass().getSimpleName().replace("Exception", "");
    return message == null ? name : message + " (" + name + ")";
  }
}
