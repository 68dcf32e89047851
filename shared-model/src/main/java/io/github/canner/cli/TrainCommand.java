// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import io.github.canner.corpus.AtomicFiles;
import io.github.canner.corpus.CorpusSpec;
import io.github.canner.corpus.Sampling;
import io.github.canner.pretrained.EncoderName;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.tag.Fusion;
import io.github.canner.tag.PipelineStart;
import io.github.canner.tag.PipelineTraining;
import io.github.canner.tag.TaggerOptions;
import io.github.canner.tag.Transfer;
import io.github.canner.train.DiskCache;
import io.github.canner.transfer.Normalisation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code can train}. */
@Command(
    name = "train",
    sortOptions = false,
    sortSynopsis = false,
    showDefaultValues = true,
    description = {
      "Trains a tagger for your language from a tagged corpus, with what a translator and an"
          + " English network know, or without them.",
      "A corpus is " + TaggedText.FORM + ", CoNLL in any dialect, plain or gzip.",
      "After each epoch the state is saved beside the output, so that --resume can go on after an"
          + " interruption; the result is the same, byte for byte, with --tune-layers on one"
          + " thread of the engine only.",
      ""
    })
final class TrainCommand extends Verb {
  private static final TaggerOptions DEFAULT = TaggerOptions.builder().build();
  private static final String MEASURE = "F1";

  /** What of English is carried back. */
  enum Carry {
    BOTH,
    STATES,
    POSTERIORS
  }

  @Option(
      names = "--train",
      required = true,
      paramLabel = "CORPUS",
      converter = SpecConverter.class,
      description = "Corpus to learn from.")
  private CorpusSpec train;

  @Option(
      names = "--dev",
      required = true,
      paramLabel = "CORPUS",
      converter = SpecConverter.class,
      description = "Corpus to choose the best epoch on.")
  private CorpusSpec dev;

  @Mixin private LanguageOption language = new LanguageOption();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "M.can",
      description = "The model file to write; it also holds translator and English network.")
  private Path output;

  @Option(
      showDefaultValue = Visibility.NEVER,
      names = "--seed",
      required = true,
      paramLabel = "N",
      description =
          "Start of all random numbers; the same seed and data give the same file on the same"
              + " machine, with --tune-layers on one thread of the engine only.")
  private long seed;

  @Option(
      names = "--translator",
      paramLabel = "T.can",
      description = "A file that train-translator wrote for this language.")
  private @Nullable Path translator;

  @Option(
      names = "--english",
      paramLabel = "E.can",
      description = "A file that train-english wrote.")
  private @Nullable Path english;

  @Mixin private StartOption startFrom = new StartOption();

  @Option(
      names = "--transfer",
      paramLabel = "HOW",
      description =
          "converse: read English through the translator's attention; needs --translator and"
              + " --english, or takes both from --start-from. none: learn from the corpus alone.")
  private Transfer transfer = Transfer.CONVERSE;

  @Option(
      names = "--encoder",
      paramLabel = "HOW",
      converter = EncoderNameConverter.class,
      description =
          "How words become vectors. chars: words seen, their characters and shapes. mbert: beside"
              + " that multilingual BERT, pretrained on 104 languages; slower and larger, and much"
              + " better; needs 'can encoder fetch mbert' once. Else the name or the file of an"
              + " encoder that 'can encoder adapt' made.")
  private EncoderName encoder = EncoderName.CHARS;

  @Mixin private PretrainedOption pretrained = new PretrainedOption();

  @Option(
      names = "--sentences",
      paramLabel = "N",
      description =
          "Learn from so many random sentences of the corpus only, the same for the same seed;"
              + " without this from all.")
  private @Nullable Integer sentences;

  @Option(
      names = "--fusion",
      paramLabel = "HOW",
      description =
          "How words and English are joined. concat: side by side. gate: added through a gate that"
              + " is learnt.")
  private Fusion fusion = DEFAULT.fusion();

  @Option(
      names = "--normalisation",
      paramLabel = "HOW",
      description =
          "How attention is read backwards. column: each word gets a weighted mean of English."
              + " plain: a word that got little attention gets little.")
  private Normalisation normalisation = DEFAULT.normalisation();

  @Option(
      names = "--carry",
      paramLabel = "WHAT",
      description =
          "What of English is carried back: states of its network, posteriors of its tags, or"
              + " both.")
  private Carry carry = Carry.BOTH;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "How often to score the development corpus; 0 chooses by the size of the corpus.")
  private int epochs = DEFAULT.epochs();

  @Option(
      names = "--passes",
      paramLabel = "N",
      description = "How often to read the corpus in each epoch; 0 chooses by its size.")
  private int passes = DEFAULT.passes();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Sentences a step; 0 chooses by the size of the corpus.")
  private int batch = DEFAULT.batch();

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Stop after so many epochs without a better score.")
  private int patience = DEFAULT.patience();

  @Mixin private Rates rates = new Rates(DEFAULT.learningRate(), DEFAULT.dropout());

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Units of the LSTM in each direction.")
  private int hidden = DEFAULT.hidden();

  @Mixin private CacheOption cache = new CacheOption();

  @Mixin private Notices notices = new Notices();

  @Mixin private Interruption interruption = new Interruption();

  @Override
  void run(Console console) {
    checkOptions();
    AtomicFiles.requireWritable(output);
    @Nullable PipelineStart start = startFrom.open();
    DiskCache kept = cache.open();
    PretrainedSource reading = encoder.isChars() ? null : pretrained.source(this, encoder, kept);
    TaggedText development = TaggedText.readForScores(dev, console);
    TaggedText training = training(console);
    PipelineTraining pipeline =
        new PipelineTraining(
            language.code(),
            trainingOptions(),
            PipelineTraining.parts(transfer, translator, english, start),
            start,
            reading,
            kept);
    train(pipeline, training.text(), development.text(), console);
  }

  private void checkOptions() {
    if (transfer == Transfer.NONE) {
      require(translator == null, "--translator cannot be used with --transfer none");
      require(english == null, "--english cannot be used with --transfer none");
      requireFor("--transfer converse", false, List.of("--fusion", "--normalisation", "--carry"));
    } else {
      require(
          (translator == null) == (english == null) && (translator != null || startFrom.isGiven()),
          "--transfer converse needs --translator and --english, or both from --start-from;"
              + " --transfer none does without");
    }
    require(
        sentences == null || sentences >= 1,
        "--sentences is " + sentences + ", expected 1 or more");
    Limits.atLeast(this, "--epochs", epochs, 0);
    Limits.atLeast(this, "--passes", passes, 0);
    Limits.atLeast(this, "--batch", batch, 0);
    Limits.atLeast(this, "--patience", patience, 1);
    Limits.atLeast(this, "--hidden", hidden, 1);
    rates.check(this);
    pretrained.check(this, encoder);
  }

  private TaggedText training(Console console) {
    TaggedText all = TaggedText.read(train, console);
    if (sentences == null) {
      return all;
    }
    if (sentences > all.sentences().size()) {
      throw new CanException(
          train.path()
              + " holds "
              + all.sentences().size()
              + " sentences, expected the "
              + sentences
              + " of --sentences at least");
    }
    TaggedText part = all.with(Sampling.subset(all.sentences(), sentences, seed));
    console.log("learning from " + part.describe());
    return part;
  }

  private void train(
      PipelineTraining pipeline,
      PipelineTraining.Text training,
      PipelineTraining.Text development,
      Console console) {
    try (TrainingReport report = new TrainingReport(console, "words", MEASURE)) {
      ScoredCheckpoint checkpoint = interruption.checkpoint(output, console);
      PipelineTraining.Trained trained = pipeline.train(training, development, checkpoint, report);
      notices.addTo(trained.file());
      trained.file().write(output);
      checkpoint.discard();
      console.log("wrote " + output);
      console.out().print(trained.dev().describe());
    }
  }

  private TaggerOptions trainingOptions() {
    return TaggerOptions.builder()
        .transfer(transfer)
        .normalisation(normalisation)
        .fusion(fusion)
        .states(carry != Carry.POSTERIORS)
        .posteriors(carry != Carry.STATES)
        .votes(carry != Carry.STATES)
        .epochs(epochs)
        .passes(passes)
        .batch(batch)
        .patience(patience)
        .learningRate(rates.learning())
        .dropout(rates.dropout())
        .hidden(hidden)
        .seed(seed)
        .build();
  }
}
