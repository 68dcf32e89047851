// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.Mention;
import io.github.canner.corpus.ConllReader;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.corpus.TokenisedText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code can tag}. */
@Command(
    name = "tag",
    sortOptions = false,
    sortSynopsis = false,
    showDefaultValues = true,
    description = {
      "Finds the names in tokenised text.",
      "Text with a sentence a line is tagged as it comes in, so it may be of any length.",
      ""
    })
final class TagCommand extends Verb {
  private static final int CHUNK = 256;

  /** What the input looks like. */
  enum Input {
    /** A sentence a line, words parted by spaces. */
    LINES,
    /** A word a line. */
    CONLL
  }

  @Option(
      names = "--model",
      required = true,
      paramLabel = "M.can",
      description =
          "A file that train or train-english wrote, or "
              + Finder.DEFAULT
              + " for the Finnish model"
              + " that ships with Canner.")
  private String model;

  @Option(
      names = "--input",
      paramLabel = "FORM",
      description =
          "lines: a sentence a line, words parted by spaces. conll: a word a line and a blank line"
              + " after each sentence; what stands beside the words is not read, and the text is"
              + " held in memory, since all of it tells which columns there are.")
  private Input input = Input.LINES;

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description =
          "conll: WORD<TAB>TAG in IOB2, a blank line after each sentence. json: an object a line"
              + " with tokens and mentions (start, end, type, text, probability). inline: [PER"
              + " Ann] lives in [LOC Rome] ., for people.")
  private MentionFormat format = MentionFormat.CONLL;

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

  @Override
  void run(Console console) {
    try (Finder finder = Finder.open(model)) {
      Streams.read(
          in,
          console,
          (stream, name) ->
              Streams.write(
                  out,
                  console,
                  writer -> {
                    Chunks<List<String>> chunks =
                        new Chunks<>(CHUNK, sentences -> write(finder, sentences, writer, console));
                    feed(stream, name, chunks);
                    chunks.finish();
                  }));
    }
  }

  private void feed(InputStream stream, String name, Chunks<List<String>> chunks) {
    if (input == Input.LINES) {
      TokenisedText.forEach(stream, name, chunks);
    } else {
      ConllReader.detecting().readTokens(stream, name).forEach(chunks);
    }
  }

  private void write(Finder finder, List<List<String>> sentences, Writer writer, Console console) {
    List<List<Mention>> mentions = finder.find(sentences);
    try {
      for (int i = 0; i < sentences.size(); i++) {
        format.write(writer, new TaggedSentence(sentences.get(i), mentions.get(i)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Streams.flush(writer, console);
  }
}
