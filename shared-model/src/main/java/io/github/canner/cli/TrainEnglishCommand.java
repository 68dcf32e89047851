// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.bundle.Provenance;
import io.github.canner.corpus.AtomicFiles;
import io.github.canner.corpus.CorpusSpec;
import io.github.canner.corpus.HeldOut;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.english.EnglishOptions;
import io.github.canner.english.EnglishTrainer;
import io.github.canner.english.LightEnglishEncoder;
import io.github.canner.pretrained.EncoderName;
import io.github.canner.pretrained.PretrainedSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code can train-english}. */
@Command(
    name = "train-english",
    sortOptions = false,
    sortSynopsis = false,
    showDefaultValues = true,
    description = {
      "Trains the network that knows names in English, from one or more tagged corpora.",
      "A corpus is " + TaggedText.FORM + ". The first one gives the types. Each other one must be",
      "brought to these: drop= leaves mentions of a type out, rename= renames a type, and"
          + " unlabelled= declares types that the corpus does not annotate, for example"
          + " \"wikigold.conll;drop=MISC;unlabelled=DATE\" (with quotes, for the semicolon).",
      "After each epoch the state is saved beside the output, so that --resume can go on after an"
          + " interruption; the result is the same, byte for byte, with --tune-layers on one"
          + " thread of the engine only.",
      ""
    })
final class TrainEnglishCommand extends Verb {
  private static final EnglishOptions DEFAULT = EnglishOptions.builder().build();
  private static final String MEASURE = "F1";

  @Option(
      names = "--train",
      required = true,
      arity = "1..*",
      paramLabel = "CORPUS",
      converter = SpecConverter.class,
      description = "Corpora to learn from: CoNLL in any dialect, plain or gzip.")
  private List<CorpusSpec> train;

  @Option(
      names = "--dev",
      paramLabel = "CORPUS",
      converter = SpecConverter.class,
      description =
          "Corpus to choose the best epoch on. Without it "
              + HeldOut.PERCENT
              + " %% of the first training corpus are drawn and held out.")
  private @Nullable CorpusSpec dev;

  @Option(
      showDefaultValue = Visibility.NEVER,
      names = "--test",
      arity = "1..*",
      paramLabel = "CORPUS",
      converter = SpecConverter.class,
      description = "Corpora to score the result on.")
  private List<CorpusSpec> test = new ArrayList<>();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "E.can",
      description = "The model file to write.")
  private Path output;

  @Option(names = "--epochs", paramLabel = "N", description = "How often to read the corpora.")
  private int epochs = DEFAULT.epochs();

  @Option(names = "--batch", paramLabel = "N", description = "Sentences a step.")
  private int batch = DEFAULT.batch();

  @Mixin private Rates rates = new Rates(DEFAULT.learningRate(), DEFAULT.dropout());

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Units of the LSTM in each direction; the states have twice this width.")
  private int hidden = DEFAULT.hidden();

  @Option(
      names = "--minimum-count",
      paramLabel = "N",
      description = "Words seen less often are known by their characters and shape only.")
  private int minimumCount = DEFAULT.minimumCount();

  @Option(
      names = "--encoder",
      paramLabel = "HOW",
      converter = EncoderNameConverter.class,
      description =
          "How words become vectors. chars: words seen, their characters and shapes. bert-cased,"
              + " mbert: beside that BERT, pretrained on English or on 104 languages; slower and"
              + " larger, and much better; needs 'can encoder fetch' once. Else the name or the"
              + " file of an encoder that 'can encoder adapt' made.")
  private EncoderName encoder = EncoderName.CHARS;

  @Mixin private PretrainedOption pretrained = new PretrainedOption();

  @Mixin private CacheOption cache = new CacheOption();

  @Option(names = "--seed", paramLabel = "N", description = "Start of all random numbers.")
  private long seed = DEFAULT.seed();

  @Mixin private Notices notices = new Notices();

  @Mixin private Interruption interruption = new Interruption();

  @Override
  void run(Console console) {
    Limits.atLeast(this, "--epochs", epochs, 1);
    Limits.atLeast(this, "--batch", batch, 1);
    Limits.atLeast(this, "--hidden", hidden, 1);
    Limits.atLeast(this, "--minimum-count", minimumCount, 1);
    rates.check(this);
    pretrained.check(this, encoder);
    PretrainedSource reading =
        encoder.isChars() ? null : pretrained.source(this, encoder, cache.open());
    AtomicFiles.requireWritable(output);
    List<TaggedText> corpora = new ArrayList<>();
    for (CorpusSpec spec : train) {
      corpora.add(TaggedText.read(spec, console));
    }
    TaggedText held = held(corpora, console);
    List<TaggedText> tests = new ArrayList<>();
    for (CorpusSpec spec : test) {
      tests.add(TaggedText.readForScores(spec, console));
    }
    ScoredCheckpoint checkpoint = interruption.checkpoint(output, console);
    try (TrainingReport report = new TrainingReport(console, "words", MEASURE);
        LightEnglishEncoder encoder =
            trainer(checkpoint, report, reading)
                .train(corpora.stream().map(TaggedText::corpus).toList(), held.corpus())) {
      ModelFileWriter writer = new ModelFileWriter(ModelKind.ENGLISH);
      encoder.addTo(writer);
      String trained = corpora.stream().map(TaggedText::describe).collect(Collectors.joining("; "));
      Provenance.add(writer, trained, held.describe(), seed, checkpoint.best(), MEASURE);
      notices.addTo(writer);
      writer.write(output);
      checkpoint.discard();
      console.log("wrote " + output);
      print(encoder, held, console);
      tests.forEach(corpus -> print(encoder, corpus, console));
    }
  }

  private EnglishTrainer trainer(
      ScoredCheckpoint checkpoint, TrainingReport report, @Nullable PretrainedSource reading) {
    EnglishTrainer trainer = new EnglishTrainer(trainingOptions(), checkpoint, report);
    return reading == null ? trainer : trainer.reading(reading);
  }

  /** The development corpus, taken out of the first one where none is given. */
  private TaggedText held(List<TaggedText> corpora, Console console) {
    if (dev != null) {
      return TaggedText.readForScores(dev, console);
    }
    if (corpora.get(0).sentences().stream().anyMatch(s -> !s.unannotated().isEmpty())) {
      throw new CanException(
          train.get(0).path()
              + " holds words that are not annotated, so nothing of it can be held out to choose"
              + " the best epoch on; expected --dev");
    }
    console.log(
        "no --dev: drawing "
            + HeldOut.PERCENT
            + " % of the first corpus with seed "
            + seed
            + " to choose the best epoch on");
    HeldOut<TaggedSentence> parts = HeldOut.draw(corpora.get(0).sentences(), seed);
    TaggedText held = corpora.get(0).with(parts.held());
    corpora.set(0, corpora.get(0).with(parts.train()));
    return held;
  }

  private static void print(LightEnglishEncoder encoder, TaggedText corpus, Console console) {
    console.out().println(corpus.spec().path());
    console.out().println(EnglishTrainer.score(encoder, corpus.corpus()).describe());
  }

  private EnglishOptions trainingOptions() {
    return EnglishOptions.builder()
        .hidden(hidden)
        .minimumCount(minimumCount)
        .dropout(rates.dropout())
        .epochs(epochs)
        .batch(batch)
        .learningRate(rates.learning())
        .seed(seed)
        .build();
  }
}
