// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.Provenance;
import io.github.canner.corpus.ConllReader;
import io.github.canner.corpus.HeldOut;
import io.github.canner.corpus.Mojibake;
import io.github.canner.corpus.TokenisedText;
import io.github.canner.pretrained.AdaptationOptions;
import io.github.canner.pretrained.EncoderAdapter;
import io.github.canner.pretrained.EncoderName;
import io.github.canner.text.WordTokenizer;
import io.github.canner.translate.Tokenisation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code can encoder adapt}. */
@Command(
    name = "adapt",
    sortOptions = false,
    sortSynopsis = false,
    showDefaultValues = true,
    description = {
      "Trains a pretrained encoder further on plain text of a language, by guessing masked words as"
          + " it was pretrained: 15 %% of the word pieces are chosen, whole words of them; 80 %% of"
          + " these are masked, 10 %% replaced, 10 %% left. The result can be given to --encoder of"
          + " train and train-english.",
      "Only word pieces that the text uses, and a reserve, are guessed from. The perplexity over"
          + " these of held-out text is told before and after; the best state is kept.",
      "The state is saved beside the output after each epoch, or after each --round, so that"
          + " --resume can go on after an interruption; the result is the same, byte for byte, on"
          + " one thread of the engine: CAN_JAVA_OPTS=-Dai.djl.pytorch.num_threads=1. All layers of"
          + " mbert take 5.4 GB of memory on Linux with MALLOC_MMAP_THRESHOLD_=4194304"
          + " in the environment, and more without; fewer --tune-layers take less.",
      ""
    })
final class AdaptEncoderCommand extends Verb {
  private static final AdaptationOptions DEFAULT = AdaptationOptions.builder().build();
  private static final String MEASURE = "log-likelihood of a masked piece";

  @Option(
      showDefaultValue = Visibility.NEVER,
      names = "--encoder",
      required = true,
      paramLabel = "HOW",
      converter = EncoderNameConverter.class,
      description =
          "What to start from: an encoder that was fetched, such as mbert, or the name or the file"
              + " of an adapted one.")
  private EncoderName encoder;

  @Option(
      showDefaultValue = Visibility.NEVER,
      names = "--text",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Text to learn from, a sentence a line, plain or gzip.")
  private List<Path> texts = new ArrayList<>();

  @Option(
      showDefaultValue = Visibility.NEVER,
      names = "--parallel",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Text to learn from: the first side of lines of SENTENCE<TAB>ENGLISH[<TAB>SOURCE], or the"
              + " first of two files named FOREIGN,ENGLISH.")
  private List<String> parallel = new ArrayList<>();

  @Option(
      showDefaultValue = Visibility.NEVER,
      names = "--leave-out",
      arity = "1..*",
      paramLabel = "SOURCE",
      description = "Sources of --parallel to leave out, for example FLORES200-devtest.")
  private List<String> leaveOut = new ArrayList<>();

  @Option(
      showDefaultValue = Visibility.NEVER,
      names = "--tagged",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Text to learn from: the words of a corpus in CoNLL, whose tags are not read.")
  private List<Path> tagged = new ArrayList<>();

  @Option(
      names = "--tokenise",
      paramLabel = "HOW",
      description =
          "How the raw text of --text and --parallel becomes words: joined or split, see"
              + " train-translator.")
  private Tokenisation tokenise = Tokenisation.SPLIT;

  @Option(
      names = "--dev",
      paramLabel = "FILE",
      description =
          "Text to choose the best state by, in the form of --text. Without it "
              + HeldOut.PERCENT
              + " %% of the text are drawn and held out.")
  private @Nullable Path dev;

  @Mixin private EncoderTarget result = new EncoderTarget();

  @Option(
      names = "--tune-layers",
      paramLabel = "K",
      description = "How many layers are trained, from the last one down.")
  private int tuned = DEFAULT.tuned();

  @Option(
      names = "--embeddings",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Train the vectors of word pieces and positions too.")
  private boolean embeddings = DEFAULT.embeddings();

  @Option(
      names = "--new-pieces",
      paramLabel = "N",
      description =
          "Add so many word pieces at most, learnt from the text: characters that the encoder does"
              + " not know, and frequent words that break into many pieces.")
  private int newPieces = DEFAULT.newPieces();

  @Option(
      names = "--reserve",
      paramLabel = "N",
      description =
          "How many word pieces that the text lacks stand among those to guess from; each slows the"
              + " training down a little.")
  private int reserve = DEFAULT.reserve();

  @Mixin private Rates rates = new Rates(DEFAULT.learningRate(), DEFAULT.dropout());

  @Option(
      names = "--warm-up",
      paramLabel = "X",
      description = "Share of the training in which the learning rate rises; then it falls to 0.")
  private float warmUp = DEFAULT.warmUp();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Word pieces a step; fewer need less memory.")
  private int batch = DEFAULT.batch();

  @Option(names = "--epochs", paramLabel = "N", description = "How often to read the text.")
  private int epochs = DEFAULT.epochs();

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Make so many steps instead; 0 for what --epochs says.")
  private int steps = DEFAULT.steps();

  @Option(
      names = "--round",
      paramLabel = "N",
      description =
          "Score the held-out text and save the state after so many steps; 0 for once an epoch.")
  private int round = DEFAULT.round();

  @Option(names = "--seed", paramLabel = "N", description = "Start of all random numbers.")
  private long seed = DEFAULT.seed();

  @Mixin private Notices notices = new Notices();

  @Mixin private Interruption interruption = new Interruption();

  @Override
  void run(Console console) {
    checkOptions();
    Path target = result.path();
    ModelFile start = encoder.open();
    Set<List<String>> sentences = new LinkedHashSet<>();
    read(console, sentences);
    HeldOut<List<String>> parts =
        dev == null
            ? HeldOut.draw(List.copyOf(sentences), seed)
            : new HeldOut<>(List.copyOf(sentences), List.copyOf(words(dev)));
    console.log(
        "learning from "
            + parts.train().size()
            + " different sentences, choosing the best state by "
            + parts.held().size());
    ScoredCheckpoint checkpoint = interruption.checkpoint(target, console);
    try (TrainingReport report = new TrainingReport(console, "word pieces", MEASURE)) {
      EncoderAdapter.Adapted adapted =
          new EncoderAdapter(options(), checkpoint, report)
              .adapt(start, result.called(), parts.train(), parts.held());
      ModelFileWriter writer = adapted.writer();
      writer.provenance("adapted from", start.contentHash());
      Provenance.add(
          writer,
          parts.train().size() + " sentences",
          parts.held().size() + " sentences",
          seed,
          checkpoint.best(),
          MEASURE);
      notices.addTo(writer);
      writer.write(target);
      checkpoint.discard();
      console.out().println(target);
      console.log(
          String.format(
              Locale.ROOT,
              "perplexity of the held-out text: %.2f before, %.2f after",
              adapted.before(),
              adapted.after()));
    }
  }

  private void checkOptions() {
    require(!encoder.isChars(), "--encoder is chars, expected one that was pretrained");
    result.check(this);
    require(
        !texts.isEmpty() || !parallel.isEmpty() || !tagged.isEmpty(),
        "expected text to learn from: --text, --parallel or --tagged");
    require(
        leaveOut.isEmpty() || !parallel.isEmpty(),
        "--leave-out names sources of --parallel, which is not given");
    Limits.atLeast(this, "--tune-layers", tuned, 0);
    Limits.atLeast(this, "--new-pieces", newPieces, 0);
    Limits.atLeast(this, "--reserve", reserve, 0);
    Limits.atLeast(this, "--batch", batch, 1);
    Limits.atLeast(this, "--epochs", epochs, 1);
    Limits.atLeast(this, "--steps", steps, 0);
    Limits.atLeast(this, "--round", round, 0);
    Limits.share(this, "--warm-up", warmUp);
    rates.check(this);
  }

  private void read(Console console, Set<List<String>> sentences) {
    texts.forEach(file -> sentences.addAll(words(file)));
    if (!parallel.isEmpty()) {
      WordTokenizer tokenizer = tokenise.tokenizer();
      ParallelText.read(parallel, leaveOut)
          .pairs()
          .forEach(pair -> sentences.add(tokenizer.tokenize(pair.foreign())));
    }
    for (Path file : tagged) {
      ConllReader.Words words = ConllReader.detecting().readWords(file);
      if (words.sentences().isEmpty()) {
        throw new CanException(file + " holds no sentence, expected some");
      }
      int left = words.rowsWithoutToken().size();
      console.log(
          file
              + ": "
              + words.sentences().size()
              + " sentences"
              + (left > 0 ? "; " + left + " rows without a token left out" : ""));
      words.sentences().forEach(sentence -> sentences.add(Mojibake.repaired(sentence)));
    }
    sentences.removeIf(List::isEmpty);
  }

  private Set<List<String>> words(Path file) {
    WordTokenizer tokenizer = tokenise.tokenizer();
    Set<List<String>> words = new LinkedHashSet<>();
    TokenisedText.read(file)
        .forEach(line -> words.add(tokenizer.tokenize(Mojibake.repaired(String.join(" ", line)))));
    words.removeIf(List::isEmpty);
    return words;
  }

  private AdaptationOptions options() {
    return AdaptationOptions.builder()
        .tuned(tuned)
        .embeddings(embeddings)
        .newPieces(newPieces)
        .reserve(reserve)
        .learningRate(rates.learning())
        .warmUp(warmUp)
        .dropout(rates.dropout())
        .batch(batch)
        .epochs(epochs)
        .steps(steps)
        .round(round)
        .seed(seed)
        .build();
  }
}
