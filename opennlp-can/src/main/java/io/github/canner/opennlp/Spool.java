// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.corpus.TemporaryFiles;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes that are kept outside the Java heap: in a temporary file, mapped into memory. The file is
 * deleted as soon as the platform allows: at once, where a mapped file can be deleted, else when
 * Java ends.
 */
final class Spool implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final ByteBuffer bytes;

  private Spool(Path file, ByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /**
   * Copies so many bytes, and leaves the stream open behind them.
   *
   * @throws EOFException if there are fewer
   */
  static Spool copy(InputStream in, int size) throws IOException {
    Path file = TemporaryFiles.create(".can");
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        byte[] buffer = new byte[BUFFER];
        int rest = size;
        while (rest > 0) {
          int read = in.read(buffer, 0, Math.min(rest, buffer.length));
          if (read < 0) {
            throw new EOFException("found " + (size - rest) + " bytes, expected " + size);
          }
          out.write(buffer, 0, read);
          rest -= read;
        }
      }
      try (FileChannel channel = FileChannel.open(file)) {
        return new Spool(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
      }
    } catch (IOException | RuntimeException e) {
      TemporaryFiles.delete(file);
      throw e;
    }
  }

  /** The file, until {@link #close}. */
  Path file() {
    return file;
  }

  /** The bytes, before and after {@link #close}. */
  ByteBuffer bytes() {
    return bytes.asReadOnlyBuffer();
  }

  /** Gives up the file. */
  @Override
  public void close() {
    TemporaryFiles.delete(file);
  }
}
