// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.Bert;
import io.github.canner.nn.Weights;
import io.github.canner.train.Checkpoint;
import io.github.canner.train.FileCheckpoint;
import io.github.canner.train.MemoryCheckpoint;
import io.github.canner.train.StoredWeights;
import io.github.canner.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderAdapterTest {
  private static final List<List<String>> TEXT =
      List.of(
          List.of("Roma", "ni", "mbali", "."),
          List.of("habari", "ya", "Roma"),
          List.of("na", "habari", "ni", "mbali"),
          List.of("haƙa", "ya", "ƙo", "ni", "Roma"),
          List.of("habari", "haƙa", "."));

  /** Often enough for new pieces. */
  private static final List<List<String>> MUCH =
      Collections.nCopies(5, TEXT).stream().flatMap(List::stream).toList();

  @TempDir private static Path shared;
  private static ModelFile encoder;
  @TempDir private Path folder;

  @BeforeAll
  static void writeEncoder() {
    encoder = TinyArchive.encoder(shared.resolve("tiny.can"));
  }

  private static AdaptationOptions.Builder options() {
    return AdaptationOptions.builder().tuned(2).batch(20).learningRate(0.003f).dropout(0);
  }

  private static EncoderAdapter.Adapted adapt(AdaptationOptions options, Checkpoint checkpoint) {
    return new EncoderAdapter(options, checkpoint, TrainingListener.SILENT)
        .adapt(encoder, "adapted", MUCH, TEXT);
  }

  private ModelFile adapted(AdaptationOptions options, String name) {
    adapt(options, new MemoryCheckpoint()).writer().write(folder.resolve(name));
    return ModelFile.open(folder.resolve(name));
  }

  @Test
  void learns_a_small_text_by_heart() {
    EncoderAdapter.Adapted adapted =
        adapt(options().epochs(60).learningRate(0.0015f).build(), new MemoryCheckpoint());
    assertThat(adapted.before()).isGreaterThan(20);
    assertThat(adapted.after()).isLessThan(1.5);
  }

  @Test
  void what_is_written_guesses_as_well_when_it_is_read_again() {
    EncoderAdapter.Adapted first =
        adapt(options().epochs(8).newPieces(4).build(), new MemoryCheckpoint());
    first.writer().write(folder.resolve("one.can"));
    EncoderAdapter.Adapted second =
        new EncoderAdapter(
                options().steps(1).learningRate(1e-9f).build(),
                new MemoryCheckpoint(),
                TrainingListener.SILENT)
            .adapt(ModelFile.open(folder.resolve("one.can")), "again", TEXT, TEXT);
    assertThat(second.before()).isCloseTo(first.after(), within(0.02 * first.after()));
  }

  @Test
  void the_gradient_is_the_slope_of_the_loss() {
    Map<String, Tensor> all = new LinkedHashMap<>(EncoderFile.whole(encoder));
    KeptPieces kept = new KeptPieces(IntStream.range(0, TinyArchive.PIECES.size()).toArray());
    try (WordPieces splitter = new WordPieces(TinyArchive.PIECES, "test");
        Weights trained = StoredWeights.weights(all);
        Weights fixed = new Weights()) {
      MaskedWordTask task =
          new MaskedWordTask(
              new Bert(fixed, trained, EncoderFile.spec(encoder).shape()),
              fixed,
              trained,
              options().build(),
              new MaskedWordText(splitter, kept, TinyArchive.POSITIONS),
              TEXT,
              TEXT);
      Map<String, float[]> gradients = new LinkedHashMap<>();
      trained.requireGradients(true);
      try (NDManager manager = trained.manager().newSubManager();
          GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        collector.backward(
            task.loss(manager, new int[] {0, 1, 3}, new SplittableRandom(3)).surrogate());
      }
      for (String name : trained.names()) {
        try (NDArray gradient = trained.get(name).getGradient()) {
          gradients.put(name, gradient.toFloatArray());
        }
      }
      trained.requireGradients(false);
      for (String name : trained.names()) {
        float[] gradient = gradients.getOrDefault(name, new float[0]);
        double norm =
            Math.sqrt(
                IntStream.range(0, gradient.length)
                    .mapToDouble(i -> gradient[i] * gradient[i])
                    .sum());
        if (name.endsWith("keyBias")) {
          assertThat(norm).as("what is the same for all keys changes no softmax").isLessThan(1e-4);
          continue;
        }
        double[] uphill =
            IntStream.range(0, gradient.length).mapToDouble(i -> gradient[i] / norm).toArray();
        double step = 0.01;
        double slope =
            (loss(task, trained, name, uphill, step) - loss(task, trained, name, uphill, -step))
                / (2 * step);
        assertThat(norm).as(name).isGreaterThan(1e-4);
        assertThat(slope).as(name).isCloseTo(norm, within(0.02 * norm + 1e-4));
      }
    }
  }

  private static double loss(
      MaskedWordTask task, Weights weights, String name, double[] direction, double step) {
    float[] before = weights.get(name).toFloatArray();
    float[] moved = before.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * direction[i]);
    }
    weights.get(name).set(moved);
    try (NDManager manager = weights.manager().newSubManager()) {
      return task.loss(manager, new int[] {0, 1, 3}, new SplittableRandom(3)).value();
    } finally {
      weights.get(name).set(before);
    }
  }

  @Test
  void trains_the_layers_asked_for_only() {
    ModelFile file = adapted(options().tuned(1).embeddings(false).epochs(3).build(), "top.can");
    Map<String, Tensor> before = encoder.tensors("pretrained.safetensors");
    Map<String, Tensor> after = file.tensors("pretrained.safetensors");
    assertThat(after.keySet()).isEqualTo(before.keySet());
    for (String name : before.keySet()) {
      boolean trained = name.startsWith("layer1.") || name.startsWith("masked.");
      // A bias that is the same for all keys changes no softmax.
      if (!name.endsWith("keyBias")) {
        assertThat(after.get(name).equals(before.get(name))).as(name).isNotEqualTo(trained);
      }
    }
    assertThat(file.notices()).containsExactly("tiny notice");
  }

  @Test
  void changes_the_vectors_of_pieces_of_the_text_only() {
    ModelFile file = adapted(options().epochs(3).build(), "words.can");
    Tensor before = encoder.tensors("pretrained.safetensors").get(Bert.WORDS);
    Tensor after = file.tensors("pretrained.safetensors").get(Bert.WORDS);
    assertThat(row(after, "ha")).isNotEqualTo(row(before, "ha"));
    assertThat(row(after, "ß")).isEqualTo(row(before, "ß"));
    assertThat(EncoderFile.spec(file).id()).isNotEqualTo(EncoderFile.spec(encoder).id());
  }

  private static Tensor row(Tensor table, String piece) {
    return new KeptPieces(new int[] {TinyArchive.PIECES.indexOf(piece)}).rows(table);
  }

  @Test
  void new_pieces_are_unknown_characters_and_then_words_of_many_pieces() {
    AddedPieces added = AddedPieces.of(TinyArchive.PIECES, "test", MUCH, 5);
    assertThat(added.pieces().keySet()).containsExactly("##ƙ", "ƙ", "habari", "mbali", "haƙa");
    Tensor table = EncoderFile.weights(encoder, 0).get(Bert.WORDS);
    Tensor all = added.after(table);
    assertThat(all.shape()[0]).isEqualTo(TinyArchive.PIECES.size() + 5);
    assertThat(new KeptPieces(IntStream.range(0, TinyArchive.PIECES.size()).toArray()).rows(all))
        .isEqualTo(table);
    List<String> pieces = added.after(TinyArchive.PIECES);
    float[] habari = vector(all, pieces.indexOf("habari"));
    float[] ha = vector(all, pieces.indexOf("ha"));
    float[] b = vector(all, pieces.indexOf("##b"));
    float[] a = vector(all, pieces.indexOf("##a"));
    float[] ri = vector(all, pieces.indexOf("##ri"));
    for (int i = 0; i < habari.length; i++) {
      assertThat(habari[i]).isCloseTo((ha[i] + b[i] + a[i] + ri[i]) / 4, within(1e-3f));
    }
    try (WordPieces splitter = new WordPieces(pieces, "test")) {
      assertThat(splitter.split(List.of(List.of("haƙa", "habari", "aƙ"))).get(0).starts())
          .containsExactly(0, 1, 2, 4);
    }
  }

  private static float[] vector(Tensor table, int row) {
    return new KeptPieces(new int[] {row}).rows(table).toFloats();
  }

  @Test
  void whole_words_are_masked_and_every_kind_of_replacement_is_made() {
    PieceSentence sentence =
        PieceSentence.of(IntStream.range(0, 20).mapToObj(i -> new int[] {10 + i, 50 + i}).toList());
    SplittableRandom random = new SplittableRandom(2);
    MaskedSentence.Replacements replacements =
        new MaskedSentence.Replacements(4, new int[] {98, 99});
    int[] kinds = new int[3];
    for (int time = 0; time < 500; time++) {
      MaskedSentence masked = MaskedSentence.of(sentence, replacements, random);
      assertThat(masked.places()).hasSize(6);
      for (int i = 0; i < 6; i++) {
        int place = masked.places()[i];
        assertThat(place).isEqualTo(i % 2 == 0 ? place / 2 * 2 : masked.places()[i - 1] + 1);
        int seen = masked.seen()[place];
        kinds[seen == 4 ? 0 : seen >= 98 ? 1 : 2]++;
      }
      for (int place = 0; place < 40; place++) {
        if (Arrays.binarySearch(masked.places(), place) < 0) {
          assertThat(masked.seen()[place]).isEqualTo(sentence.ids()[place]);
        }
      }
    }
    assertThat(kinds[0] / 3000.0).isCloseTo(0.8, within(0.03));
    assertThat(kinds[1] / 3000.0).isCloseTo(0.1, within(0.03));
    assertThat(kinds[2] / 3000.0).isCloseTo(0.1, within(0.03));
  }

  @Test
  void the_rounds_of_a_training_read_everything_once_an_epoch() {
    KeptPieces kept = new KeptPieces(IntStream.range(0, TinyArchive.PIECES.size()).toArray());
    try (WordPieces splitter = new WordPieces(TinyArchive.PIECES, "test");
        Weights none = new Weights()) {
      MaskedWordTask task =
          new MaskedWordTask(
              new Bert(none, EncoderFile.spec(encoder).shape().withLayers(0)),
              none,
              none,
              options().batch(8).epochs(2).round(2).build(),
              new MaskedWordText(splitter, kept, TinyArchive.POSITIONS),
              TEXT,
              TEXT);
      List<Integer> read = new ArrayList<>();
      for (int round = 0; round < task.rounds(); round++) {
        task.batches(round, new SplittableRandom(0))
            .forEach(batch -> Arrays.stream(batch).forEach(read::add));
      }
      assertThat(read).hasSize(2 * (int) read.stream().distinct().count());
      int half = read.size() / 2;
      assertThat(read.subList(0, half)).doesNotHaveDuplicates();
      assertThat(read.subList(half, read.size())).doesNotHaveDuplicates();
    }
  }

  @Test
  void goes_on_after_an_interruption_as_if_there_had_been_none() throws IOException {
    AdaptationOptions options = options().dropout(0.1f).epochs(1).round(2).newPieces(3).build();
    adapt(options, new MemoryCheckpoint()).writer().write(folder.resolve("whole.can"));
    Path state = folder.resolve("state");
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void epochEnded(int epoch, double loss, double score, boolean best) {
            if (epoch == 3) {
              throw new IllegalStateException("interrupted");
            }
          }
        };
    assertThatThrownBy(
            () ->
                new EncoderAdapter(options, new FileCheckpoint(state, true), interrupting)
                    .adapt(encoder, "adapted", MUCH, TEXT))
        .hasMessageContaining("interrupted");
    adapt(options, new FileCheckpoint(state, true)).writer().write(folder.resolve("resumed.can"));
    assertThat(folder.resolve("resumed.can")).hasSameBinaryContentAs(folder.resolve("whole.can"));
  }

  @Test
  void refuses_an_encoder_that_cannot_guess_and_more_layers_than_there_are() {
    ModelFileWriter writer = new ModelFileWriter(ModelKind.ENCODER);
    EncoderFile.write(
        writer, EncoderFile.spec(encoder), TinyArchive.PIECES, EncoderFile.weights(encoder, 2));
    writer.write(folder.resolve("mute.can"));
    EncoderAdapter adapter =
        new EncoderAdapter(options().build(), new MemoryCheckpoint(), TrainingListener.SILENT);
    assertThatThrownBy(
            () -> adapter.adapt(ModelFile.open(folder.resolve("mute.can")), "x", TEXT, TEXT))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("mute.can: found no weights for guessing masked words");
    assertThatThrownBy(() -> adapt(options().tuned(3).build(), new MemoryCheckpoint()))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("has 2 layers, expected at least the 3 to train");
    assertThatThrownBy(() -> adapter.adapt(encoder, "x", TEXT, List.of()))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("0 held out");
  }

  @Test
  void a_reader_of_words_reads_through_the_adapted_encoder() {
    ModelFile file = adapted(options().epochs(5).newPieces(3).build(), "adapted.can");
    PretrainedOptions top = new PretrainedOptions(2, 2, 0, Pooling.MEAN);
    List<List<String>> sentences = List.of(List.of("Roma", "ni", "mbali"));
    try (Weights trained = new Weights();
        NDManager manager = trained.manager().newSubManager();
        PretrainedFeatures before = PretrainedFeatures.create(encoder, top, trained, "x");
        PretrainedFeatures after = PretrainedFeatures.create(file, top, trained, "y")) {
      float[] one = before.run(manager, sentences, false).toFloatArray();
      float[] two = after.run(manager, sentences, false).toFloatArray();
      assertThat(two).hasSameSizeAs(one).isNotEqualTo(one);
    }
    assertThat(StoredReading.encoder(file)).startsWith("adapted ");
  }
}
