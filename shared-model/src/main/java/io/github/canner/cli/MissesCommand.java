// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanModel;
import io.github.canner.bundle.ModelKind;
import io.github.canner.corpus.CorpusSpec;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.diagnose.Diagnosis;
import io.github.canner.diagnose.DiagnosisReport;
import io.github.canner.tag.CanPipeline;
import io.github.canner.tag.Observation;
import io.github.canner.tag.PipelineFile;
import io.github.canner.tag.PipelineLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code can misses}. */
@Command(
    name = "misses",
    sortOptions = false,
    sortSynopsis = false,
    showDefaultValues = true,
    description = {
      "Tells why mentions of a tagged corpus are missed: for each what the English side of the"
          + " model had to say of it. Was the name in the translation, was it aligned, did English"
          + " tag it, and with which type?",
      "Writes causes.md and causes.csv, how many mentions each cause has and how many of them were"
          + " missed, and misses.md and misses.csv, each missed mention with its sentence, the"
          + " translation and the alignment; prints the former.",
      "Several models, each with its corpus, stand in one table: --model A.can --test A.conll"
          + " --model B.can --test B.conll.",
      "A corpus is " + TaggedText.FORM + ". Types that it leaves unlabelled are not looked at.",
      ""
    })
final class MissesCommand extends Verb {
  @ArgGroup(exclusive = false, multiplicity = "1..*")
  private List<Examined> examined = new ArrayList<>();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "Where to write; it is made where it is not there.")
  private Path output;

  /** A model and a corpus. */
  static final class Examined {
    @Option(
        names = "--model",
        required = true,
        paramLabel = "M.can",
        description = "A file that train wrote, or " + CanModel.DEFAULT + ".")
    private String model;

    @Option(
        names = "--test",
        required = true,
        paramLabel = "CORPUS",
        converter = SpecConverter.class,
        description = "The corpus whose mentions to look for.")
    private CorpusSpec test;

    @Option(
        names = "--train",
        paramLabel = "CORPUS",
        converter = SpecConverter.class,
        description =
            "The corpus that the model learnt from: tells which missed mentions stand in it.")
    private @Nullable CorpusSpec train;
  }

  @Override
  void run(Console console) {
    examined.forEach(one -> PipelineLoader.file(one.model).require(ModelKind.TAGGER));
    List<Supplier<Diagnosis>> waiting = new ArrayList<>();
    for (Examined one : examined) {
      waiting.add(diagnosis(one, console));
    }
    DiagnosisReport.prepare(output);
    List<Diagnosis> diagnoses = waiting.stream().map(Supplier::get).toList();
    DiagnosisReport report = new DiagnosisReport(diagnoses);
    report.write(output).forEach(file -> console.log("wrote " + file));
    console.out().print(report.table());
  }

  /** Reads the corpora at once, and looks at them when it is asked for the diagnosis. */
  private static Supplier<Diagnosis> diagnosis(Examined one, Console console) {
    TaggedText corpus = TaggedText.readForScores(one.test, console);
    List<TaggedSentence> gold =
        corpus.sentences().stream()
            .map(
                sentence ->
                    new TaggedSentence(
                        sentence.tokens(), corpus.corpus().scored(sentence.mentions())))
            .toList();
    List<TaggedSentence> training =
        one.train == null ? null : TaggedText.read(one.train, console).sentences();
    return () -> diagnosis(one, corpus, gold, training, console);
  }

  private static Diagnosis diagnosis(
      Examined one,
      TaggedText corpus,
      List<TaggedSentence> gold,
      @Nullable List<TaggedSentence> training,
      Console console) {
    try (CanPipeline pipeline = PipelineFile.load(PipelineLoader.file(one.model))) {
      if (!pipeline.readsEnglish()) {
        console.log(
            one.model + ": has no transfer; nothing can be told of translation and alignment");
      }
      return Diagnosis.of(
          pipeline.language(),
          one.model,
          pipeline.readsEnglish(),
          gold,
          observe(pipeline, corpus.tokens(), one.model, console).stream()
              .map(observation -> observation.with(corpus.corpus()::scored))
              .toList(),
          training);
    }
  }

  private static List<Observation> observe(
      CanPipeline pipeline, List<List<String>> sentences, String name, Console console) {
    try (Progress progress = new Progress(console, "tagging", "sentences", sentences.size())) {
      List<Observation> observations = progress.through(sentences, pipeline::observeAll);
      console.log(name + ": looked at " + sentences.size() + " sentences");
      return observations;
    }
  }
}
