// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import io.github.canner.Tagging;
import io.github.canner.bundle.ModelFile;
import io.github.canner.corpus.ConllReader;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.pretrained.Pooling;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.pretrained.TinyArchive;
import io.github.canner.tag.PipelineFile;
import io.github.canner.tag.Tagger;
import io.github.canner.tag.TaggerOptions;
import io.github.canner.tag.TaggerPool;
import io.github.canner.tag.TaggerTrainer;
import io.github.canner.tag.Transfer;
import io.github.canner.train.Corpora;
import io.github.canner.train.DiskCache;
import io.github.canner.train.MemoryCheckpoint;
import io.github.canner.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaboratoryTest {
  private static final String CORPUS =
      """
      Asha B-PER
      anaishi O
      Moshi B-LOC

      Leo B-PER
      alikuja O
      Tanga B-LOC

      Ndiyo O
      Neema B-PER

      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeCorpus() throws IOException {
    Files.writeString(folder.resolve("corpus.txt"), CORPUS);
  }

  @Test
  void a_training_goes_on_after_its_last_epoch_to_the_same_result() throws IOException {
    Events broken = new Events(3);
    assertThatThrownBy(() -> laboratory("out", broken).run()).hasMessage("interrupted");
    assertThat(broken.epochs).containsExactly(1, 2, 3);
    assertThat(laboratory("out", new Events(0)).collect().missing()).hasSize(2);

    Events resumed = new Events(0);
    Results results = laboratory("out", resumed).run();
    assertThat(resumed.epochs).containsExactly(3, 4, 1, 2, 3, 4);
    assertThat(results.missing()).isEmpty();

    Events whole = new Events(0);
    Results same = laboratory("other", whole).run();
    assertThat(whole.epochs).hasSize(8);
    results
        .cells()
        .forEach(
            (cell, result) -> {
              assertThat(result.found()).isEqualTo(same.cells().get(cell).found());
              assertThat(result.devF1()).isEqualTo(same.cells().get(cell).devF1());
              assertThat(result.key()).isEqualTo(same.cells().get(cell).key());
            });
  }

  @Test
  void what_is_done_is_not_done_again() throws IOException {
    Events first = new Events(0);
    laboratory("out", first).run();
    assertThat(first.cells).hasSize(2);
    assertThat(first.secondsLeft.get(0)).isPositive();
    assertThat(first.secondsLeft.get(1)).isZero();
    assertThat(folder.resolve("out/cells").toFile().list())
        .hasSize(2)
        .allMatch(name -> name.endsWith(".json"));

    Events second = new Events(0);
    Results results = laboratory("out", second).run();
    assertThat(second.cells).isEmpty();
    assertThat(second.epochs).isEmpty();
    assertThat(results.cells()).hasSize(2);
  }

  @Test
  void several_taggers_decide_together_and_each_is_trained_once() throws IOException {
    Events broken = new Events(0, 6);
    assertThatThrownBy(() -> several("out", broken).run()).hasMessage("interrupted");
    assertThat(broken.epochs).containsExactly(1, 2, 3, 4, 1, 2);
    Events resumed = new Events(0);
    CellResult together = several("out", resumed).run().cells().values().iterator().next();
    assertThat(resumed.epochs).startsWith(2, 3, 4).hasSize(3 + 4);
    assertThat(folder.resolve("out/cells").toFile().list())
        .hasSize(2)
        .allMatch(name -> name.endsWith(".json"));

    Results whole = several("other", new Events(0)).run();
    List<CellResult> results = List.copyOf(whole.cells().values());
    assertThat(results.get(0).found()).isEqualTo(together.found());
    assertThat(results.get(0).key()).isEqualTo(together.key()).isNotEqualTo(results.get(1).key());
    assertThat(together.arm()).contains("2 taggers");
  }

  @Test
  void what_several_taggers_found_is_what_their_mean_scores_say() throws IOException {
    StringBuilder many = new StringBuilder(CORPUS);
    for (String name : List.of("Dar", "Rehema", "ni", "sana", "Juma", "Kilosa", "mji", "12")) {
      many.append(CORPUS.replace("Asha", name).replace("alikuja", name).replace("Tanga", name));
    }
    Files.writeString(folder.resolve("corpus.txt"), many);
    several("out", new Events(0));
    Path file = folder.resolve("experiment.json");
    Files.writeString(
        file, Files.readString(file).replace("\"learningRate\": 0.02", "\"learningRate\": 0.0001"));
    Cell cell = new Cell("swa", WordEncoder.CHARS, new Size(2), "none*2", 1);
    CellResult result = laboratory(file, new Events(0)).run().cells().get(cell);
    Corpus corpus = ConllReader.detecting().read(folder.resolve("corpus.txt"));
    Corpus sample = cell.size().sample(corpus, cell.seed());
    List<Tagger> taggers = new ArrayList<>();
    for (TaggerOptions options : Experiment.read(file).options(cell)) {
      taggers.add(
          new TaggerTrainer(options, new MemoryCheckpoint(), TrainingListener.SILENT)
              .train(sample, corpus, null));
    }
    try (TaggerPool pool = new TaggerPool(taggers)) {
      List<List<String>> sentences =
          corpus.sentences().stream().map(TaggedSentence::tokens).toList();
      List<Tagging> found = pool.tag(sentences, Map.of());
      assertThat(result.found())
          .isEqualTo(CellResult.written(found.stream().map(Tagging::mentions).toList()))
          .isNotEqualTo(
              CellResult.written(
                  taggers.get(0).tag(sentences, List.of()).stream()
                      .map(Tagging::mentions)
                      .toList()));
    }
  }

  @Test
  void another_test_corpus_is_another_result() throws IOException {
    laboratory("out", new Events(0)).run();
    Files.writeString(folder.resolve("corpus.txt"), CORPUS.replace("Tanga", "Lindi"));
    assertThat(laboratory("out", new Events(0)).collect().missing()).hasSize(2);
  }

  @Test
  void each_encoder_trains_its_own_cells_from_its_own_start() throws IOException {
    writeStarts();
    Events first = new Events(0);
    Results results = both("mbert-start", "[2]", first).run();
    assertThat(results.missing()).isEmpty();
    assertThat(first.cells)
        .extracting(cell -> cell.encoder() + " " + cell.arm())
        .containsExactly("chars none", "chars start", "mbert none", "mbert start");
    assertThat(results.cells().values().stream().map(CellResult::key)).doesNotHaveDuplicates();
    assertThat(both("mbert-start", "[2]", new Events(0)).collect().missing()).isEmpty();

    Files.copy(
        folder.resolve("other-start.can"),
        folder.resolve("mbert-start.can"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(both("mbert-start", "[2]", new Events(0)).collect().missing())
        .containsExactly(new Cell("swa", WordEncoder.MBERT, new Size(2), "start", 1));
  }

  @Test
  void an_adapted_encoder_goes_by_its_name() throws IOException {
    writeStarts();
    Files.move(folder.resolve("mbert.can"), folder.resolve("swa-mbert.can"));
    both("mbert-start", "[2]", new Events(0));
    Path file = folder.resolve("both.json");
    Files.writeString(file, Files.readString(file).replace("\"mbert\"", "\"swa-mbert\""));
    Results results = laboratory(file, new Events(0)).run();
    assertThat(results.missing()).isEmpty();
    assertThat(results.cells().keySet())
        .extracting(cell -> cell.encoder() + " " + cell.arm())
        .containsExactly("chars none", "chars start", "swa-mbert none", "swa-mbert start");
  }

  @Test
  void a_start_that_reads_words_in_another_way_is_refused_before_any_training() throws IOException {
    writeStarts();
    Events events = new Events(0);
    assertThatThrownBy(() -> both("chars-start", "[2]", events).run())
        .isInstanceOf(CanException.class)
        .hasMessageContaining("chars-start.can reads words through no pretrained encoder");
    assertThatThrownBy(() -> both("mbert-start", "[1]", events).run())
        .isInstanceOf(CanException.class)
        .hasMessageContaining("layers 2 to 2");
    assertThat(events.cells).isEmpty();
  }

  @Test
  void results_from_before_there_were_encoders_are_those_of_chars() throws IOException {
    Laboratory laboratory = laboratory("out", new Events(0));
    laboratory.run();
    for (Path file : Files.list(folder.resolve("out/cells")).toList()) {
      String text = Files.readString(file);
      assertThat(text).contains("\"encoder\":\"chars\",");
      Files.writeString(file, text.replace("\"encoder\":\"chars\",", ""));
    }
    assertThat(laboratory.collect().missing()).isEmpty();
  }

  private void writeStarts() {
    ModelFile encoder = TinyArchive.encoder(folder.resolve("mbert.can"));
    PretrainedSource source =
        new Reading("mbert", 2, 2, 0, 1e-4f, Pooling.MEAN)
            .source(encoder, new DiskCache(folder.resolve("cache")));
    writeStart("chars-start", 1, trainer -> trainer);
    writeStart("mbert-start", 1, trainer -> trainer.reading(source));
    writeStart("other-start", 2, trainer -> trainer.reading(source));
  }

  private void writeStart(String name, long seed, UnaryOperator<TaggerTrainer> how) {
    TaggerOptions options =
        TaggerOptions.builder()
            .transfer(Transfer.NONE)
            .hidden(8)
            .epochs(1)
            .passes(1)
            .seed(seed)
            .build();
    Corpus corpus = Corpora.of(Set.of(), "[PER Asha] anaishi [LOC Moshi]");
    TaggerTrainer trainer =
        how.apply(new TaggerTrainer(options, new MemoryCheckpoint(), TrainingListener.SILENT));
    try (Tagger tagger = trainer.train(corpus, corpus, null)) {
      PipelineFile.writer("swa", tagger).write(folder.resolve(name + ".can"));
    }
  }

  private Laboratory laboratory(String output, ExperimentListener listener) throws IOException {
    Path file = folder.resolve("experiment.json");
    Files.writeString(
        file,
        """
        {"output": "OUTPUT",
         "languages": [{"language": "swa",
           "train": "corpus.txt", "dev": "corpus.txt", "test": "corpus.txt"}],
         "sizes": [2], "arms": ["none"], "seeds": [1, 2],
         "training": [{"hidden": 8, "epochs": 4, "passes": 5, "learningRate": 0.02}]}
        """
            .replace("OUTPUT", output));
    return laboratory(file, listener);
  }

  /** An experiment of one seed, with two taggers and with one of them. */
  private Laboratory several(String output, ExperimentListener listener) throws IOException {
    laboratory(output, listener);
    Path file = folder.resolve("experiment.json");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("[\"none\"]", "[\"none*2\", \"none\"]")
            .replace("[1, 2]", "[1]"));
    return laboratory(file, listener);
  }

  /** An experiment with two encoders and a start for each. */
  private Laboratory both(String start, String layers, ExperimentListener listener)
      throws IOException {
    Path file = folder.resolve("both.json");
    Files.writeString(
        file,
        """
        {"output": "both",
         "languages": [{"language": "swa",
           "train": "corpus.txt", "dev": "corpus.txt", "test": "corpus.txt",
           "start": {"chars": "chars-start.can", "mbert": "START.can"}}],
         "encoders": ["chars", "mbert"],
         "sizes": [2], "arms": ["none", "start"], "seeds": [1],
         "training": [{"hidden": 8, "epochs": 2, "passes": 2, "learningRate": 0.02},
           {"encoders": ["mbert"], "layers": LAYERS}]}
        """
            .replace("START", start)
            .replace("LAYERS", layers));
    return laboratory(file, listener);
  }

  private Laboratory laboratory(Path file, ExperimentListener listener) {
    return new Laboratory(
        Experiment.read(file),
        new DiskCache(folder.resolve("cache")),
        name -> ModelFile.open(folder.resolve(name + ".can")),
        listener);
  }

  /** Remembers what happened, and breaks a training off before an epoch. */
  private static final class Events implements ExperimentListener {
    private final int breakAt;
    private final int breakAfter;
    private final List<Integer> epochs = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();
    private final List<Double> secondsLeft = new ArrayList<>();

    Events(int breakAt) {
      this(breakAt, 0);
    }

    /** Breaks off before the first epoch of a number, or before so many epochs of any. */
    Events(int breakAt, int breakAfter) {
      this.breakAt = breakAt;
      this.breakAfter = breakAfter;
    }

    @Override
    public void cellStarted(Cell cell, int number, int missing) {
      cells.add(cell);
    }

    @Override
    public void epochStarted(int epoch, int count, long units) {
      epochs.add(epoch);
      if (epoch == breakAt || epochs.size() == breakAfter) {
        throw new IllegalStateException("interrupted");
      }
    }

    @Override
    public void cellEnded(Cell cell, double f1, double seconds, double left) {
      secondsLeft.add(left);
    }
  }
}
