// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files so that a reader finds either the old content or the whole new one. */
public final class AtomicFiles {

  private static final int MOST_LINKS = 40;

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
    requireNoFolder(target);
    try {
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
          content.accept(out);
        }
      } else {
        replace(place(target), content);
      }
    } catch (IOException e) {
      throw new CanException("cannot write " + target + ": " + reason(e), e);
    }
  }

  /**
   * Where a file is, or will be, that a path names: behind links, even to what is not there yet.
   *
   * @throws IOException if the links go round
   */
  private static Path place(Path path) throws IOException {
    Path place = path.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(place); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      place = place.resolveSibling(Files.readSymbolicLink(place));
    }
    return place;
  }

  /**
   * Fails before long work where its result could not be written.
   *
   * @throws CanException if the target is a folder, or its folder is missing or read-only
   */
  public static void requireWritable(Path target) {
    requireNoFolder(target);
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      return;
    }
    try {
      if (!Files.isWritable(folder(place(target)))) {
        throw new CanException("cannot write " + target + ": its folder is read-only");
      }
    } catch (IOException e) {
      throw new CanException("cannot write " + target + ": " + reason(e), e);
    }
  }

  private static void requireNoFolder(Path target) {
    if (Files.isDirectory(target)) {
      throw new CanException(target + " is a folder; expected the name of a file to write");
    }
  }

  private static Path folder(Path target) {
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new CanException("cannot write " + target + ": its folder does not exist");
    }
    return folder;
  }

  private static void replace(Path target, IOConsumer<? super OutputStream> content)
      throws IOException {
    String name = "." + target.getFileName() + "." + UUID.randomUUID() + ".tmp";
    Path temporary = TemporaryFiles.removedAtExit(folder(target).resolve(name));
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
      TemporaryFiles.delete(temporary);
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
