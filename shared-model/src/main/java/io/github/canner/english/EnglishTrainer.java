package io.github.canner.english;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.canner.Mention;
import io.github.canner.nn.CrfLayer.BatchLoss;
import io.github.canner.nn.TagSpace;
import io.github.canner.nn.Weights;
import io.github.canner.nn.WordLexicon;
import io.github.canner.nn.WordNoise;
import io.github.canner.train.AnnotatedSentence;
import io.github.canner.train.MicroF1;
import io.github.canner.train.Schedule;
import io.github.canner.train.TrainingListener;
import io.github.canner.train.TrainingLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Trains a {@link LightEnglishEncoder} on sentences whose annotators need not all have marked the same types. */
public final class EnglishTrainer {
  private static final float WARMUP = 0.05f;
  private static final float FINAL_SHARE = 0.02f;
  private static final float MAX_NORM = 5;

  private final EnglishOptions options;
  private final TrainingListener listener;

  /** A trainer with these options. */
  public EnglishTrainer(EnglishOptions options, TrainingListener listener) {
    this.options = options;
    this.listener = listener;
  }

  /**
   * Trains on these sentences and keeps the weights that are best on others. The same options and sentences give the same
   * weights on the same machine.
   *
   * @param types the entity types to learn; each mention has one of them
   * @param train the sentences to learn from, none of them empty
   * @param dev the sentences to choose by; types that these leave unlabelled are not counted in them
   */
  public LightEnglishEncoder train(List<String> types, List<AnnotatedSentence> train, List<AnnotatedSentence> dev) {
    SplittableRandom random = new SplittableRandom(options.seed());
    Engine.getEngine("PyTorch").setRandomSeed(Math.toIntExact(options.seed()));
    List<List<String>> text = train.stream().map(AnnotatedSentence::tokens).toList();
    WordLexicon lexicon = WordLexicon.of(text, options.minimumCount(), options.maximumWords());
    LightEnglishEncoder encoder =
        LightEnglishEncoder.create(new TagSpace(types), lexicon, options, random.split());
    Task task = new Task(encoder, train, dev, new WordNoise(lexicon, text, options.wordNoise(), random.split()),
        new CaseNoise(options.lowerCased(), options.upperCased(), random.split()));
    int stepsAnEpoch = (train.size() + options.batch() - 1) / options.batch();
    Schedule schedule =
        new Schedule(
            stepsAnEpoch * options.epochs(),
            options.epochs(),
            options.batch(),
            options.learningRate(),
            WARMUP,
            FINAL_SHARE,
            options.epochs(),
            MAX_NORM,
            0,
            options.averaging());
    new TrainingLoop(task, schedule, listener).run(random.split());
    return encoder;
  }

  private final class Task implements TrainingLoop.Task {
    private final LightEnglishEncoder encoder;
    private final List<AnnotatedSentence> train;
    private final List<AnnotatedSentence> dev;
    private final WordNoise wordNoise;
    private final CaseNoise caseNoise;
    private final List<boolean[]> allowed = new ArrayList<>();

    Task(
        LightEnglishEncoder encoder,
        List<AnnotatedSentence> train,
        List<AnnotatedSentence> dev,
        WordNoise wordNoise,
        CaseNoise caseNoise) {
      this.encoder = encoder;
      this.train = train;
      this.dev = dev;
      this.wordNoise = wordNoise;
      this.caseNoise = caseNoise;
      TagSpace space = encoder.space();
      for (AnnotatedSentence sentence : train) {
        int[] tags = space.encode(sentence.mentions(), sentence.tokens().size());
        allowed.add(space.allowed(tags, sentence.unlabelled()));
      }
    }

    @Override
    public Weights weights() {
      return encoder.weights();
    }

    @Override
    public int size() {
      return train.size();
    }

    @Override
    public int length(int example) {
      return train.get(example).tokens().size();
    }

    @Override
    public BatchLoss loss(NDManager manager, int[] examples) {
      List<List<String>> sentences = new ArrayList<>();
      boolean[][] tags = new boolean[examples.length][];
      for (int i = 0; i < examples.length; i++) {
        sentences.add(caseNoise.apply(train.get(examples[i]).tokens()));
        tags[i] = allowed.get(examples[i]);
      }
      NDArray emissions = encoder.emissions(manager, sentences, options.dropout(), wordNoise);
      return encoder.labeller().crf().loss(emissions, tags);
    }

    @Override
    public double devScore() {
      return f1(encoder, dev);
    }
  }

  /**
   * Strict span F1 over the labelled types.
   *
   * @param sentences predicted mentions of types that these leave unlabelled are not counted
   */
  public static double f1(LightEnglishEncoder encoder, List<AnnotatedSentence> sentences) {
    MicroF1 f1 = new MicroF1();
    List<List<Mention>> predicted = encoder.tag(sentences.stream().map(AnnotatedSentence::tokens).toList());
    for (int i = 0; i < sentences.size(); i++) {
      AnnotatedSentence sentence = sentences.get(i);
      f1.add(
          sentence.mentions(),
          predicted.get(i).stream().filter(m -> !sentence.unlabelled().contains(m.type())).toList());
    }
    return f1.value();
  }
}
