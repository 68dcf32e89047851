// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.Mention;
import io.github.canner.corpus.ConllReader;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.corpus.TokenisedText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin private ModelChoice model = new ModelChoice();

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

  @Mixin private TextFiles files = new TextFiles();

  @Override
  void run(Console console) {
    try (Finder finder = Finder.open(model.name())) {
      files.convert(
          console, CHUNK, this::forEach, (sentences, writer) -> write(finder, sentences, writer));
    }
  }

  private void forEach(InputStream stream, String name, Consumer<List<String>> sentences) {
    if (input == Input.LINES) {
      TokenisedText.forEach(stream, name, sentences);
    } else {
      ConllReader.detecting().readTokens(stream, name).forEach(sentences);
    }
  }

  private void write(Finder finder, List<List<String>> sentences, Writer writer)
      throws IOException {
    List<List<Mention>> mentions = finder.find(sentences);
    for (int i = 0; i < sentences.size(); i++) {
      format.write(writer, new TaggedSentence(sentences.get(i), mentions.get(i)));
    }
  }
}
