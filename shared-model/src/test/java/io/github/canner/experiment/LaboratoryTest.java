// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.train.DiskCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  void another_test_corpus_is_another_result() throws IOException {
    laboratory("out", new Events(0)).run();
    Files.writeString(folder.resolve("corpus.txt"), CORPUS.replace("Tanga", "Lindi"));
    assertThat(laboratory("out", new Events(0)).collect().missing()).hasSize(2);
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
    return new Laboratory(Experiment.read(file), new DiskCache(folder.resolve("cache")), listener);
  }

  /** Remembers what happened, and breaks the first training off before an epoch. */
  private static final class Events implements ExperimentListener {
    private final int breakAt;
    private final List<Integer> epochs = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();
    private final List<Double> secondsLeft = new ArrayList<>();

    Events(int breakAt) {
      this.breakAt = breakAt;
    }

    @Override
    public void cellStarted(Cell cell, int number, int missing) {
      cells.add(cell);
    }

    @Override
    public void epochStarted(int epoch, int count, long units) {
      epochs.add(epoch);
      if (epoch == breakAt) {
        throw new IllegalStateException("interrupted");
      }
    }

    @Override
    public void cellEnded(Cell cell, double f1, double seconds, double left) {
      secondsLeft.add(left);
    }
  }
}
