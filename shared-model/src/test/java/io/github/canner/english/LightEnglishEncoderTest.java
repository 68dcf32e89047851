// SPDX-License-Identifier: Apache-2.0
package io.github.canner.english;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.bundle.Tensor;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.english.EnglishEncoder.Encoding;
import io.github.canner.nn.WordFeatures.Widths;
import io.github.canner.pretrained.Pooling;
import io.github.canner.pretrained.PretrainedOptions;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.pretrained.TinyArchive;
import io.github.canner.train.BrokenCheckpoint;
import io.github.canner.train.Checkpoint;
import io.github.canner.train.Corpora;
import io.github.canner.train.DiskCache;
import io.github.canner.train.FileCheckpoint;
import io.github.canner.train.LexiconFiles;
import io.github.canner.train.MemoryCheckpoint;
import io.github.canner.train.StoredWeights;
import io.github.canner.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LightEnglishEncoderTest {
  private static final Corpus NEWS =
      Corpora.of(
          Set.of(),
          "[PER Ann Lee] flew to [LOC Rome] on [DATE Monday] .",
          "on [DATE Friday] [PER Bob] left [LOC Oslo] .",
          "[LOC Rome] is far from [LOC Oslo] .",
          "nothing happened on [DATE Monday] .");
  private static final Corpus TWEETS =
      Corpora.of(Set.of("DATE"), "see you on Monday [PER Zed] !", "love [LOC Perth] !");

  private static LightEnglishEncoder train(int epochs, long seed) {
    return train(epochs, seed, new MemoryCheckpoint(), TrainingListener.SILENT);
  }

  private static LightEnglishEncoder train(
      int epochs, long seed, Checkpoint checkpoint, TrainingListener listener) {
    return new EnglishTrainer(options(epochs, seed), checkpoint, listener)
        .train(List.of(NEWS, TWEETS), NEWS);
  }

  private static EnglishOptions options(int epochs, long seed) {
    return EnglishOptions.builder()
        .widths(new Widths(16, 8, 12, 4))
        .hidden(16)
        .minimumCount(1)
        .dropout(0.1f)
        .caseNoise(0.05, 0.02)
        .epochs(epochs)
        .batch(3)
        .learningRate(0.02f)
        .averaging(0.9f)
        .seed(seed)
        .build();
  }

  @Test
  void a_training_that_fails_frees_its_weights() {
    BrokenCheckpoint checkpoint = new BrokenCheckpoint();
    assertThatThrownBy(() -> train(2, 1, checkpoint, TrainingListener.SILENT))
        .hasMessage("the disk is full");
    assertThat(checkpoint.weightsAreOpen()).isFalse();
  }

  @Test
  void learns_a_small_corpus_by_heart_beside_one_without_dates() {
    try (LightEnglishEncoder encoder = train(40, 1)) {
      assertThat(encoder.types()).containsExactly("DATE", "LOC", "PER");
      assertThat(EnglishTrainer.score(encoder, NEWS).overall().f1()).isEqualTo(1);
      assertThat(EnglishTrainer.score(encoder, TWEETS).overall().f1()).isEqualTo(1);
      assertThat(encoder.tag(List.of(List.of("see", "you", "on", "Monday"))).get(0))
          .extracting(m -> m.type())
          .containsExactly("DATE");
    }
  }

  @Test
  void gives_each_word_states_and_posteriors_that_sum_to_one() {
    try (LightEnglishEncoder encoder = train(3, 1)) {
      List<List<String>> sentences =
          List.of(List.of("Ann", "left", "Rome", "."), List.of(), List.of("unseen"));
      List<Encoding> encodings = encoder.encode(sentences);
      assertThat(encodings).extracting(Encoding::length).containsExactly(4, 0, 1);
      for (Encoding encoding : encodings) {
        for (int t = 0; t < encoding.length(); t++) {
          assertThat(encoding.states()[t]).hasSize(encoder.stateWidth());
          assertThat(encoding.posteriors()[t]).hasSize(7);
          float sum = 0;
          for (float p : encoding.posteriors()[t]) {
            sum += p;
          }
          assertThat(sum).isCloseTo(1, within(1e-4f));
        }
      }
      Encoding alone = encoder.encode(sentences.subList(2, 3)).get(0);
      assertThat(alone.states()[0]).containsExactly(encodings.get(2).states()[0], within(1e-5f));
    }
  }

  @Test
  void a_file_that_lacks_a_weight_is_refused_on_loading(@TempDir Path folder) {
    try (LightEnglishEncoder encoder = train(1, 1)) {
      for (String lacking : List.of("labeller.output", "input.words", "labeller.crf.end")) {
        ModelFileWriter writer = new ModelFileWriter(ModelKind.ENGLISH);
        LexiconFiles.write(writer, encoder.lexicon());
        Map<String, Tensor> weights = new HashMap<>(StoredWeights.half(encoder.weights()));
        weights.remove(lacking);
        writer.put("encoder", Map.of("types", encoder.types()));
        Path file = folder.resolve("e.can");
        writer.tensors("weights.safetensors", weights).write(file);
        ModelFile altered = ModelFile.open(file);
        assertThatThrownBy(() -> LightEnglishEncoder.load(altered))
            .isInstanceOf(CanException.class)
            .hasMessageContaining("found no weight " + lacking + ", expected one of");
      }
    }
  }

  @Test
  void reads_from_a_file_what_it_wrote(@TempDir Path folder) {
    Path file = folder.resolve("e.can");
    List<List<String>> text = NEWS.sentences().stream().map(TaggedSentence::tokens).toList();
    try (LightEnglishEncoder encoder = train(3, 1)) {
      ModelFileWriter writer = new ModelFileWriter(ModelKind.ENGLISH);
      encoder.addTo(writer);
      writer.write(file);
      try (LightEnglishEncoder read = LightEnglishEncoder.load(ModelFile.open(file))) {
        assertThat(read.types()).isEqualTo(encoder.types());
        assertThat(read.encode(text).get(0).states())
            .isEqualTo(encoder.encode(text).get(0).states());
        assertThat(read.tag(text)).isEqualTo(encoder.tag(text));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void reads_through_a_pretrained_encoder_which_its_file_then_holds(int tuned, @TempDir Path folder)
      throws IOException {
    Path whole = folder.resolve("tiny.can");
    PretrainedSource source =
        new PretrainedSource(
            TinyArchive.encoder(whole),
            new PretrainedOptions(2, 2, tuned, Pooling.MEAN),
            5,
            0.001f,
            new DiskCache(folder.resolve("cache")));
    Path file = folder.resolve("e.can");
    List<List<String>> text = NEWS.sentences().stream().map(TaggedSentence::tokens).toList();
    EnglishTrainer trainer =
        new EnglishTrainer(options(40, 1), new MemoryCheckpoint(), TrainingListener.SILENT)
            .reading(source);
    try (LightEnglishEncoder encoder = trainer.train(List.of(NEWS, TWEETS), NEWS)) {
      assertThat(EnglishTrainer.score(encoder, NEWS).overall().f1()).isEqualTo(1);
      ModelFileWriter writer = new ModelFileWriter(ModelKind.ENGLISH);
      encoder.addTo(writer);
      writer.write(file);
      Files.delete(whole);
      try (LightEnglishEncoder read = LightEnglishEncoder.load(ModelFile.open(file))) {
        for (int i = 0; i < text.size(); i++) {
          Encoding expected = encoder.encode(text).get(i);
          Encoding found = read.encode(text).get(i);
          for (int t = 0; t < expected.length(); t++) {
            assertThat(found.states()[t]).containsExactly(expected.states()[t], within(5e-3f));
          }
        }
      }
    }
  }

  @Test
  void the_same_seed_gives_the_same_weights() {
    try (LightEnglishEncoder one = train(2, 5);
        LightEnglishEncoder two = train(2, 5);
        LightEnglishEncoder other = train(2, 6)) {
      for (String name : one.weights().names()) {
        assertThat(two.weights().get(name).toFloatArray())
            .isEqualTo(one.weights().get(name).toFloatArray());
      }
      assertThat(other.weights().get("input.words").toFloatArray())
          .isNotEqualTo(one.weights().get("input.words").toFloatArray());
    }
  }

  @Test
  void goes_on_after_an_interruption_as_if_there_had_been_none(@TempDir Path folder) {
    Path state = folder.resolve("state");
    Epochs broken = new Epochs(2);
    Epochs rest = new Epochs(6);
    Epochs all = new Epochs(6);
    assertThatThrownBy(() -> train(6, 1, new FileCheckpoint(state, false), broken))
        .hasMessage("power cut");
    try (LightEnglishEncoder resumed = train(6, 1, new FileCheckpoint(state, true), rest);
        LightEnglishEncoder whole = train(6, 1, new MemoryCheckpoint(), all)) {
      assertThat(broken.heard).isEqualTo(all.heard.subList(0, 2));
      assertThat(rest.heard).isEqualTo(all.heard.subList(2, 6));
      assertThat(StoredWeights.exact(resumed.weights()))
          .isEqualTo(StoredWeights.exact(whole.weights()));
    }
  }

  /** Remembers what it hears, and breaks the training after an epoch unless it is the sixth. */
  private static final class Epochs implements TrainingListener {
    private final List<String> heard = new ArrayList<>();
    private final int last;

    Epochs(int last) {
      this.last = last;
    }

    @Override
    public void epochEnded(int epoch, double loss, double score, boolean best) {
      heard.add(epoch + ": " + loss + ", " + score + ", " + best);
      if (epoch == last && last < 6) {
        throw new IllegalStateException("power cut");
      }
    }
  }

  @Test
  void refuses_to_resume_a_training_with_another_seed(@TempDir Path folder) {
    Path state = folder.resolve("state");
    train(1, 1, new FileCheckpoint(state, false), TrainingListener.SILENT).close();
    assertThatThrownBy(() -> train(1, 2, new FileCheckpoint(state, true), TrainingListener.SILENT))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("other data or options");
  }

  @Test
  void refuses_a_corpus_with_types_that_the_first_does_not_have() {
    Corpus music = Corpora.of(Set.of(), "[MISC Thriller] sold well .");
    assertThatThrownBy(
            () ->
                new EnglishTrainer(
                        EnglishOptions.builder().build(),
                        new MemoryCheckpoint(),
                        TrainingListener.SILENT)
                    .train(List.of(NEWS, music), NEWS))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("MISC");
  }
}
