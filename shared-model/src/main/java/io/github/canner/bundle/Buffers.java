// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import io.github.canner.corpus.AtomicFiles;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;

/** Buffers as the content of a file. */
final class Buffers {
  private Buffers() {}

  /** Writes the pieces one after the other, as {@link AtomicFiles} does. */
  static void write(List<ByteBuffer> pieces, Path file) {
    AtomicFiles.write(
        file,
        out -> {
          WritableByteChannel channel = Channels.newChannel(out);
          for (ByteBuffer piece : pieces) {
            ByteBuffer rest = piece.duplicate();
            while (rest.hasRemaining()) {
              channel.write(rest);
            }
          }
        });
  }
}
