// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.canner.CanException;
import io.github.canner.Tagging;
import io.github.canner.bundle.ModelFile;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.evaluate.SpanReport;
import io.github.canner.evaluate.SpanScorer;
import io.github.canner.nn.BatchLoss;
import io.github.canner.nn.Custody;
import io.github.canner.nn.TagSpace;
import io.github.canner.nn.Weights;
import io.github.canner.nn.WordLexicon;
import io.github.canner.nn.WordNoise;
import io.github.canner.pretrained.PretrainedFeatures;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.pretrained.ReadBatch;
import io.github.canner.train.Batches;
import io.github.canner.train.Checkpoint;
import io.github.canner.train.Fingerprint;
import io.github.canner.train.Schedule;
import io.github.canner.train.TrainingListener;
import io.github.canner.train.TrainingLoop;
import io.github.canner.train.TrainingPlan;
import io.github.canner.transfer.EnglishView;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Trains a {@link Tagger}. The same options and sentences give the same weights on the same
 * machine, where layers of a pretrained encoder are trained too on one thread of the engine only.
 */
public final class TaggerTrainer {
  private static final float WARM_UP = 0.05f;
  private static final float FLOOR = 0.03f;
  private static final float BETA2 = 0.999f;
  private static final float MAX_NORM = 5;
  private static final int LARGEST_BATCH = 32;
  private static final int SMALLEST_BATCH = 8;
  private static final int SENTENCES_A_BATCH = 32;
  private static final int STEPS = 1400;
  private static final int FEWEST_PASSES = 16;
  private static final int EPOCHS = 20;
  private static final long MOST_PASSES = 10_000;
  private static final int MOST_WORDS = 30_000;

  private final TaggerOptions options;
  private final Checkpoint checkpoint;
  private final TrainingListener listener;
  private final @Nullable ModelFile start;
  private final @Nullable PretrainedSource reading;
  private final @Nullable PretrainedFeatures lender;

  /**
   * A trainer with these options.
   *
   * @param checkpoint where an interrupted training goes on, and where this one leaves its state
   *     after each epoch
   */
  public TaggerTrainer(TaggerOptions options, Checkpoint checkpoint, TrainingListener listener) {
    this(options, checkpoint, listener, null, null, null);
  }

  private TaggerTrainer(
      TaggerOptions options,
      Checkpoint checkpoint,
      TrainingListener listener,
      @Nullable ModelFile start,
      @Nullable PretrainedSource reading,
      @Nullable PretrainedFeatures lender) {
    this.checkpoint = checkpoint;
    this.options = options;
    this.listener = listener;
    this.start = start;
    this.reading = reading;
    this.lender = lender;
  }

  /**
   * A trainer like this one whose taggers start from the weights of a tagger that was trained
   * before, rather than from random ones. They find the types of the new corpora: what the old
   * tagger knows of these is carried over, its other types are dropped. They know all words of the
   * old tagger beside the new ones.
   *
   * @param file a file of a pipeline; its tagger must fit, see {@link #requireStart}
   */
  public TaggerTrainer startingFrom(ModelFile file) {
    return new TaggerTrainer(options, checkpoint, listener, file, reading, lender);
  }

  /** A trainer like this one whose taggers read words through a pretrained encoder. */
  public TaggerTrainer reading(PretrainedSource source) {
    return new TaggerTrainer(options, checkpoint, listener, start, source, lender);
  }

  /**
   * A trainer like this one whose taggers share the pretrained encoder in memory with another
   * tagger; without such an encoder this changes nothing. Training throws an {@link
   * IllegalArgumentException} where the two do not read the same encoder alike.
   *
   * @param other one that a trainer gave, not one loaded from a file; to be open when a training
   *     begins; each then closes without the other
   */
  public TaggerTrainer sharing(Tagger other) {
    return new TaggerTrainer(options, checkpoint, listener, start, reading, other.pretrained());
  }

  /**
   * Checks that a training can start from the tagger of a file, which must be of the same shape but
   * for its words and types.
   *
   * @param options of the new training
   * @param englishTypes the types of its English encoder; not read without transfer
   * @param stateWidth the width of the encoder's states; not read without transfer
   * @throws CanException if the file holds no tagger, or one of another shape
   */
  public static void requireStart(
      ModelFile file, TaggerOptions options, List<String> englishTypes, int stateWidth) {
    new WarmStart(file).require(options, englishTypes, stateWidth);
  }

  /**
   * As {@link #requireStart}, but for what the two know of English, for which networks must be
   * there.
   *
   * @throws CanException if the file holds no tagger, or one of another shape
   */
  public static void requireShape(ModelFile file, TaggerOptions options) {
    new WarmStart(file).require(options);
  }

  /**
   * Checks that a training can start from the tagger of a file as far as its encoder goes.
   *
   * @param reading the pretrained encoder of the training; null for none
   * @throws CanException if the file holds no tagger, or one that reads words in another way
   */
  public static void requireReading(ModelFile file, @Nullable PretrainedSource reading) {
    new WarmStart(file).require(reading);
  }

  /**
   * What English knows of a corpus.
   *
   * @param types the types of the English encoder
   * @param stateWidth the width of its states
   * @param train one view for each training sentence
   * @param dev one view for each development sentence
   */
  public record English(
      List<String> types, int stateWidth, List<EnglishView> train, List<EnglishView> dev) {}

  /**
   * Trains on one corpus and keeps the weights that are best on another, rounded to half precision.
   *
   * @param english what English knows of both; null without transfer
   * @throws CanException if there is nothing to learn, if the corpus to choose by is empty or words
   *     of it are not annotated, or if the tagger to start from does not fit
   */
  public Tagger train(Corpus train, Corpus dev, @Nullable English english) {
    dev.requireToChooseBy();
    if (options.readsEnglish() != (english != null)) {
      throw new IllegalArgumentException(
          "views of English are needed for transfer, and only for it");
    }
    TaggerSpec spec =
        new TaggerSpec(
            options,
            types(train, dev),
            english == null ? List.of() : english.types,
            english == null ? 0 : english.stateWidth);
    List<List<String>> text = tokens(train);
    WarmStart from = start == null ? null : new WarmStart(start);
    try (Custody custody = new Custody()) {
      Tagger tagger = custody.take(untrained(spec, text, from), Tagger::close);
      if (from != null) {
        listener.message(from.describe(tagger));
      }
      if (english != null) {
        tellUnknownTypes(spec);
      }
      read(tagger, train, dev);
      Function<SplittableRandom, WordNoise> words =
          WordNoise.of(
              tagger.lexicon(), from == null ? 0 : from.words(), text, options.wordNoise());
      int batch = batch(text.size());
      new TrainingLoop(
              new Task(tagger, train, dev, english, words, batch),
              plan(text.size(), batch),
              checkpoint,
              listener)
          .run(fingerprint(spec, train, dev, english));
      tagger.weights().roundToHalf();
      return custody.handOn(tagger);
    }
  }

  /** Of such types English states are carried over, but no votes. */
  private void tellUnknownTypes(TaggerSpec spec) {
    List<String> unknown = new ArrayList<>(spec.types());
    unknown.removeAll(spec.englishTypes());
    if (!unknown.isEmpty()) {
      listener.message(
          "the English network does not know the types "
              + String.join(", ", unknown)
              + "; it knows "
              + String.join(", ", spec.englishTypes()));
    }
  }

  private Tagger untrained(TaggerSpec spec, List<List<String>> text, @Nullable WarmStart from) {
    SplittableRandom random = new SplittableRandom(options.seed());
    if (from == null) {
      return Tagger.create(spec, WordLexicon.of(text, 1, MOST_WORDS), reading, lender, random);
    }
    from.require(options, spec.englishTypes(), spec.stateWidth());
    from.require(reading);
    return from.tagger(spec, text, reading, lender, random);
  }

  private void read(Tagger tagger, Corpus train, Corpus dev) {
    PretrainedFeatures pretrained = tagger.pretrained();
    if (reading != null && pretrained != null) {
      pretrained.prepare(reading, tokens(train), tokens(dev), listener);
    }
  }

  static List<List<String>> tokens(Corpus corpus) {
    return corpus.sentences().stream().map(TaggedSentence::tokens).toList();
  }

  /**
   * Strict scores of a tagger over the types that the corpus annotates.
   *
   * @param views not read without transfer
   */
  public static SpanReport score(Tagger tagger, Corpus corpus, List<EnglishView> views) {
    return score(corpus, tagger.tag(tokens(corpus), views));
  }

  /** Strict scores of what was found in the sentences of a corpus. */
  static SpanReport score(Corpus corpus, List<Tagging> taggings) {
    return SpanScorer.score(
        corpus.sentences().stream().map(TaggedSentence::mentions).toList(),
        taggings.stream().map(tagging -> corpus.scored(tagging.mentions())).toList());
  }

  /**
   * Small sets are read in small batches and often, so that there are steps enough to learn from.
   */
  private int batch(int sentences) {
    return options.batch() > 0
        ? options.batch()
        : Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, sentences / SENTENCES_A_BATCH));
  }

  private TrainingPlan plan(int sentences, int batch) {
    int allPasses =
        Math.max(FEWEST_PASSES, (int) Math.min(MOST_PASSES, (long) STEPS * batch / sentences));
    int epochs = options.epochs() > 0 ? options.epochs() : Math.min(EPOCHS, allPasses);
    int passes = options.passes() > 0 ? options.passes() : (allPasses + epochs - 1) / epochs;
    return new TrainingPlan(
        options.seed(),
        epochs,
        passes,
        options.patience(),
        steps -> Schedule.rising(options.learningRate(), WARM_UP, steps, FLOOR),
        BETA2,
        MAX_NORM,
        options.averaging());
  }

  private String fingerprint(TaggerSpec spec, Corpus train, Corpus dev, @Nullable English english) {
    Fingerprint fingerprint = new Fingerprint().add(spec);
    fingerprint.add(train).add(dev);
    if (start != null) {
      fingerprint.add(start.contentHash());
    }
    if (reading != null) {
      reading.addTo(fingerprint);
    }
    if (english != null) {
      Stream.concat(english.train.stream(), english.dev.stream())
          .forEach(view -> fingerprint.add(view.states()).add(view.posteriors()).add(view.mass()));
    }
    return fingerprint.hex();
  }

  private static List<String> types(Corpus train, Corpus dev) {
    SortedSet<String> types = train.types();
    if (types.isEmpty()) {
      throw new CanException(
          "no mention in " + train.report().source() + ", expected some to learn from");
    }
    types.addAll(dev.types());
    return List.copyOf(types);
  }

  private final class Task implements TrainingLoop.Task {
    private final Tagger tagger;
    private final List<TaggedSentence> train;
    private final Corpus dev;
    private final @Nullable English english;
    private final Function<SplittableRandom, WordNoise> words;
    private final int batchSize;
    private final List<boolean[]> allowed = new ArrayList<>();

    Task(
        Tagger tagger,
        Corpus train,
        Corpus dev,
        @Nullable English english,
        Function<SplittableRandom, WordNoise> words,
        int batchSize) {
      this.tagger = tagger;
      this.train = train.sentences();
      this.dev = dev;
      this.english = english;
      this.words = words;
      this.batchSize = batchSize;
      TagSpace space = tagger.space();
      for (TaggedSentence sentence : train.sentences()) {
        allowed.add(space.allowed(sentence, train.unlabelled()));
      }
    }

    @Override
    public Weights weights() {
      return tagger.weights();
    }

    @Override
    public List<int[]> batches(SplittableRandom random) {
      return Batches.shuffled(train.size(), this::units, Integer.MAX_VALUE, batchSize, random);
    }

    @Override
    public List<int[]> parts(int[] batch) {
      PretrainedFeatures pretrained = tagger.pretrained();
      return pretrained == null ? List.of(batch) : pretrained.parts(batch, this::units);
    }

    @Override
    public int units(int example) {
      return train.get(example).tokens().size();
    }

    @Override
    public BatchLoss loss(NDManager manager, int[] batch, SplittableRandom random) {
      List<List<String>> sentences = new ArrayList<>();
      List<EnglishView> views = new ArrayList<>();
      boolean[][] rows = new boolean[batch.length][];
      for (int i = 0; i < batch.length; i++) {
        sentences.add(train.get(batch[i]).tokens());
        rows[i] = allowed.get(batch[i]);
        if (english != null) {
          views.add(english.train.get(batch[i]));
        }
      }
      TaggerOptions options = tagger.spec().options();
      TagNoise noise =
          new TagNoise(
              words.apply(random), options.sourceDropout(), options.englishDropout(), random);
      NDArray emissions = tagger.emissions(manager, new ReadBatch(sentences), views, noise);
      return tagger.labeller().crf().loss(emissions, rows);
    }

    @Override
    public Schedule schedule(String weight, Schedule common) {
      PretrainedFeatures pretrained = tagger.pretrained();
      return reading == null || pretrained == null
          ? common
          : pretrained.schedule(weight, common, reading);
    }

    @Override
    public double devScore() {
      return score(tagger, dev, english == null ? List.of() : english.dev).overall().f1();
    }
  }
}
