// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.corpus.TokenisedText;
import io.github.canner.text.WordTokenizer;
import io.github.canner.translate.NeuralTranslator;
import io.github.canner.translate.Translation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code can translate}. */
@Command(
    name = "translate",
    sortOptions = false,
    sortSynopsis = false,
    showDefaultValues = true,
    description = {
      "Translates text into English, a sentence a line.",
      "Line n of the output is the translation of line n of the input.",
      ""
    })
final class TranslateCommand extends Verb {
  private static final int CHUNK = 128;

  @Option(
      names = "--translator",
      required = true,
      paramLabel = "T.can",
      description = "A file that train-translator wrote.")
  private Path translator;

  @Option(
      names = "--tokenised",
      description = "The input is words parted by spaces; without this it is raw text.")
  private boolean tokenised;

  @Option(
      names = "--align",
      paramLabel = "HOW",
      description =
          "none: English alone, as running text. pharaoh: WORDS<TAB>ENGLISH WORDS<TAB>I-J..., for"
              + " each English word J the word I that it attends to most, from 0. json: an object"
              + " a line with words, attention and score.")
  private TranslationFormat align = TranslationFormat.NONE;

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Hypotheses kept, 1 is greedy; without this what the translator's file says.")
  private @Nullable Integer beam;

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
    require(beam == null || beam >= 1, "--beam is " + beam + ", expected 1 or more");
    try (NeuralTranslator model = Translators.open(translator, beam)) {
      Streams.read(
          in,
          console,
          (stream, name) ->
              Streams.write(
                  out,
                  console,
                  writer -> {
                    Chunks<List<String>> chunks =
                        new Chunks<>(CHUNK, sentences -> write(model, sentences, writer, console));
                    TokenisedText.forEach(stream, name, chunks);
                    chunks.finish();
                  }));
    }
  }

  private void write(
      NeuralTranslator model, List<List<String>> lines, Writer writer, Console console) {
    WordTokenizer tokenizer = model.config().tokenisation().tokenizer();
    List<List<String>> sentences =
        tokenised
            ? lines
            : lines.stream().map(line -> tokenizer.tokenize(String.join(" ", line))).toList();
    try {
      for (Translation translation : model.translate(sentences)) {
        writer.append(align.line(translation)).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Streams.flush(writer, console);
  }
}
