// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canner.CanException;
import io.github.canner.corpus.ParallelReader;
import io.github.canner.corpus.SentencePair;
import io.github.canner.text.WordTokenizer;
import io.github.canner.translate.NeuralTranslator;
import io.github.canner.translate.Translation;
import io.github.canner.translate.TranslationQuality;
import io.github.canner.translate.WordPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code can evaluate-translation}. */
@Command(
    name = "evaluate-translation",
    sortOptions = false,
    sortSynopsis = false,
    showDefaultValues = true,
    description = {
      "Measures a translator on sentences with a reference.",
      "chrF2 and BLEU as sacreBLEU defines them; of the capitalised source words that stand"
          + " unchanged in the reference, how many stand in the translation; of the English words"
          + " that a statistical aligner links, for how many the strongest attention is on a linked"
          + " word.",
      ""
    })
final class EvaluateTranslationCommand extends Verb {
  private static final double PERCENT = 100;

  @Mixin private TranslatorChoice translator = new TranslatorChoice();

  @Option(
      names = "--parallel",
      required = true,
      paramLabel = "FILE",
      description =
          "Sentences and references: lines of SENTENCE<TAB>ENGLISH[<TAB>SOURCE], or two files"
              + " FOREIGN,ENGLISH.")
  private String parallel;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description =
          "Take the sentences of this source only, for example FLORES200-devtest; without this"
              + " all.")
  private @Nullable String source;

  @Option(
      showDefaultValue = Visibility.NEVER,
      names = "--align-with",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "More text, in the form of --parallel, for the statistical aligner to learn from, such as"
              + " the training text.")
  private List<String> alignWith = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  void run(Console console) {
    translator.check(this);
    ParallelReader reader =
        source == null ? ParallelReader.all() : ParallelReader.keeping(List.of(source));
    List<SentencePair> pairs = reader.read(parallel).pairs();
    if (pairs.isEmpty()) {
      throw new CanException(parallel + " holds no sentence pair to measure on");
    }
    List<SentencePair> more = ParallelText.read(alignWith, List.of()).pairs();
    try (NeuralTranslator model = translator.open()) {
      WordTokenizer tokenizer = model.config().tokenisation().tokenizer();
      List<WordPair> words = ParallelText.words(pairs, tokenizer);
      List<Translation> translations =
          Translators.translate(model, words.stream().map(WordPair::foreign).toList(), console);
      TranslationQuality quality =
          TranslationQuality.measure(
              translations,
              words,
              pairs.stream().map(SentencePair::english).toList(),
              ParallelText.words(more, tokenizer));
      console.out().println(json ? JsonText.pretty(object(quality, pairs.size())) : text(quality));
    }
  }

  private static ObjectNode object(TranslationQuality quality, int sentences) {
    ObjectNode object = JsonText.object();
    object.put("sentences", sentences);
    object.put("chrf", JsonText.rounded(quality.chrf()));
    object.put("bleu", JsonText.rounded(quality.bleu().score()));
    object.put("copyAccuracy", JsonText.rounded(quality.copyAccuracy()));
    object.put("copied", quality.copied());
    object.put("copyable", quality.copyable());
    object.put("attentionAgreement", JsonText.rounded(quality.attentionAgreement()));
    object.put("agreeing", quality.agreeing());
    object.put("linked", quality.linked());
    return object;
  }

  private static String text(TranslationQuality quality) {
    return String.format(
        Locale.ROOT,
        """
        chrF2                %6.2f
        BLEU                 %6.2f
        copy accuracy        %6.2f %%  (%d of %d)
        attention agreement  %6.2f %%  (%d of %d)\
        """,
        quality.chrf(),
        quality.bleu().score(),
        PERCENT * quality.copyAccuracy(),
        quality.copied(),
        quality.copyable(),
        PERCENT * quality.attentionAgreement(),
        quality.agreeing(),
        quality.linked());
  }
}
