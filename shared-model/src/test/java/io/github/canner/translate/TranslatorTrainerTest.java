// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.train.Checkpoint;
import io.github.canner.train.FileCheckpoint;
import io.github.canner.train.MemoryCheckpoint;
import io.github.canner.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslatorTrainerTest {
  private static final List<WordPair> TRAIN = ToyLanguage.sentences(40, 1);
  private static final List<WordPair> DEVELOPMENT = ToyLanguage.sentences(10, 2);

  @TempDir private Path folder;

  @Test
  void gives_the_same_file_for_the_same_seed() {
    assertThat(trained(1, new MemoryCheckpoint())).isEqualTo(trained(1, new MemoryCheckpoint()));
    assertThat(trained(1, new MemoryCheckpoint())).isNotEqualTo(trained(2, new MemoryCheckpoint()));
  }

  @Test
  void goes_on_after_an_interruption_as_if_there_had_been_none() {
    Path state = folder.resolve("state");
    TrainingListener stopAfterTwo =
        new TrainingListener() {
          @Override
          public void epochEnded(int epoch, double loss, double score, boolean best) {
            if (epoch == 2) {
              throw new IllegalStateException("power cut");
            }
          }
        };
    assertThatThrownBy(() -> trained(1, new FileCheckpoint(state, false), stopAfterTwo))
        .hasMessage("power cut");
    byte[] resumed = trained(1, new FileCheckpoint(state, true));
    assertThat(resumed).isEqualTo(trained(1, new MemoryCheckpoint()));
  }

  @Test
  void refuses_to_resume_a_training_with_other_options() {
    Path state = folder.resolve("state");
    trained(1, new FileCheckpoint(state, false));
    assertThatThrownBy(() -> trained(2, new FileCheckpoint(state, true)))
        .isInstanceOf(CanException.class)
        .hasMessageContaining(state.toString())
        .hasMessageContaining("other data or options");
  }

  @Test
  void refuses_to_resume_from_a_state_that_was_altered() throws IOException {
    Path state = folder.resolve("state");
    trained(1, new FileCheckpoint(state, false));
    byte[] bytes = Files.readAllBytes(state);
    bytes[bytes.length / 2] ^= 1;
    Files.write(state, bytes);

    assertThatThrownBy(() -> trained(1, new FileCheckpoint(state, true)))
        .isInstanceOf(CanException.class)
        .hasMessageStartingWith(state + " is damaged");
  }

  @Test
  void refuses_text_without_a_usable_pair() {
    List<WordPair> endless = List.of(new WordPair(Collections.nCopies(500, "a"), List.of("b")));
    assertThatThrownBy(
            () ->
                new TranslatorTrainer(config(1), new MemoryCheckpoint(), TrainingListener.SILENT)
                    .train(endless, DEVELOPMENT))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("no training pairs");
  }

  @Test
  void begins_with_what_another_translator_has_learnt() {
    Path file = folder.resolve("translator.can");
    TranslatorOptions eager = options(1).optEpochs(40).optWarmUp(5).optLearningRate(0.02f).build();
    TranslatorConfig learning = new TranslatorConfig("toy", Tokenisation.JOINED, 1, eager);
    write(
        new TranslatorTrainer(learning, new MemoryCheckpoint(), TrainingListener.SILENT)
            .train(TRAIN, DEVELOPMENT),
        file);
    ModelFile start = ModelFile.open(file);
    List<WordPair> text = ToyLanguage.sentences(30, 5);
    Scores random = new Scores();
    new TranslatorTrainer(config(3), new MemoryCheckpoint(), random)
        .train(text, DEVELOPMENT)
        .close();
    Scores started = new Scores();
    new TranslatorTrainer(config(3), new MemoryCheckpoint(), started)
        .startingFrom(start)
        .train(text, DEVELOPMENT)
        .close();
    assertThat(started.scores.get(0)).isGreaterThan(random.scores.get(0) + 0.1);
    assertThat(started.messages)
        .anyMatch(message -> message.matches("\\d+ of the subwords known to the translator .*"));
  }

  @Test
  void refuses_to_begin_with_a_translator_of_other_widths() {
    trained(1, new MemoryCheckpoint());
    ModelFile start = ModelFile.open(folder.resolve("translator.can"));
    TranslatorOptions wider = TranslatorOptions.builder().optEmbedding(9).optEncoder(6).build();
    TranslatorTrainer trainer =
        new TranslatorTrainer(
            new TranslatorConfig("toy", Tokenisation.JOINED, 1, wider),
            new MemoryCheckpoint(),
            TrainingListener.SILENT);
    assertThatThrownBy(() -> trainer.startingFrom(start))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("translator.can was trained with --embedding-size 8, expected 9");
  }

  private static final class Scores implements TrainingListener {
    private final List<Double> scores = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    @Override
    public void message(String text) {
      messages.add(text);
    }

    @Override
    public void epochEnded(int epoch, double loss, double score, boolean best) {
      scores.add(score);
    }
  }

  private byte[] trained(long seed, Checkpoint checkpoint) {
    return trained(seed, checkpoint, TrainingListener.SILENT);
  }

  private byte[] trained(long seed, Checkpoint checkpoint, TrainingListener listener) {
    Path file = folder.resolve("translator.can");
    write(
        new TranslatorTrainer(config(seed), checkpoint, listener).train(TRAIN, DEVELOPMENT), file);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void write(NeuralTranslator trained, Path file) {
    try (NeuralTranslator translator = trained) {
      ModelFileWriter writer = new ModelFileWriter(ModelKind.TRANSLATOR);
      translator.addTo(writer);
      writer.write(file);
    }
  }

  private static TranslatorConfig config(long seed) {
    return new TranslatorConfig("toy", Tokenisation.JOINED, 1, options(seed).build());
  }

  private static TranslatorOptions.Builder options(long seed) {
    return TranslatorOptions.builder()
        .optSubwords(100)
        .optEmbedding(8)
        .optEncoder(6)
        .optDecoder(7)
        .optEpochs(4)
        .optBatch(60)
        .optSeed(seed);
  }
}
