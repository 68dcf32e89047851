// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.train.Checkpoint;
import io.github.canner.train.FileCheckpoint;
import io.github.canner.train.MemoryCheckpoint;
import io.github.canner.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void refuses_text_without_a_usable_pair() {
    List<WordPair> endless = List.of(new WordPair(Collections.nCopies(500, "a"), List.of("b")));
    assertThatThrownBy(
            () ->
                new TranslatorTrainer(config(1), new MemoryCheckpoint(), TrainingListener.SILENT)
                    .train(endless, DEVELOPMENT))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("no training pairs");
  }

  private byte[] trained(long seed, Checkpoint checkpoint) {
    return trained(seed, checkpoint, TrainingListener.SILENT);
  }

  private byte[] trained(long seed, Checkpoint checkpoint, TrainingListener listener) {
    Path file = folder.resolve("translator.can");
    try (NeuralTranslator translator =
        new TranslatorTrainer(config(seed), checkpoint, listener).train(TRAIN, DEVELOPMENT)) {
      ModelFileWriter writer = new ModelFileWriter(ModelKind.TRANSLATOR);
      translator.addTo(writer);
      writer.write(file);
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static TranslatorConfig config(long seed) {
    TranslatorOptions options =
        TranslatorOptions.builder()
            .optSubwords(100)
            .optEmbedding(8)
            .optEncoder(6)
            .optDecoder(7)
            .optEpochs(4)
            .optBatch(60)
            .optSeed(seed)
            .build();
    return new TranslatorConfig("toy", Tokenisation.JOINED, 1, options);
  }
}
