// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import ai.djl.ndarray.NDArray;
import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.Custody;
import io.github.canner.nn.NativeFloats;
import io.github.canner.nn.TagSpace;
import io.github.canner.nn.WordLexicon;
import io.github.canner.pretrained.PretrainedFeatures;
import io.github.canner.pretrained.PretrainedOptions;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.pretrained.StoredReading;
import io.github.canner.train.LexiconFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Carries what the tagger of a file has learnt over to a new tagger of the same shape. Words and
 * characters keep their numbers and vectors, and new ones come behind them; what belongs to a tag
 * goes with its type and position; new words, characters and types stay as they are in a new
 * tagger. A tagger with transfer can start from one without: all that it reads of English is new,
 * and at first the LSTM does not listen to it.
 */
final class WarmStart {
  private enum Axis {
    WORDS,
    CHARACTERS,
    TAGS,
    INPUT,
    FIXED
  }

  private record Axes(Axis rows, Axis columns) {}

  private static final Axes FIXED = new Axes(Axis.FIXED, Axis.FIXED);
  private static final Axes BY_TAG = new Axes(Axis.TAGS, Axis.FIXED);

  private static final Axes BY_INPUT = new Axes(Axis.FIXED, Axis.INPUT);

  private static final Map<String, Axes> AXES =
      Map.ofEntries(
          Map.entry("source.words", new Axes(Axis.WORDS, Axis.FIXED)),
          Map.entry("source.word.characters", new Axes(Axis.CHARACTERS, Axis.FIXED)),
          Map.entry("labeller.lstm.forward.input", BY_INPUT),
          Map.entry("labeller.lstm.backward.input", BY_INPUT),
          Map.entry("labeller.output", BY_TAG),
          Map.entry("labeller.outputBias", BY_TAG),
          Map.entry("labeller.crf.start", BY_TAG),
          Map.entry("labeller.crf.transition", new Axes(Axis.TAGS, Axis.TAGS)),
          Map.entry("labeller.crf.end", BY_TAG),
          Map.entry("english.votes", BY_TAG),
          Map.entry("english.votesBias", BY_TAG));

  /** What only a tagger with transfer has. */
  private static final List<String> OF_ENGLISH = List.of("english.", "fusion.");

  /** What turns all that is read of English into something to add to the words. */
  private static final String GATED = "fusion.project";

  private static final String NO_ENCODER = "no pretrained encoder";

  private record Choice(String option, Function<TaggerOptions, Object> value) {}

  private static final Choice TRANSFER = new Choice("--transfer", TaggerOptions::transfer);

  private static final List<Choice> ALWAYS =
      List.of(
          new Choice("--hidden", TaggerOptions::hidden),
          new Choice("widths", TaggerOptions::widths));

  private static final List<Choice> WITH_ENGLISH =
      List.of(
          new Choice("--fusion", TaggerOptions::fusion),
          new Choice("--normalisation", TaggerOptions::normalisation),
          new Choice("--carry", WarmStart::carry),
          new Choice("votes", TaggerOptions::votes),
          new Choice("project", TaggerOptions::project));

  private final ModelFile file;
  private final TaggerSpec old;
  private final WordLexicon lexicon;

  /**
   * A start from the tagger of this file.
   *
   * @throws CanException if the file holds no tagger
   */
  WarmStart(ModelFile file) {
    this.file = file;
    this.old = Tagger.spec(file);
    this.lexicon = LexiconFiles.read(file);
  }

  /** How many words the old tagger knows by number, with the special ones. */
  int words() {
    return lexicon.words().size();
  }

  /**
   * Checks that the new tagger is to have the shape of the old one, but for words and types.
   *
   * @throws CanException if not, with the first option that differs
   */
  void require(TaggerOptions options, List<String> englishTypes, int stateWidth) {
    require(options);
    if (old.options().readsEnglish()
        && (!old.englishTypes().equals(englishTypes) || old.stateWidth() != stateWidth)) {
      throw new CanException(
          file.where()
              + " was trained with an English network of "
              + english(old.englishTypes(), old.stateWidth())
              + ", this training has one of "
              + english(englishTypes, stateWidth)
              + "; give with --english one like the former to start from it");
    }
  }

  /** As {@link #require(TaggerOptions, List, int)}, but for what the two know of English. */
  void require(TaggerOptions options) {
    if (old.options().readsEnglish()) {
      require(TRANSFER, options);
    }
    ALWAYS.forEach(choice -> require(choice, options));
    if (old.options().readsEnglish()) {
      WITH_ENGLISH.forEach(choice -> require(choice, options));
    }
  }

  /**
   * Checks that the new tagger is to read words as the old one does, but that it may train more
   * layers of the encoder: those begin as the old tagger read them.
   *
   * @throws CanException if not
   */
  void require(@Nullable PretrainedSource reading) {
    boolean reads = StoredReading.isIn(file);
    if (reads ? reading != null && canBecome(reading) : reading == null) {
      return;
    }
    throw new CanException(
        file.where()
            + " reads words through "
            + (reads
                ? describe(StoredReading.encoder(file), StoredReading.options(file))
                : NO_ENCODER)
            + ", this training through "
            + (reading == null
                ? NO_ENCODER
                : describe(StoredReading.encoder(reading.encoder()), reading.options()))
            + "; give the same --encoder, --layers and --pooling, and as many --tune-layers or"
            + " more, to start from it");
  }

  private boolean canBecome(PretrainedSource reading) {
    return StoredReading.encoder(file).equals(StoredReading.encoder(reading.encoder()))
        && StoredReading.options(file).canBecome(reading.options());
  }

  private static String describe(String encoder, PretrainedOptions options) {
    return encoder
        + " (layers "
        + options.first()
        + " to "
        + options.last()
        + ", tuned "
        + options.tuned()
        + ", pooling "
        + text(options.pooling())
        + ")";
  }

  private void require(Choice choice, TaggerOptions options) {
    String found = text(choice.value.apply(old.options()));
    String asked = text(choice.value.apply(options));
    if (!found.equals(asked)) {
      throw new CanException(
          String.format(
              "%s was trained with %s %s, this training has %s; give %2$s %3$s to start from it",
              file.where(), choice.option, found, asked));
    }
  }

  private static String text(Object value) {
    return value.toString().toLowerCase(Locale.ROOT);
  }

  private static String carry(TaggerOptions options) {
    if (options.states()) {
      return options.posteriors() ? "both" : "states";
    }
    return options.posteriors() ? "posteriors" : "neither";
  }

  private static String english(List<String> types, int stateWidth) {
    return "the types " + String.join(", ", types) + " with states of width " + stateWidth;
  }

  /**
   * A new tagger with what the old one has learnt.
   *
   * @param spec of the shape that was {@link #require(TaggerOptions, List, int) required}
   * @param sentences whose words and characters it is to know beside the old ones
   * @param reading the pretrained encoder that was {@link #require(PretrainedSource) required}
   * @param lender what another tagger reads of that encoder; null for none
   * @param random for what the old tagger knows nothing of
   * @throws CanException if the file lacks a weight, or has one of another shape
   */
  Tagger tagger(
      TaggerSpec spec,
      Iterable<? extends List<String>> sentences,
      @Nullable PretrainedSource reading,
      @Nullable PretrainedFeatures lender,
      SplittableRandom random) {
    try (Custody custody = new Custody()) {
      Tagger tagger =
          custody.take(
              Tagger.create(spec, lexicon.extendedBy(sentences), reading, lender, random),
              Tagger::close);
      copyTo(tagger);
      return custody.handOn(tagger);
    }
  }

  private void copyTo(Tagger tagger) {
    Map<String, Tensor> tensors = Tagger.tensors(file);
    for (String name : tagger.weights().names()) {
      if (name.equals(GATED) && !old.options().readsEnglish()) {
        NativeFloats.of(tagger.weights().get(name)).put(new float[size(tagger, name)]);
      }
      if (isNew(name)) {
        continue;
      }
      Axes axes = AXES.getOrDefault(name, FIXED);
      NDArray weight = tagger.weights().get(name);
      long[] shape = weight.getShape().getShape();
      int rows = Math.toIntExact(shape[0]);
      int columns = Math.toIntExact(weight.size() / rows);
      int oldColumns = oldSize(axes.columns, columns);
      long[] oldShape = shape.clone();
      oldShape[0] = oldSize(axes.rows, rows);
      if (shape.length > 1) {
        oldShape[1] = oldSize(axes.columns, Math.toIntExact(shape[1]));
      }
      float[] from = values(tensors, name, oldShape);
      float[] values = weight.toFloatArray();
      int[] oldRows = places(axes.rows, rows, tagger.space());
      int[] places = places(axes.columns, columns, tagger.space());
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          if (oldRows[row] >= 0 && places[column] >= 0) {
            values[row * columns + column] = from[oldRows[row] * oldColumns + places[column]];
          } else if (axes.columns == Axis.INPUT) {
            values[row * columns + column] = 0;
          }
        }
      }
      NativeFloats.of(weight).put(values);
    }
  }

  private static int size(Tagger tagger, String weight) {
    return Math.toIntExact(tagger.weights().get(weight).size());
  }

  private boolean isNew(String weight) {
    return !old.options().readsEnglish() && OF_ENGLISH.stream().anyMatch(weight::startsWith)
        || StoredReading.isFrozenIn(file, weight);
  }

  private float[] values(Map<String, Tensor> tensors, String name, long[] shape) {
    Tensor tensor = tensors.get(name);
    if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
      throw new CanException(
          file.where()
              + ": found "
              + (tensor == null
                  ? "no weight " + name
                  : "weight " + name + " of shape " + Arrays.toString(tensor.shape()))
              + ", expected the shape "
              + Arrays.toString(shape));
    }
    return tensor.toFloats();
  }

  private int oldSize(Axis axis, int size) {
    return switch (axis) {
      case WORDS -> lexicon.words().size();
      case CHARACTERS -> lexicon.characters().size();
      case TAGS -> new TagSpace(old.types()).size();
      case INPUT -> Tagger.inputWidth(old, StoredReading.width(file));
      case FIXED -> size;
    };
  }

  /** For each place on an axis of the new tagger that of the old one, or -1. */
  private int[] places(Axis axis, int size, TagSpace space) {
    if (axis == Axis.TAGS) {
      return space.numbersIn(new TagSpace(old.types()));
    }
    int known = oldSize(axis, size);
    return IntStream.range(0, size).map(i -> i < known ? i : -1).toArray();
  }

  /** What is carried over, in a line. */
  String describe(Tagger tagger) {
    List<String> types = tagger.spec().types();
    StringBuilder text = new StringBuilder("starting from ").append(file.where());
    text.append("; new words: ").append(tagger.lexicon().words().size() - words());
    append(text, "kept types", types.stream().filter(old.types()::contains).toList());
    append(text, "new types", types.stream().filter(type -> !old.types().contains(type)).toList());
    append(
        text, "dropped types", old.types().stream().filter(type -> !types.contains(type)).toList());
    return text.toString();
  }

  private static void append(StringBuilder text, String what, List<String> types) {
    if (!types.isEmpty()) {
      text.append("; ").append(what).append(": ").append(String.join(", ", types));
    }
  }
}
