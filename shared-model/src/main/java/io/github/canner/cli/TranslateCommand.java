// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.corpus.Mojibake;
import io.github.canner.corpus.TokenisedText;
import io.github.canner.text.WordTokenizer;
import io.github.canner.translate.NeuralTranslator;
import io.github.canner.translate.Translation;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
  private static final int CHUNK = 512;

  @Mixin private TranslatorChoice translator = new TranslatorChoice();

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

  @Mixin private TextFiles files = new TextFiles();

  @Override
  void run(Console console) {
    translator.check(this);
    try (NeuralTranslator model = translator.open()) {
      files.convert(
          console,
          CHUNK,
          TokenisedText::forEach,
          (sentences, writer) -> write(model, sentences, writer));
    }
  }

  private void write(NeuralTranslator model, List<List<String>> lines, Writer writer)
      throws IOException {
    WordTokenizer tokenizer = model.config().tokenisation().tokenizer();
    List<List<String>> sentences =
        tokenised
            ? lines.stream().map(Mojibake::repaired).toList()
            : lines.stream()
                .map(line -> tokenizer.tokenize(Mojibake.repaired(String.join(" ", line))))
                .toList();
    for (Translation translation : model.translate(sentences)) {
      writer.append(align.line(translation)).append('\n');
    }
  }
}
