// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/** Bytes that can be read at any place. */
interface ByteSource {
  /**
   * Reads that many bytes.
   *
   * @throws EOFException if there are fewer
   */
  ByteBuffer read(long at, int length) throws IOException;

  /** Whether there are just so many bytes. */
  boolean endsAt(long size) throws IOException;

  /** Reads from the file anew each time, and so holds nothing open. */
  static ByteSource of(Path file) {
    return new ByteSource() {
      @Override
      public ByteBuffer read(long at, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
          if (channel.size() - at < length) {
            throw new EOFException(
                "found " + channel.size() + " bytes, expected " + (at + length) + " or more");
          }
          ByteBuffer bytes = ByteBuffer.allocateDirect(length);
          while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
              throw new EOFException("the file shrank while it was read");
            }
          }
          return bytes.flip();
        }
      }

      @Override
      public boolean endsAt(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
          return channel.size() == size;
        }
      }
    };
  }

  /** Reads the stream only as far as is asked for, and keeps what was read. */
  static ByteSource of(InputStream stream) {
    return new ByteSource() {
      private byte[] bytes = new byte[0];

      @Override
      public synchronized ByteBuffer read(long at, int length) throws IOException {
        fill(at + length);
        return ByteBuffer.wrap(bytes).slice((int) at, length).asReadOnlyBuffer();
      }

      private void fill(long size) throws IOException {
        if (size <= bytes.length) {
          return;
        }
        if (size > ZipLayout.MAXIMUM_ENTRY) {
          throw new IOException(
              "a model of " + size + " bytes is too large for a stream, read it from a file");
        }
        byte[] more = stream.readNBytes((int) size - bytes.length);
        int old = bytes.length;
        bytes = Arrays.copyOf(bytes, old + more.length);
        System.arraycopy(more, 0, bytes, old, more.length);
        if (bytes.length < size) {
          throw new EOFException("found " + bytes.length + " bytes, expected " + size + " or more");
        }
      }

      @Override
      public synchronized boolean endsAt(long size) throws IOException {
        fill(size);
        return bytes.length == size && stream.read() < 0;
      }
    };
  }
}
