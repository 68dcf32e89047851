// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Parameters;

/** The text that a verb reads and the one that it makes of it. */
final class TextFiles {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "IN",
      defaultValue = Streams.STANDARD,
      description = "The text, UTF-8, plain or gzip; - is standard input.")
  private String in = Streams.STANDARD;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OUT",
      defaultValue = Streams.STANDARD,
      description = "The file to write, complete or not at all; - is standard output.")
  private String out = Streams.STANDARD;

  /** Finds the sentences of a stream. */
  interface Reader {
    /** Hands on each sentence; {@code name} is that of the stream in messages. */
    void forEach(InputStream stream, String name, Consumer<List<String>> sentences);
  }

  /** Writes what becomes of some sentences. */
  interface Conversion {
    void write(List<List<String>> sentences, Writer writer) throws IOException;
  }

  /** Reads sentences and writes what becomes of them, so many at a time. */
  void convert(Console console, int chunk, Reader reader, Conversion conversion) {
    Streams.read(
        in,
        console,
        (stream, name) ->
            Streams.write(
                out,
                console,
                writer -> {
                  Chunks<List<String>> chunks =
                      new Chunks<>(
                          chunk, sentences -> write(conversion, sentences, writer, console));
                  reader.forEach(stream, name, chunks);
                  chunks.finish();
                }));
  }

  private static void write(
      Conversion conversion, List<List<String>> sentences, Writer writer, Console console) {
    try {
      conversion.write(sentences, writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Streams.flush(writer, console);
  }
}
