// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.Mention;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelKind;
import io.github.canner.corpus.AtomicFiles;
import io.github.canner.corpus.ConllWriter;
import io.github.canner.corpus.CorpusReport;
import io.github.canner.english.LightEnglishEncoder;
import io.github.canner.transfer.AnnotationProjection;
import io.github.canner.transfer.AnnotationProjection.Result;
import io.github.canner.transfer.SilverCorpus;
import io.github.canner.translate.Alignment;
import io.github.canner.translate.AttentionLinks;
import io.github.canner.translate.NeuralTranslator;
import io.github.canner.translate.WordAligner;
import io.github.canner.translate.WordPair;
import io.github.canner.translate.WordShuffle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code can project}. */
@Command(
    name = "project",
    sortOptions = false,
    sortSynopsis = false,
    showDefaultValues = true,
    description = {
      "Makes a tagged corpus for your language out of parallel text: tags the English side with the"
          + " English network and carries the mentions over to the words that are linked to them:"
          + " by the attention of a translator, read backwards, or without one by a statistical"
          + " alignment.",
      "Words that are in doubt get the tag _, which stands for not annotated: train learns nothing"
          + " from such a word, and no corpus with one can be scored on. Sentences that are very"
          + " short, very long or mostly in doubt are dropped. All reasons are counted.",
      "The same input gives the same file, byte for byte.",
      ""
    })
final class ProjectCommand extends Verb {
  private static final int LONGEST = 1_000;
  @Mixin private ParallelOption parallel = new ParallelOption();

  @Option(
      names = "--english",
      required = true,
      paramLabel = "E.can",
      description = "A file that train-english wrote.")
  private Path english;

  @Option(
      names = "--translator",
      paramLabel = "T.can",
      description =
          "A file that train-translator wrote. It is led along the English side, and its attention"
              + " links the words.")
  private @Nullable Path translator;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "CORPUS",
      description =
          "The corpus to write: WORD<TAB>TAG in IOB2, or _ where not annotated; a"
              + " blank line after each sentence.")
  private Path output;

  @Option(
      names = "--threshold",
      paramLabel = "P",
      description =
          "The least probability of an English mention; the words of a less probable one are not"
              + " annotated.")
  private double threshold = 0.4;

  @Option(
      names = "--shuffle",
      paramLabel = "SEED",
      description =
          "Link every word as another word of its sentence is linked, a control for experiments:"
              + " whatever a tagger gains from this corpus does not come from the alignment.")
  private @Nullable Long shuffle;

  @Override
  void run(Console console) {
    Limits.share(this, "--threshold", threshold);
    AtomicFiles.requireWritable(output);
    ModelFile reader = ModelFile.open(english).require(ModelKind.ENGLISH);
    ParallelText text = parallel.read();
    console.log("projecting along " + text.describe());
    List<WordPair> pairs =
        readable(ParallelText.words(text.pairs(), parallel.tokenizer()), console);
    List<Alignment> alignments =
        translator == null ? aligned(pairs) : followed(translator, pairs, console);
    TaggedEnglish tagged = tag(reader, pairs, console);
    AnnotationProjection projection = new AnnotationProjection(threshold, tagged.types());
    List<Result> results = new ArrayList<>(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      WordPair pair = pairs.get(i);
      Alignment alignment =
          shuffle == null
              ? alignments.get(i)
              : WordShuffle.shuffled(alignments.get(i), pair.foreign(), shuffle);
      results.add(
          projection.project(pair.foreign(), pair.english(), tagged.mentions().get(i), alignment));
    }
    SilverCorpus corpus = SilverCorpus.of(results);
    ConllWriter.write(output, corpus.sentences());
    report(corpus, console);
  }

  /** Those that can be aligned: the memory for that grows with the product of their lengths. */
  private static List<WordPair> readable(List<WordPair> pairs, Console console) {
    List<WordPair> readable =
        pairs.stream()
            .filter(pair -> !pair.foreign().isEmpty() && !pair.english().isEmpty())
            .filter(pair -> Math.max(pair.foreign().size(), pair.english().size()) <= LONGEST)
            .toList();
    if (readable.size() < pairs.size()) {
      console.log(
          String.format(
              Locale.ROOT,
              "left out pairs of more than %d words a side, or of none: %d",
              LONGEST,
              pairs.size() - readable.size()));
    }
    return readable;
  }

  /**
   * What the English network finds.
   *
   * @param types the types that it knows
   * @param mentions those of each sentence
   */
  private record TaggedEnglish(List<String> types, List<List<Mention>> mentions) {}

  private static TaggedEnglish tag(ModelFile reader, List<WordPair> pairs, Console console) {
    try (LightEnglishEncoder encoder = LightEnglishEncoder.load(reader);
        Progress progress = new Progress(console, "tagging English", "sentences", pairs.size())) {
      List<List<Mention>> mentions =
          progress.through(pairs.stream().map(WordPair::english).toList(), encoder::tag);
      console.log("tagged the English side: " + progress.describe());
      return new TaggedEnglish(encoder.types(), mentions);
    }
  }

  private static List<Alignment> aligned(List<WordPair> pairs) {
    return WordAligner.builder()
        .build()
        .align(
            pairs.stream().map(WordPair::foreign).toList(),
            pairs.stream().map(WordPair::english).toList())
        .alignments();
  }

  private static List<Alignment> followed(Path translator, List<WordPair> pairs, Console console) {
    try (NeuralTranslator model = NeuralTranslator.load(ModelFile.open(translator));
        Progress progress = new Progress(console, "aligning", "sentences", pairs.size())) {
      return progress.through(
          pairs,
          some ->
              model.follow(some).stream()
                  .map(seen -> AttentionLinks.of(seen.alignment()))
                  .toList());
    }
  }

  private void report(SilverCorpus corpus, Console console) {
    corpus
        .dropped()
        .forEach((reason, count) -> console.log("dropped " + count + ": " + reason.describe()));
    corpus
        .doubts()
        .forEach(
            (doubt, count) ->
                console.log("left " + count + " words unannotated: " + doubt.describe()));
    Map<String, Integer> types = CorpusReport.of(output.toString(), corpus.sentences()).types();
    long empty = corpus.sentences().stream().filter(s -> s.mentions().isEmpty()).count();
    console.log(
        "wrote "
            + output
            + ": "
            + corpus.sentences().size()
            + " sentences, "
            + empty
            + " of them without mention; mentions: "
            + types);
  }
}
