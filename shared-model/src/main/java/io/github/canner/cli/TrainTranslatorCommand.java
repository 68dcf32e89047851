// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.bundle.Provenance;
import io.github.canner.corpus.AtomicFiles;
import io.github.canner.corpus.HeldOut;
import io.github.canner.corpus.SentencePair;
import io.github.canner.text.WordTokenizer;
import io.github.canner.translate.NeuralTranslator;
import io.github.canner.translate.TranslatorConfig;
import io.github.canner.translate.TranslatorOptions;
import io.github.canner.translate.TranslatorTrainer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code can train-translator}. */
@Command(
    name = "train-translator",
    sortOptions = false,
    sortSynopsis = false,
    showDefaultValues = true,
    description = {
      "Trains a translator from your language into English, from sentences with their"
          + " translations.",
      "The best epoch on the development pairs is kept. After each epoch the state is saved beside"
          + " the output, so that --resume can go on after an interruption; the result is the same,"
          + " byte for byte.",
      ""
    })
final class TrainTranslatorCommand extends Verb {
  private static final TranslatorOptions DEFAULT = TranslatorOptions.builder().build();
  private static final String MEASURE = "log-likelihood of a subword";

  @Mixin private ParallelOption parallel = new ParallelOption();

  @Mixin private LanguageOption language = new LanguageOption();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "T.can",
      description = "The model file to write.")
  private Path output;

  @Option(
      names = "--dev",
      paramLabel = "FILE",
      description =
          "Development pairs, in the form of --parallel. Without it and --dev-source, "
              + HeldOut.PERCENT
              + " %% of the text are drawn and held out.")
  private @Nullable String dev;

  @Option(
      names = "--dev-source",
      paramLabel = "SOURCE",
      description = "Use the pairs of this source as development pairs, for example NTREX-128.")
  private @Nullable String devSource;

  @Option(
      names = "--start-from",
      paramLabel = "T.can",
      description =
          "Start from this translator, of any language, rather than from random weights: it knows"
              + " English already, and names. It must have been trained with the same sizes. Where"
              + " text is scarce this translates better after fewer epochs.")
  private @Nullable Path startFrom;

  @Option(
      names = "--subwords",
      paramLabel = "N",
      description = "Size of the vocabulary of subwords that both languages share.")
  private int subwords = DEFAULT.subwords();

  @Option(
      names = "--embedding-size",
      paramLabel = "N",
      description = "Width of a subword's vector.")
  private int embedding = DEFAULT.embedding();

  @Option(
      names = "--encoder-size",
      paramLabel = "N",
      description = "Units of the encoder in each direction.")
  private int encoder = DEFAULT.encoder();

  @Option(
      names = "--decoder-size",
      paramLabel = "N",
      description = "Units of each layer of the decoder.")
  private int decoder = DEFAULT.decoder();

  @Option(names = "--epochs", paramLabel = "N", description = "How often to read the text.")
  private int epochs = DEFAULT.epochs();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Subwords a step, of the longer side of each pair with padding; fewer need less memory.")
  private int batch = DEFAULT.batch();

  @Mixin private Rates rates = new Rates(DEFAULT.learningRate(), DEFAULT.dropout());

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Steps until the highest learning rate is reached.")
  private int warmUp = DEFAULT.warmUp();

  @Option(
      names = "--guidance",
      paramLabel = "X",
      description =
          "How strongly the attention is pulled toward the statistical alignment; 0 for not.")
  private float guidance = DEFAULT.guidance();

  @Option(
      names = "--beam",
      paramLabel = "N",
      description =
          "Hypotheses kept when the translator is used, 1 to "
              + TranslatorConfig.WIDEST
              + "; 1 is greedy and fastest.")
  private int beam = 1;

  @Option(names = "--seed", paramLabel = "N", description = "Start of all random numbers.")
  private long seed = DEFAULT.seed();

  @Mixin private Notices notices = new Notices();

  @Mixin private Interruption interruption = new Interruption();

  @Override
  void run(Console console) {
    require(dev == null || devSource == null, "--dev and --dev-source exclude each other");
    TranslatorConfig config = options(this::config);
    AtomicFiles.requireWritable(output);
    HeldOut<SentencePair> parts = parts(console);
    String train = new ParallelText(parts.train()).describe();
    String held = new ParallelText(parts.held()).describe();
    ModelFile start = startFrom == null ? null : ModelFile.open(startFrom);
    console.log("training on " + train);
    console.log("choosing the best epoch on " + held);
    ScoredCheckpoint checkpoint = interruption.checkpoint(output, console);
    WordTokenizer tokenizer = parallel.tokenizer();
    try (TrainingReport report = new TrainingReport(console, "subwords", MEASURE);
        NeuralTranslator translator =
            trainer(config, checkpoint, report, start)
                .train(
                    ParallelText.words(parts.train(), tokenizer),
                    ParallelText.words(parts.held(), tokenizer))) {
      ModelFileWriter writer = new ModelFileWriter(ModelKind.TRANSLATOR);
      translator.addTo(writer);
      writer.provenance("language", language.code());
      Provenance.add(writer, train, held, seed, checkpoint.best(), MEASURE);
      if (start != null) {
        Provenance.addStart(writer, String.valueOf(startFrom), start);
      }
      notices.addTo(writer);
      writer.write(output);
      checkpoint.discard();
    }
    console.log("wrote " + output);
  }

  private static TranslatorTrainer trainer(
      TranslatorConfig config,
      ScoredCheckpoint checkpoint,
      TrainingReport report,
      @Nullable ModelFile start) {
    TranslatorTrainer random = new TranslatorTrainer(config, checkpoint, report);
    return start == null ? random : random.startingFrom(start);
  }

  private HeldOut<SentencePair> parts(Console console) {
    ParallelText text = parallel.read();
    if (dev != null) {
      return new HeldOut<>(text.pairs(), ParallelText.read(List.of(dev), List.of()).pairs());
    }
    if (devSource != null) {
      return text.holdingOut(devSource);
    }
    console.log(
        "no --dev or --dev-source: drawing "
            + HeldOut.PERCENT
            + " % of the text with seed "
            + seed
            + " as development pairs");
    return HeldOut.draw(text.pairs(), seed);
  }

  private TranslatorConfig config() {
    TranslatorOptions options =
        TranslatorOptions.builder()
            .optSubwords(subwords)
            .optEmbedding(embedding)
            .optEncoder(encoder)
            .optDecoder(decoder)
            .optDropout(rates.dropout())
            .optGuidance(guidance)
            .optEpochs(epochs)
            .optBatch(batch)
            .optLearningRate(rates.learning())
            .optWarmUp(warmUp)
            .optSeed(seed)
            .build();
    return new TranslatorConfig(language.code(), parallel.tokenisation(), beam, options);
  }
}
