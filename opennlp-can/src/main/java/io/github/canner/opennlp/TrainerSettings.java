// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.corpus.CorpusSpec;
import io.github.canner.pretrained.EncoderName;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.tag.PipelineStart;
import io.github.canner.tag.PipelineTraining;
import io.github.canner.tag.TaggerOptions;
import io.github.canner.tag.Transfer;
import io.github.canner.train.CacheFolder;
import io.github.canner.train.DiskCache;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter file of OpenNLP says to {@link CanTrainer}, which lists the keys.
 *
 * @param language ISO 639-3 code
 * @param translator a file of a translator, or null
 * @param english a file of an English encoder, or null
 * @param startFrom a file of a pipeline, {@value CanModel#DEFAULT}, or null
 * @param dev the corpus to choose the best epoch on, or null
 * @param devShare without such a corpus, the share of the training sentences that is held out
 * @param encoder how words become vectors
 * @param cache the folder for translations and encodings, or null for that of the user
 */
record TrainerSettings(
    String language,
    @Nullable Path translator,
    @Nullable Path english,
    @Nullable String startFrom,
    @Nullable CorpusSpec dev,
    double devShare,
    EncoderName encoder,
    @Nullable Path cache,
    TaggerOptions options) {

  private enum Key {
    LANGUAGE("Language"),
    TRANSFER("Transfer"),
    TRANSLATOR("Translator"),
    ENGLISH("English"),
    START_FROM("StartFrom"),
    ENCODER("Encoder"),
    EPOCHS("Epochs"),
    PASSES("Passes"),
    BATCH("Batch"),
    PATIENCE("Patience"),
    LEARNING_RATE("LearningRate"),
    DROPOUT("Dropout"),
    HIDDEN("Hidden"),
    SEED("Seed"),
    DEV("Dev"),
    DEV_SHARE("DevShare"),
    CACHE("Cache");

    private final String text;

    Key(String text) {
      this.text = text;
    }
  }

  /** What OpenNLP puts in for trainers that count iterations, by key. */
  private static final Map<String, Set<String>> OF_OPENNLP =
      Map.of("Iterations", Set.of("100", "300"), "Cutoff", Set.of("0", "5"));

  /** Keys that are there to choose the trainer. */
  private static final Set<String> CHOICE = Set.of("algorithm", "trainertype");

  /**
   * Reads parameters.
   *
   * @throws CanException if there is an unknown key, a value that cannot be, or one missing
   */
  static TrainerSettings of(Map<String, Object> parameters) {
    Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    parameters.forEach((key, value) -> given.put(key, String.valueOf(value).strip()));
    checkKeys(given);
    Reader reader = new Reader(given);
    TaggerOptions defaults = TaggerOptions.builder().build();
    Transfer transfer =
        reader.get(
            Key.TRANSFER,
            Transfer.CONVERSE,
            "converse or none",
            text ->
                switch (text) {
                  case "converse" -> Transfer.CONVERSE;
                  case "none" -> Transfer.NONE;
                  default -> null;
                });
    @Nullable Path translator = reader.path(Key.TRANSLATOR);
    @Nullable Path english = reader.path(Key.ENGLISH);
    @Nullable String startFrom = given.get(Key.START_FROM.text);
    checkTransfer(transfer, translator, english, startFrom);
    return new TrainerSettings(
        reader.language(),
        translator,
        english,
        startFrom,
        reader.find(Key.DEV, "a CoNLL file", CorpusSpec::parse).orElse(null),
        reader.real(Key.DEV_SHARE, 0.1, "over 0 and at most 0.5", v -> v > 0 && v <= 0.5),
        reader.get(
            Key.ENCODER, EncoderName.CHARS, "chars or a pretrained encoder", EncoderName::of),
        reader.path(Key.CACHE),
        TaggerOptions.builder()
            .transfer(transfer)
            .epochs(reader.count(Key.EPOCHS, defaults.epochs(), 0))
            .passes(reader.count(Key.PASSES, defaults.passes(), 0))
            .batch(reader.count(Key.BATCH, defaults.batch(), 0))
            .patience(reader.count(Key.PATIENCE, defaults.patience(), 1))
            .hidden(reader.count(Key.HIDDEN, defaults.hidden(), 1))
            .learningRate(
                (float)
                    reader.real(
                        Key.LEARNING_RATE,
                        defaults.learningRate(),
                        "over 0 and at most 1",
                        v -> v > 0 && v <= 1))
            .dropout(
                (float)
                    reader.real(
                        Key.DROPOUT,
                        defaults.dropout(),
                        "0 or more, below 1",
                        v -> v >= 0 && v < 1))
            .seed(reader.get(Key.SEED, defaults.seed(), "a whole number", Long::valueOf))
            .build());
  }

  private static void checkKeys(Map<String, String> given) {
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Arrays.stream(Key.values()).forEach(key -> known.add(key.text));
    given.forEach(
        (key, value) -> {
          Set<String> harmless = OF_OPENNLP.get(key);
          if (harmless != null && !harmless.contains(value)) {
            throw new CanException(
                key
                    + "="
                    + value
                    + " means nothing to "
                    + CanTrainer.class.getSimpleName()
                    + ", expected Epochs and Passes in its place");
          }
          if (harmless == null
              && !known.contains(key)
              && !CHOICE.contains(key.toLowerCase(Locale.ROOT))) {
            throw new CanException(
                "found an unknown key '"
                    + key
                    + "' among the training parameters, expected some of "
                    + Arrays.stream(Key.values())
                        .map(k -> k.text)
                        .collect(Collectors.joining(", ")));
          }
        });
  }

  private static void checkTransfer(
      Transfer transfer,
      @Nullable Path translator,
      @Nullable Path english,
      @Nullable String startFrom) {
    if (transfer == Transfer.NONE && (translator != null || english != null)) {
      throw new CanException("Translator and English cannot be used with Transfer=none");
    }
    if (transfer == Transfer.CONVERSE
        && ((translator == null) != (english == null)
            || (translator == null && startFrom == null))) {
      throw new CanException(
          "Transfer=converse needs Translator and English, or both from StartFrom; Transfer=none"
              + " does without");
    }
  }

  /** The training that these settings ask for. */
  PipelineTraining training() {
    PipelineStart start = startFrom == null ? null : PipelineStart.open(startFrom);
    DiskCache kept = new DiskCache(cache == null ? CacheFolder.find() : cache);
    return new PipelineTraining(
        language,
        options,
        PipelineTraining.parts(options.transfer(), translator, english, start),
        start,
        encoder.isChars() ? null : PretrainedSource.usual(encoder.open(), kept),
        kept);
  }

  private record Reader(Map<String, String> given) {

    /** A value, or empty without one; the function gives null or fails if the text is none. */
    <T> Optional<T> find(Key key, String expected, Function<String, ? extends @Nullable T> read) {
      String text = given.get(key.text);
      if (text == null) {
        return Optional.empty();
      }
      try {
        T value = read.apply(text);
        if (value != null) {
          return Optional.of(value);
        }
      } catch (CanException | NumberFormatException | InvalidPathException e) {
        throw new CanException(bad(key, text, expected) + ": " + e.getMessage(), e);
      }
      throw new CanException(bad(key, text, expected));
    }

    <T> T get(Key key, T otherwise, String expected, Function<String, ? extends @Nullable T> read) {
      return this.<T>find(key, expected, read).orElse(otherwise);
    }

    private static String bad(Key key, String text, String expected) {
      return key.text + "=" + text + " among the training parameters, expected " + expected;
    }

    @Nullable Path path(Key key) {
      return this.<Path>find(key, "a path", Path::of).orElse(null);
    }

    int count(Key key, int otherwise, int least) {
      return get(
          key,
          otherwise,
          "a whole number from " + least + " on",
          text -> {
            int value = Integer.parseInt(text);
            return value >= least ? value : null;
          });
    }

    double real(Key key, double otherwise, String expected, Predicate<Double> fits) {
      return get(
          key,
          otherwise,
          "a number " + expected,
          text -> {
            double value = Double.parseDouble(text);
            return fits.test(value) ? value : null;
          });
    }

    String language() {
      return find(
              Key.LANGUAGE,
              "an ISO 639-3 code such as fin",
              text -> text.matches("[a-z]{3}") ? text : null)
          .orElseThrow(
              () ->
                  new CanException(
                      "no Language among the training parameters, expected an ISO 639-3 code such"
                          + " as fin"));
    }
  }
}
