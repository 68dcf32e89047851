// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.CorpusReport;
import io.github.canner.corpus.CorpusSpec;
import io.github.canner.corpus.HeldOut;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.corpus.TemporaryFiles;
import io.github.canner.tag.PipelineTraining;
import io.github.canner.train.MemoryCheckpoint;
import io.github.canner.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import opennlp.tools.ml.AbstractTrainer;
import opennlp.tools.ml.SequenceTrainer;
import opennlp.tools.ml.model.Sequence;
import opennlp.tools.ml.model.SequenceClassificationModel;
import opennlp.tools.ml.model.SequenceStream;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.util.TrainingParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a Canner model where OpenNLP trains its own: in {@code TokenNameFinderTrainer}, {@code
 * TokenNameFinderCrossValidator} and {@code NameFinderME.train}, by {@code
 * Algorithm=io.github.canner.opennlp.CanTrainer} among the training parameters. The other keys, of
 * which unknown ones are errors:
 *
 * <ul>
 *   <li>{@code Language}: the ISO 639-3 code of the text; must be given.
 *   <li>{@code Transfer}: {@code converse}, which is the default, to read English through a
 *       translator's attention; or {@code none}.
 *   <li>{@code Translator}, {@code English}: files that {@code can train-translator} and {@code can
 *       train-english} wrote. Both are needed for transfer, or {@code StartFrom}.
 *   <li>{@code StartFrom}: a file that {@code can train} wrote, or {@code default} for the Finnish
 *       model that ships with Canner, to start from its tagger and take translator and English
 *       encoder from it.
 *   <li>{@code Encoder}: how words become vectors: {@code chars}, which is the default, {@code
 *       mbert}, or another encoder, as of {@code can train}; it is read as usual there.
 *   <li>{@code Epochs}, {@code Passes}, {@code Batch}, {@code Patience}, {@code LearningRate},
 *       {@code Dropout}, {@code Hidden}, {@code Seed}: as the options of {@code can train}.
 *   <li>{@code Dev}: a CoNLL file to choose the best epoch on. Without it the share {@code
 *       DevShare} of the training sentences, 0.1 by default, is held out for that.
 *   <li>{@code Cache}: the folder that keeps translations and encodings, as of {@code can train}.
 * </ul>
 *
 * <p>{@code Iterations} and {@code Cutoff} mean nothing here, and are refused but for the values
 * that OpenNLP puts in by itself. OpenNLP hands no {@code -type} and no {@code -lang} to trainers
 * of this kind. For OpenNLP 2; a trainer for OpenNLP 3 would have to be compiled against that.
 */
public final class CanTrainer extends AbstractTrainer implements SequenceTrainer {
  private static final Logger LOG = LoggerFactory.getLogger(CanTrainer.class);

  private @Nullable TrainerSettings settings;

  /** For OpenNLP, which makes several only to see what they are. */
  public CanTrainer() {}

  /**
   * Takes the training parameters.
   *
   * @throws CanException if there is an unknown key, a value that cannot be, or one missing
   */
  @Override
  public void init(TrainingParameters parameters, Map<String, String> report) {
    super.init(parameters, report);
    settings = TrainerSettings.of(parameters.getObjectSettings());
  }

  /**
   * Trains on name samples.
   *
   * @throws CanException if a file cannot be read or there is nothing to learn
   * @throws IOException if the samples cannot be read
   */
  @Override
  public <T> SequenceClassificationModel train(SequenceStream<T> samples) throws IOException {
    if (settings == null) {
      throw new IllegalStateException("a trainer needs its parameters: call init");
    }
    List<TaggedSentence> sentences = read(samples);
    CorpusSpec devFile = settings.dev();
    Corpora corpora =
        devFile == null
            ? Corpora.split(sentences, settings.devShare(), settings.options().seed())
            : new Corpora(corpus(sentences), devFile.read());
    LOG.info("{}", corpora.train.report().describe());
    LOG.info("{}", corpora.dev.report().describe());
    CanNameFinderModel model = train(settings, corpora);
    addToReport("OpenNLP-Version", OpenNlpExport.OPENNLP_VERSION);
    model.about().forEach(this::addToReport);
    return model;
  }

  private static <T> List<TaggedSentence> read(SequenceStream<T> samples) throws IOException {
    List<TaggedSentence> sentences = new ArrayList<>();
    for (Sequence<T> next = samples.read(); next != null; next = samples.read()) {
      if (!(next.getSource() instanceof NameSample sample)) {
        throw new IllegalArgumentException(
            "found " + next.getSource() + " to learn from, expected a name sample");
      }
      if (sample.getSentence().length > 0) {
        sentences.add(NameSamples.fromOpenNlp(sample).repaired());
      }
    }
    return sentences;
  }

  private record Corpora(Corpus train, Corpus dev) {

    static Corpora split(List<TaggedSentence> sentences, double share, long seed) {
      if (sentences.size() < 2) {
        throw new CanException(
            "found "
                + sentences.size()
                + " sentences to learn from, expected 2 at least, or a corpus Dev among the"
                + " training parameters");
      }
      int held = Math.max(1, (int) Math.round(share * sentences.size()));
      HeldOut<TaggedSentence> parts = HeldOut.draw(sentences, held, seed);
      return new Corpora(corpus(parts.train()), corpus(parts.held()));
    }
  }

  private static Corpus corpus(List<TaggedSentence> sentences) {
    return new Corpus(sentences, Set.of(), CorpusReport.of("the samples of OpenNLP", sentences));
  }

  private static CanNameFinderModel train(TrainerSettings settings, Corpora corpora)
      throws IOException {
    return stored(
        settings
            .training()
            .train(text(corpora.train), text(corpora.dev), new MemoryCheckpoint(), new EpochLog())
            .file());
  }

  private static PipelineTraining.Text text(Corpus corpus) {
    return new PipelineTraining.Text(corpus, corpus.report().describe());
  }

  private static CanNameFinderModel stored(ModelFileWriter writer) throws IOException {
    Path file = TemporaryFiles.create(".can");
    try {
      writer.write(file);
      return CanNameFinderModel.load(file);
    } finally {
      TemporaryFiles.delete(file);
    }
  }

  /** Tells of each epoch, as OpenNLP's trainers do of their iterations. */
  private static final class EpochLog implements TrainingListener {
    private int epochs;

    @Override
    public void message(String text) {
      LOG.info("{}", text);
    }

    @Override
    public void epochStarted(int number, int all, long units) {
      epochs = all;
    }

    @Override
    public void epochEnded(int number, double loss, double score, boolean best) {
      LOG.info(
          "epoch {} of {}: loss {}, F1 {}{}",
          number,
          epochs,
          String.format(Locale.ROOT, "%.4f", loss),
          String.format(Locale.ROOT, "%.4f", score),
          best ? ", the best so far" : "");
    }
  }
}
