// SPDX-License-Identifier: Apache-2.0
package io.github.canner.english;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.canner.CanException;
import io.github.canner.Mention;
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
import io.github.canner.train.Batches;
import io.github.canner.train.Checkpoint;
import io.github.canner.train.Fingerprint;
import io.github.canner.train.Schedule;
import io.github.canner.train.TrainingListener;
import io.github.canner.train.TrainingLoop;
import io.github.canner.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Trains a {@link LightEnglishEncoder} on corpora that need not all annotate the same types. */
public final class EnglishTrainer {
  private static final float WARM_UP = 0.05f;
  private static final float FLOOR = 0.02f;
  private static final float BETA2 = 0.999f;
  private static final float MAX_NORM = 5;

  private final EnglishOptions options;
  private final Checkpoint checkpoint;
  private final TrainingListener listener;
  private final @Nullable PretrainedSource reading;

  /**
   * A trainer with these options.
   *
   * @param checkpoint where an interrupted training goes on, and where this one leaves its state
   *     after each epoch
   */
  public EnglishTrainer(EnglishOptions options, Checkpoint checkpoint, TrainingListener listener) {
    this(options, checkpoint, listener, null);
  }

  private EnglishTrainer(
      EnglishOptions options,
      Checkpoint checkpoint,
      TrainingListener listener,
      @Nullable PretrainedSource reading) {
    this.checkpoint = checkpoint;
    this.options = options;
    this.listener = listener;
    this.reading = reading;
  }

  /** A trainer like this one whose encoders read words through a pretrained encoder. */
  public EnglishTrainer reading(PretrainedSource source) {
    return new EnglishTrainer(options, checkpoint, listener, source);
  }

  /**
   * Trains on all corpora together and keeps the weights that are best on another, rounded to half
   * precision. The same options and corpora give the same weights on the same machine, where layers
   * of a pretrained encoder are trained too on one thread of the engine only.
   *
   * @param corpora the first one gives the types to learn; each other one should annotate or
   *     declare unlabelled every one of them, and the listener is told of those that it does not
   * @param dev the sentences to choose by; types that it leaves unlabelled are not counted
   * @throws CanException if the first corpus has no mentions, if another annotates a type that the
   *     first one does not, or if the corpus to choose by is empty or words of it are not annotated
   */
  public LightEnglishEncoder train(List<Corpus> corpora, Corpus dev) {
    dev.requireToChooseBy();
    TagSpace space = new TagSpace(types(corpora));
    List<Example> examples = examples(space, corpora);
    List<List<String>> text = examples.stream().map(Example::tokens).toList();
    WordLexicon lexicon = WordLexicon.of(text, options.minimumCount(), options.maximumWords());
    Function<SplittableRandom, WordNoise> words = WordNoise.of(lexicon, text, options.wordNoise());
    TrainingPlan plan =
        new TrainingPlan(
            options.seed(),
            options.epochs(),
            1,
            options.epochs(),
            steps -> Schedule.rising(options.learningRate(), WARM_UP, steps, FLOOR),
            BETA2,
            MAX_NORM,
            options.averaging());
    try (Custody custody = new Custody()) {
      LightEnglishEncoder encoder =
          custody.take(
              LightEnglishEncoder.create(
                  space, lexicon, options, reading, new SplittableRandom(options.seed())),
              LightEnglishEncoder::close);
      PretrainedFeatures pretrained = encoder.pretrained();
      if (reading != null && pretrained != null) {
        pretrained.prepare(reading, text, tokens(dev), listener);
      }
      new TrainingLoop(new Task(encoder, examples, dev, words), plan, checkpoint, listener)
          .run(fingerprint(corpora, dev));
      encoder.weights().roundToHalf();
      return custody.handOn(encoder);
    }
  }

  /**
   * Strict scores over the types that the corpus annotates; predictions of types that it leaves
   * unlabelled are not counted.
   */
  public static SpanReport score(LightEnglishEncoder encoder, Corpus corpus) {
    List<List<Mention>> predicted =
        encoder.tag(tokens(corpus)).stream().map(corpus::scored).toList();
    return SpanScorer.score(
        corpus.sentences().stream().map(TaggedSentence::mentions).toList(), predicted);
  }

  private static List<List<String>> tokens(Corpus corpus) {
    return corpus.sentences().stream().map(TaggedSentence::tokens).toList();
  }

  private String fingerprint(List<Corpus> corpora, Corpus dev) {
    Fingerprint fingerprint = new Fingerprint().add(options);
    corpora.forEach(fingerprint::add);
    fingerprint.add(dev);
    if (reading != null) {
      reading.addTo(fingerprint);
    }
    return fingerprint.hex();
  }

  private static List<String> types(List<Corpus> corpora) {
    Set<String> types = corpora.get(0).types();
    if (types.isEmpty()) {
      throw new CanException(
          "no mention in " + corpora.get(0).report().source() + ", expected some to learn from");
    }
    return List.copyOf(types);
  }

  private void tellMissingTypes(TagSpace space, Corpus corpus) {
    Set<String> missing = new TreeSet<>(space.types());
    missing.removeAll(corpus.types());
    missing.removeAll(corpus.unlabelled());
    if (!missing.isEmpty()) {
      listener.message(
          corpus.report().source()
              + " has no mention of "
              + String.join(", ", missing)
              + " and so teaches that its words are none; declare unlabelled what it does not"
              + " annotate");
    }
  }

  private List<Example> examples(TagSpace space, List<Corpus> corpora) {
    List<Example> examples = new ArrayList<>();
    for (Corpus corpus : corpora) {
      corpus.requireNoTypesBut(space.types());
      tellMissingTypes(space, corpus);
      for (TaggedSentence sentence : corpus.sentences()) {
        examples.add(new Example(sentence.tokens(), space.allowed(sentence, corpus.unlabelled())));
      }
    }
    return examples;
  }

  private record Example(List<String> tokens, boolean[] allowed) {}

  private final class Task implements TrainingLoop.Task {
    private final LightEnglishEncoder encoder;
    private final List<Example> examples;
    private final Corpus dev;
    private final Function<SplittableRandom, WordNoise> words;
    private final CaseNoise letters;

    Task(
        LightEnglishEncoder encoder,
        List<Example> examples,
        Corpus dev,
        Function<SplittableRandom, WordNoise> words) {
      this.encoder = encoder;
      this.examples = examples;
      this.dev = dev;
      this.words = words;
      this.letters = new CaseNoise(options.lowerCased(), options.upperCased());
    }

    @Override
    public Weights weights() {
      return encoder.weights();
    }

    @Override
    public List<int[]> batches(SplittableRandom random) {
      return Batches.shuffled(
          examples.size(), this::units, Integer.MAX_VALUE, options.batch(), random);
    }

    @Override
    public List<int[]> parts(int[] batch) {
      PretrainedFeatures pretrained = encoder.pretrained();
      return pretrained == null ? List.of(batch) : pretrained.parts(batch, this::units);
    }

    @Override
    public int units(int example) {
      return examples.get(example).tokens.size();
    }

    @Override
    public BatchLoss loss(NDManager manager, int[] batch, SplittableRandom random) {
      List<List<String>> sentences = new ArrayList<>();
      boolean[][] allowed = new boolean[batch.length][];
      for (int i = 0; i < batch.length; i++) {
        sentences.add(letters.apply(examples.get(batch[i]).tokens, random));
        allowed[i] = examples.get(batch[i]).allowed;
      }
      NDArray emissions =
          encoder.emissions(manager, sentences, options.dropout(), words.apply(random));
      return encoder.labeller().crf().loss(emissions, allowed);
    }

    @Override
    public Schedule schedule(String weight, Schedule common) {
      PretrainedFeatures pretrained = encoder.pretrained();
      return reading == null || pretrained == null
          ? common
          : pretrained.schedule(weight, common, reading);
    }

    @Override
    public double devScore() {
      return score(encoder, dev).overall().f1();
    }
  }
}
