// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.Weights;
import io.github.canner.train.DiskCache;
import io.github.canner.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainedFeaturesTest {
  private static final int WIDTH = TinyArchive.WIDTH;
  private static final PretrainedOptions TOP = new PretrainedOptions(2, 2, 0, Pooling.MEAN);
  private static final List<String> SHORT = List.of("Roma", "ni", "na", "ri");
  private static final List<String> LONG =
      List.of("habari", "za", "leo", "Roma", "ni", "mbali", "na", "Oslo", ".");

  @TempDir private static Path shared;
  private static ModelFile encoder;
  @TempDir private Path folder;

  @BeforeAll
  static void writeEncoder() {
    encoder = TinyArchive.encoder(shared.resolve("tiny.can"));
  }

  private static float[][] run(ModelFile file, PretrainedOptions options, List<?> sentences) {
    try (Weights trained = new Weights();
        PretrainedFeatures features = PretrainedFeatures.create(file, options, trained, "x")) {
      return run(features, trained, sentences);
    }
  }

  @SuppressWarnings("unchecked")
  private static float[][] run(PretrainedFeatures features, Weights trained, List<?> sentences) {
    try (NDManager manager = trained.manager().newSubManager()) {
      NDArray x = features.run(manager, (List<List<String>>) sentences, false);
      int size = Math.toIntExact(x.size() / sentences.size());
      float[] all = x.toFloatArray();
      float[][] rows = new float[sentences.size()][];
      Arrays.setAll(rows, b -> Arrays.copyOfRange(all, b * size, (b + 1) * size));
      return rows;
    }
  }

  /** The states of a layer at each piece of a sentence that fits, without the special ones. */
  private static float[] pieces(List<String> sentence, int layer) {
    try (PretrainedEncoder plain = PretrainedEncoder.load(encoder, TinyArchive.LAYERS);
        NDManager manager = plain.manager().newSubManager()) {
      PieceBatch batch =
          new PieceBatch(plain.pieces().split(List.of(sentence)), plain.shape().positions());
      float[] states = plain.states(manager, batch).get(layer).toFloatArray();
      return Arrays.copyOfRange(states, WIDTH, states.length - WIDTH);
    }
  }

  @Test
  @SuppressWarnings("try") // closed before the end, which is what is tested
  void features_that_share_an_encoder_free_it_together() {
    try (Weights trained = new Weights();
        PretrainedFeatures lender = PretrainedFeatures.create(encoder, TOP, trained, "x")) {
      PretrainedFeatures borrower = PretrainedFeatures.create(encoder, TOP, trained, "y", lender);
      lender.close();
      assertThat(run(borrower, trained, List.of(List.of("a")))).hasDimensions(1, WIDTH);
      borrower.close();
      assertThatThrownBy(() -> PretrainedFeatures.create(encoder, TOP, trained, "z", lender))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void a_word_has_the_mean_of_the_states_of_its_pieces() {
    float[] vectors = run(encoder, TOP, List.of(SHORT))[0];
    float[] states = pieces(SHORT, 2);
    for (int i = 0; i < WIDTH; i++) {
      // Ro ##ma, ni, na, r ##i
      assertThat(vectors[i]).isCloseTo((states[i] + states[WIDTH + i]) / 2, within(2e-3f));
      assertThat(vectors[2 * WIDTH + i]).isCloseTo(states[3 * WIDTH + i], within(2e-3f));
    }
  }

  @Test
  void a_word_has_the_state_of_its_first_piece_where_asked_for() {
    float[] vectors =
        run(encoder, new PretrainedOptions(1, 1, 0, Pooling.FIRST), List.of(SHORT))[0];
    float[] states = pieces(SHORT, 1);
    for (int i = 0; i < WIDTH; i++) {
      assertThat(vectors[i]).isCloseTo(states[i], within(2e-3f));
      assertThat(vectors[3 * WIDTH + i]).isCloseTo(states[4 * WIDTH + i], within(2e-3f));
    }
  }

  @Test
  void an_untrained_mixture_is_the_mean_of_its_layers() {
    float[] mixed = run(encoder, new PretrainedOptions(0, 2, 0, Pooling.MEAN), List.of(SHORT))[0];
    float[][] single = new float[3][];
    Arrays.setAll(
        single,
        layer ->
            run(encoder, new PretrainedOptions(layer, layer, 0, Pooling.MEAN), List.of(SHORT))[0]);
    for (int i = 0; i < mixed.length; i++) {
      assertThat(mixed[i])
          .isCloseTo((single[0][i] + single[1][i] + single[2][i]) / 3, within(1e-4f));
    }
  }

  @Test
  void layers_that_will_be_trained_give_the_same_before() {
    List<List<String>> sentences = List.of(SHORT, LONG, List.of("."));
    float[][] frozen = run(encoder, TOP, sentences);
    for (int tuned = 1; tuned <= 2; tuned++) {
      assertClose(
          run(encoder, new PretrainedOptions(2, 2, tuned, Pooling.MEAN), sentences), frozen, 5e-3f);
    }
    assertClose(
        run(encoder, new PretrainedOptions(1, 2, 1, Pooling.MEAN), sentences),
        run(encoder, new PretrainedOptions(1, 2, 0, Pooling.MEAN), sentences),
        5e-3f);
  }

  private static void assertClose(float[][] actual, float[][] expected, float tolerance) {
    for (int b = 0; b < expected.length; b++) {
      assertThat(actual[b]).containsExactly(expected[b], within(tolerance));
    }
  }

  @Test
  void reads_sentences_together_as_one_by_one() {
    List<List<String>> sentences = List.of(SHORT, LONG, List.of("."), LONG, List.of("Oslo", "ni"));
    for (int tuned = 0; tuned <= 1; tuned++) {
      PretrainedOptions options = new PretrainedOptions(2, 2, tuned, Pooling.MEAN);
      float[][] together = run(encoder, options, sentences);
      for (int b = 0; b < sentences.size(); b++) {
        float[] alone = run(encoder, options, List.of(sentences.get(b)))[0];
        assertThat(Arrays.copyOf(together[b], alone.length)).containsExactly(alone, within(5e-3f));
        for (int i = alone.length; i < together[b].length; i++) {
          assertThat(together[b][i]).isZero();
        }
      }
    }
  }

  @Test
  void reads_a_word_of_a_long_sentence_in_the_window_around_it() {
    List<String> letters = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      letters.add("" + (char) ('a' + i));
    }
    int size = TinyArchive.POSITIONS - 2;
    float[] vectors = run(encoder, TOP, List.of(letters))[0];
    assertThat(vectors).hasSize(letters.size() * WIDTH);
    // The windows begin at 0, 4, 8, 12 and 13; of these 8 has most on both sides of word 11.
    float[] window = pieces(letters.subList(8, 8 + size), 2);
    for (int i = 0; i < WIDTH; i++) {
      assertThat(vectors[11 * WIDTH + i]).isCloseTo(window[3 * WIDTH + i], within(2e-3f));
    }
  }

  @Test
  void takes_from_the_cache_what_was_computed_before() {
    List<List<String>> sentences = List.of(SHORT, LONG);
    List<String> messages = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void message(String text) {
            messages.add(text);
          }
        };
    for (int tuned = 0; tuned <= 1; tuned++) {
      messages.clear();
      PretrainedOptions options = new PretrainedOptions(2, 2, tuned, Pooling.MEAN);
      float[][] expected = run(encoder, options, sentences);
      for (int time = 0; time < 2; time++) {
        try (Weights trained = new Weights();
            PretrainedFeatures features =
                PretrainedFeatures.create(encoder, options, trained, "x")) {
          features.remember(sentences, new DiskCache(folder), listener);
          assertClose(run(features, trained, sentences), expected, 5e-3f);
        }
      }
      assertThat(messages).containsExactly("encoded 2 of 2 sentences");
    }
  }

  @Test
  void a_model_keeps_the_word_pieces_it_needs_and_reads_the_same_by_them() {
    Path file = folder.resolve("kept.can");
    List<List<String>> text = List.of(List.of("Roma", "ni", "na", "."));
    float[][] expected;
    try (Weights trained = new Weights();
        PretrainedFeatures features = PretrainedFeatures.create(encoder, TOP, trained, "x")) {
      features.keep(text, 0);
      expected = run(features, trained, text);
      ModelFileWriter writer = new ModelFileWriter(ModelKind.TAGGER);
      features.addTo(writer);
      writer.write(file);
    }
    ModelFile kept = ModelFile.open(file);
    assertThat(kept.notices()).containsExactly("tiny notice");
    assertThat(StoredReading.encoder(kept)).isEqualTo(StoredReading.encoder(encoder));
    List<String> pieces = EncoderFile.pieces(kept);
    assertThat(pieces)
        .contains("Ro", "##ma", "ni", "na", "q", "##z")
        .doesNotContain("ha", "##ri", "ß", "[MASK]");
    try (Weights trained = new Weights();
        PretrainedFeatures features = PretrainedFeatures.load(kept, trained, "x")) {
      assertClose(run(features, trained, text), expected, 1e-3f);
      assertThat(run(features, trained, List.of(List.of("habari")))[0]).hasSize(WIDTH);
    }
  }

  @Test
  void a_model_in_8_bits_is_half_as_large_and_reads_nearly_the_same() throws IOException {
    List<List<String>> text = List.of(SHORT);
    float[] expected = run(encoder, TOP, text)[0];
    long[] sizes = new long[2];
    for (WeightPrecision precision : WeightPrecision.values()) {
      Path file = folder.resolve(precision + ".can");
      try (Weights trained = new Weights();
          PretrainedFeatures features = PretrainedFeatures.create(encoder, TOP, trained, "x")) {
        PretrainedSource source =
            new PretrainedSource(
                encoder, TOP, 99, 1, new DiskCache(folder.resolve("cache")), precision);
        features.prepare(source, text, text, TrainingListener.SILENT);
        ModelFileWriter writer = new ModelFileWriter(ModelKind.TAGGER);
        features.addTo(writer);
        writer.write(file);
      }
      sizes[precision.ordinal()] = Files.size(file);
      try (Weights trained = new Weights();
          PretrainedFeatures features =
              PretrainedFeatures.load(ModelFile.open(file), trained, "x")) {
        float[] found = run(features, trained, text)[0];
        assertThat(cosine(found, expected)).isGreaterThan(0.999);
        assertThat(Arrays.equals(found, expected)).isEqualTo(precision == WeightPrecision.HALF);
      }
    }
    assertThat((double) sizes[1] / sizes[0]).isBetween(0.45, 0.65);
  }

  private static double cosine(float[] one, float[] other) {
    double dot = 0;
    double left = 0;
    double right = 0;
    for (int i = 0; i < one.length; i++) {
      dot += one[i] * other[i];
      left += one[i] * one[i];
      right += other[i] * other[i];
    }
    return dot / Math.sqrt(left * right);
  }

  @Test
  void refuses_8_bits_without_their_scales() {
    Map<String, Tensor> weights = new TreeMap<>(EncoderFile.small(EncoderFile.weights(encoder, 2)));
    weights.remove("layer1.key.steps");
    ModelFileWriter writer = new ModelFileWriter(ModelKind.TAGGER).put("reading", TOP);
    EncoderFile.write(writer, EncoderFile.spec(encoder), TinyArchive.PIECES, weights);
    writer.write(folder.resolve("changed.can"));
    try (Weights trained = new Weights()) {
      assertRefused(
          ModelFile.open(folder.resolve("changed.can")),
          trained,
          "found none as scales of the weight layer1.key, expected one for each of its 128 rows");
    }
  }

  @Test
  void a_reserve_keeps_the_first_other_pieces_of_known_characters() {
    try (WordPieces pieces = new WordPieces(TinyArchive.PIECES, "test")) {
      List<List<String>> text = List.of(List.of("Roma"));
      assertThat(KeptPieces.of(pieces, text, 0).of(TinyArchive.PIECES))
          .doesNotContain("ni", "na", "ha", "##ri");
      assertThat(KeptPieces.of(pieces, text, 2).of(TinyArchive.PIECES))
          .contains("ni", "na")
          .doesNotContain("ha", "##ri", "ß");
      assertThat(KeptPieces.of(pieces, text, 9).of(TinyArchive.PIECES))
          .contains("ha", "##ri")
          .doesNotContain("ß", "[MASK]");
    }
  }

  @Test
  void refuses_more_layers_than_there_are() {
    try (Weights trained = new Weights()) {
      assertThatThrownBy(
              () ->
                  PretrainedFeatures.create(
                      encoder, new PretrainedOptions(3, 3, 0, Pooling.MEAN), trained, "x"))
          .isInstanceOf(CanException.class)
          .hasMessageContaining("has 2 layers, expected at least 3");
    }
  }

  /**
   * A model that reads in this way, with one of the encoder's or of the trained weights changed.
   */
  private ModelFile changed(
      PretrainedOptions options, Weights trained, String weight, @Nullable Tensor value) {
    Path whole = folder.resolve("whole.can");
    ModelFileWriter writer = new ModelFileWriter(ModelKind.TAGGER);
    try (PretrainedFeatures features = PretrainedFeatures.create(encoder, options, trained, "x")) {
      features.addTo(writer);
    }
    writer.write(whole);
    ModelFile file = ModelFile.open(whole);
    Map<String, Tensor> weights = new TreeMap<>(EncoderFile.weights(file, options.frozen()));
    weights.remove(weight);
    if (value != null) {
      weights.put(weight, value);
    }
    ModelFileWriter other = new ModelFileWriter(ModelKind.TAGGER).put("reading", options);
    EncoderFile.write(other, EncoderFile.spec(file), EncoderFile.pieces(file), weights);
    other.write(folder.resolve("changed.can"));
    return ModelFile.open(folder.resolve("changed.can"));
  }

  @Test
  void refuses_a_file_that_lacks_a_weight_or_has_one_of_another_shape() {
    PretrainedOptions options = new PretrainedOptions(2, 2, 1, Pooling.MEAN);
    Tensor small = Tensor.ofFloats(new float[4], 2, 2);
    try (Weights trained = new Weights()) {
      assertRefused(
          changed(options, trained, "layer0.inner", null), trained, "no weight layer0.inner");
    }
    try (Weights trained = new Weights()) {
      assertRefused(
          changed(options, trained, "layer0.inner", small),
          trained,
          "Tensor F32 [2, 2] as weight layer0.inner, expected one of shape (6, 128)");
    }
    try (Weights trained = new Weights();
        Weights lacking = new Weights();
        Weights wrong = new Weights()) {
      ModelFile file = changed(options, trained, "none", null);
      for (String name : trained.names()) {
        if (!name.endsWith("layer1.value")) {
          lacking.put(name, trained.get(name).duplicate());
          wrong.put(name, trained.get(name).duplicate());
        }
      }
      assertRefused(
          file, lacking, "no weight x.tuned.layer1.value, expected one of shape (128, 128)");
      wrong.constant("x.tuned.layer1.value", new Shape(3, 128), 0);
      assertRefused(file, wrong, "(3, 128) as shape of the weight x.tuned.layer1.value");
    }
  }

  private static void assertRefused(ModelFile file, Weights trained, String message) {
    assertThatThrownBy(() -> PretrainedFeatures.load(file, trained, "x").close())
        .isInstanceOf(CanException.class)
        .hasMessageContaining("changed.can")
        .hasMessageContaining(message);
  }

  @Test
  void an_empty_batch_of_words_is_padding() {
    assertThat(run(encoder, TOP, Collections.nCopies(1, List.<String>of()))[0])
        .containsOnly(0f)
        .hasSize(WIDTH);
  }
}
