// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import io.github.canner.corpus.AtomicFiles;
import io.github.canner.corpus.IOConsumer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/** Files to read and write, where {@code -} stands for standard input and output. */
final class Streams {
  static final String STANDARD = "-";

  private Streams() {}

  /**
   * Reads a file or standard input.
   *
   * @param action gets the stream and the name to give it in messages
   */
  static void read(String file, Console console, BiConsumer<InputStream, String> action) {
    if (file.equals(STANDARD)) {
      action.accept(console.in(), "standard input");
      return;
    }
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      throw new CanException(file + " is a folder; expected a text file");
    }
    try (InputStream stream = Files.newInputStream(path)) {
      action.accept(stream, file);
    } catch (NoSuchFileException e) {
      throw new CanException("no such file: " + file, e);
    } catch (IOException e) {
      throw new CanException("cannot read " + file + ": " + e, e);
    }
  }

  /** Writes UTF-8 to standard output, or to a file that appears complete or not at all. */
  static void write(String file, Console console, IOConsumer<Writer> action) {
    if (!file.equals(STANDARD)) {
      AtomicFiles.write(
          Path.of(file),
          out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            action.accept(writer);
            writer.flush();
          });
      return;
    }
    try {
      Writer writer =
          new BufferedWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8));
      action.accept(writer);
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Hands the output on as far as it is written, so that whoever reads it need not wait for the
   * end.
   *
   * @throws CanException if nobody reads standard output any more
   */
  static void flush(Writer writer, Console console) {
    try {
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (console.out().checkError()) {
      throw new CanException("standard output is closed");
    }
  }
}
