// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes {@code token<TAB>tag} lines in IOB2 with {@code _} at tokens that are not annotated, a
 * blank line after each sentence, which {@link ConllReader} reads.
 */
public final class ConllWriter {

  private ConllWriter() {}

  /**
   * Writes a UTF-8 file atomically.
   *
   * @throws CanException if the file cannot be written or a token cannot stand in such a file
   */
  public static void write(Path file, Iterable<TaggedSentence> sentences) {
    AtomicFiles.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          for (TaggedSentence sentence : sentences) {
            append(writer, sentence);
          }
          writer.flush();
        });
  }

  /**
   * Writes one sentence and the blank line after it.
   *
   * @throws CanException if a token is white space, holds a tab or line feed, or begins with {@code
   *     -DOCSTART-}
   * @throws UncheckedIOException if the writer fails
   */
  public static void write(Writer writer, TaggedSentence sentence) {
    try {
      append(writer, sentence);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(Writer writer, TaggedSentence sentence) throws IOException {
    List<String> tags =
        new ArrayList<>(TagScheme.IOB2.encode(sentence.mentions(), sentence.tokens().size()));
    sentence.unannotated().forEach(i -> tags.set(i, TagScheme.UNANNOTATED));
    for (int i = 0; i < tags.size(); i++) {
      String token = sentence.tokens().get(i);
      if (!isWritable(token)) {
        throw new CanException(
            "token "
                + i
                + " of '"
                + String.join(" ", sentence.tokens())
                + "' cannot be written as CoNLL; expected none that is white space, that holds a"
                + " tab or line feed, or that begins with -DOCSTART-");
      }
      writer.append(token).append('\t').append(tags.get(i)).append('\n');
    }
    writer.append('\n');
  }

  private static boolean isWritable(String token) {
    return !token.isBlank()
        && token.indexOf('\t') < 0
        && token.indexOf('\n') < 0
        && !token.startsWith("-DOCSTART-");
  }
}
