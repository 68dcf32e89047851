// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.Mention;
import io.github.canner.Tagging;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.Tensor;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.nn.Weights;
import io.github.canner.nn.WordFeatures.Widths;
import io.github.canner.pretrained.Pooling;
import io.github.canner.pretrained.PretrainedFeatures;
import io.github.canner.pretrained.PretrainedOptions;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.pretrained.TinyArchive;
import io.github.canner.pretrained.WeightPrecision;
import io.github.canner.train.Corpora;
import io.github.canner.train.DiskCache;
import io.github.canner.train.MemoryCheckpoint;
import io.github.canner.train.StoredWeights;
import io.github.canner.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PretrainedTaggerTest {
  private static final Corpus TRAIN =
      Corpora.of(
          Set.of(),
          "[PER Juma Ali] alienda [LOC Roma] jana .",
          "[PER Asha] anaishi [LOC Dar es Salaam] .",
          "[LOC Roma] ni mbali na [LOC Oslo] .",
          "hakuna habari jana .");

  @TempDir private Path folder;
  private ModelFile encoder;

  @BeforeEach
  void writeEncoder() {
    encoder = TinyArchive.encoder(folder.resolve("tiny.can"));
  }

  private PretrainedSource source(int first, int last, int tuned) {
    return new PretrainedSource(
        encoder,
        new PretrainedOptions(first, last, tuned, Pooling.MEAN),
        10,
        0.002f,
        new DiskCache(folder.resolve("cache")));
  }

  private static TaggerOptions options(long seed) {
    return builder(seed).build();
  }

  private static TaggerOptions.Builder builder(long seed) {
    return TaggerOptions.builder()
        .transfer(Transfer.NONE)
        .widths(new Widths(6, 4, 6, 4))
        .hidden(12)
        .dropout(0.1f)
        .epochs(4)
        .passes(12)
        .batch(2)
        .learningRate(0.02f)
        .averaging(0.8f)
        .seed(seed);
  }

  private Tagger train(TaggerOptions options, PretrainedSource source) {
    return new TaggerTrainer(options, new MemoryCheckpoint(), TrainingListener.SILENT)
        .reading(source)
        .train(TRAIN, TRAIN, null);
  }

  private ModelFile written(TaggerOptions options, PretrainedSource source, String name) {
    Path file = folder.resolve(name);
    try (Tagger tagger = train(options, source)) {
      PipelineFile.writer("swa", tagger).write(file);
    }
    return ModelFile.open(file);
  }

  private static List<List<String>> text() {
    return TRAIN.sentences().stream().map(TaggedSentence::tokens).toList();
  }

  @ParameterizedTest
  @CsvSource({"2,2,0", "0,2,0", "2,2,1", "1,2,1", "2,2,2"})
  void learns_by_heart_and_finds_the_same_from_its_file_alone(int first, int last, int tuned)
      throws IOException {
    List<List<Mention>> found;
    Path file = folder.resolve("m.can");
    try (Tagger tagger = train(options(1), source(first, last, tuned))) {
      PipelineFile.writer("swa", tagger).write(file);
      found = tagger.tag(text(), List.of()).stream().map(t -> t.mentions()).toList();
    }
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).hasSameSizeAs(TRAIN.sentences().get(i).mentions());
    }
    Files.delete(folder.resolve("tiny.can"));
    try (CanModel model = CanModel.load(file)) {
      assertSame(model.tagAll(text()), found);
    }
  }

  private static void assertSame(List<List<Mention>> actual, List<List<Mention>> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).hasSameSizeAs(expected.get(i));
      for (int k = 0; k < expected.get(i).size(); k++) {
        assertThat(actual.get(i).get(k).sameSpan(expected.get(i).get(k))).isTrue();
        assertThat(actual.get(i).get(k).probability())
            .isCloseTo(expected.get(i).get(k).probability(), within(1e-2));
      }
    }
  }

  private TaggerTrainer sharing(Tagger lender, long seed) {
    return new TaggerTrainer(options(seed), new MemoryCheckpoint(), TrainingListener.SILENT)
        .sharing(lender);
  }

  @ParameterizedTest
  @CsvSource({"2,2,0", "1,2,0", "2,2,1"})
  @SuppressWarnings("try") // closed before the end, which is what is tested
  void a_tagger_that_shares_an_encoder_learns_as_alone_and_outlives_who_lent_it(
      int first, int last, int tuned) {
    PretrainedSource source = source(first, last, tuned);
    written(options(3), source, "alone.can");
    Path file = folder.resolve("sharing.can");
    try (Tagger lender = train(options(2), source)) {
      List<Tagging> before = lender.tag(text(), List.of());
      try (Tagger borrower = sharing(lender, 3).reading(source).train(TRAIN, TRAIN, null)) {
        assertThat(lender.tag(text(), List.of())).isEqualTo(before);
        lender.close();
        lender.close();
        assertThat(borrower.tag(List.of(List.of("Asha", "na", "Baraka")), List.of())).hasSize(1);
        PipelineFile.writer("swa", borrower).write(file);
      }
    }
    assertThat(file).hasSameBinaryContentAs(folder.resolve("alone.can"));
  }

  @Test
  void who_lent_an_encoder_outlives_who_shares_it() {
    PretrainedSource source = source(2, 2, 0);
    try (Tagger lender = train(options(2), source)) {
      List<List<String>> unseen = List.of(List.of("Asha", "na", "Baraka"));
      List<Tagging> before = lender.tag(unseen, List.of());
      sharing(lender, 3).reading(source).train(TRAIN, TRAIN, null).close();
      assertThat(lender.tag(unseen, List.of())).isEqualTo(before);
    }
  }

  @Test
  void a_tagger_shares_no_other_encoder_and_none_that_is_read_otherwise() {
    PretrainedSource shallow = source(1, 1, 0);
    PretrainedSource deep = source(2, 2, 0);
    Path own = folder.resolve("own.can");
    try (Tagger tuned = train(options(1), source(2, 2, 1))) {
      Objects.requireNonNull(tuned.pretrained()).encoder("own").write(own);
    }
    encoder = ModelFile.open(own);
    PretrainedSource other = source(1, 1, 0);
    try (Tagger lender = train(options(2), shallow)) {
      for (PretrainedSource source : List.of(deep, other)) {
        TaggerTrainer trainer = sharing(lender, 3).reading(source);
        assertThatThrownBy(() -> trainer.train(TRAIN, TRAIN, null))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("cannot be shared");
      }
    }
  }

  @Test
  void the_same_seed_gives_the_same_file_with_and_without_what_was_cached() throws IOException {
    PretrainedSource source = source(1, 2, 0);
    written(options(3), source, "one");
    written(options(3), source, "two");
    written(options(4), source, "other");
    byte[] one = Files.readAllBytes(folder.resolve("one"));
    assertThat(Files.readAllBytes(folder.resolve("two"))).isEqualTo(one);
    assertThat(Files.readAllBytes(folder.resolve("other"))).isNotEqualTo(one);
  }

  @Test
  void trains_the_tuned_layers_and_keeps_the_others() {
    ModelFile file = written(options(1), source(2, 2, 1), "m.can");
    Map<String, float[]> trained;
    try (var weights = StoredWeights.weights(Tagger.tensors(file))) {
      trained = weights.values();
    }
    float[] before = encoder.tensors("pretrained.safetensors").get("layer1.query").toFloats();
    float[] after = trained.get("source.tuned.layer1.query");
    assertThat(after).hasSameSizeAs(before);
    double change = 0;
    for (int i = 0; i < after.length; i++) {
      change = Math.max(change, Math.abs(after[i] - before[i]));
    }
    assertThat(change).isBetween(1e-3, 0.2);
    assertThat(trained.keySet()).noneMatch(name -> name.contains("layer0"));
    assertThat(file.tensors("pretrained.safetensors").get("layer0.query"))
        .isEqualTo(encoder.tensors("pretrained.safetensors").get("layer0.query"));
    assertThat(file.tensors("pretrained.safetensors").keySet())
        .noneMatch(name -> name.contains("layer1") || name.contains("masked"));
  }

  @Test
  void the_layers_that_were_trained_go_into_an_encoder_of_its_own() {
    ModelFile model = written(options(1), source(2, 2, 1), "m.can");
    Path file = folder.resolve("own.can");
    try (Tagger tagger = Tagger.load(model)) {
      Objects.requireNonNull(tagger.pretrained()).encoder("own").write(file);
      ModelFile own = ModelFile.open(file);
      Map<String, Tensor> weights = own.tensors("pretrained.safetensors");
      assertThat(weights.get("layer1.query").toFloats())
          .isEqualTo(Tagger.tensors(model).get("source.tuned.layer1.query").toFloats());
      assertThat(weights.get("layer0.query"))
          .isEqualTo(encoder.tensors("pretrained.safetensors").get("layer0.query"));
      assertThat(own.notices()).isEqualTo(encoder.notices());
      try (Weights read = new Weights();
          NDManager manager = NDManager.newBaseManager("PyTorch");
          PretrainedFeatures features =
              PretrainedFeatures.create(
                  own, new PretrainedOptions(2, 2, 0, Pooling.MEAN), read, "x")) {
        assertThat(features.run(manager, text(), false).toFloatArray())
            .containsExactly(
                tagger.pretrained().run(manager, text(), false).toFloatArray(), within(2e-3f));
      }
    }
  }

  @Test
  void tags_from_many_threads_as_from_one() throws Exception {
    Path file = folder.resolve("m.can");
    try (Tagger tagger = train(options(1), source(1, 2, 1))) {
      PipelineFile.writer("swa", tagger).write(file);
    }
    try (CanModel model = CanModel.load(file)) {
      List<List<Mention>> expected = model.tagAll(text());
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Callable<List<List<Mention>>>> tasks = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
          tasks.add(() -> model.tagAll(text()));
        }
        for (Future<List<List<Mention>>> result : threads.invokeAll(tasks)) {
          assertSame(result.get(), expected);
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void an_ensemble_holds_an_encoder_once_that_its_members_read_alike() throws Exception {
    ModelFile one = written(options(1), source(2, 2, 0), "one.can");
    ModelFile two = written(options(2), source(2, 2, 0), "two.can");
    ModelFile mixing = written(options(3), source(1, 2, 0), "mixing.can");
    ModelFile shallow = written(options(4), source(1, 1, 0), "shallow.can");
    ModelFile shallower = written(options(5), source(1, 1, 0), "shallower.can");
    List<ModelFile> files = List.of(one, two, mixing, shallow, shallower);
    Path file = folder.resolve("all.can");
    PipelineFile.ensemble(files).write(file);
    ModelFile all = ModelFile.open(file);
    assertThat(all.entries())
        .contains("member-1/pretrained.safetensors", "member-4/pretrained.safetensors")
        .doesNotContain("member-2/pretrained.safetensors", "member-3/pretrained.safetensors")
        .doesNotContain("member-2/pieces.txt", "member-3/pieces.txt", "member-5/pieces.txt")
        .doesNotContain("member-5/pretrained.safetensors");
    List<Tagger> apart = files.stream().map(Tagger::load).toList();
    try (TaggerPool pool = new TaggerPool(apart);
        CanModel model = CanModel.load(file)) {
      List<List<Mention>> expected =
          pool.tag(text(), Map.of()).stream().map(Tagging::mentions).toList();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        Callable<List<List<Mention>>> task = () -> model.tagAll(text());
        for (var result : threads.invokeAll(Collections.nCopies(12, task))) {
          assertSame(result.get(), expected);
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void members_of_an_ensemble_keep_encoders_that_only_look_alike() {
    ModelFile exact = written(options(1), source(2, 2, 0), "exact.can");
    PretrainedSource half = source(2, 2, 0);
    ModelFile coarse =
        written(
            options(2),
            new PretrainedSource(
                encoder,
                half.options(),
                half.reserve(),
                half.learningRate(),
                half.cache(),
                WeightPrecision.INT8),
            "coarse.can");
    Path file = folder.resolve("both.can");
    PipelineFile.ensemble(List.of(exact, coarse)).write(file);
    assertThat(ModelFile.open(file).entries())
        .contains("member-1/pretrained.safetensors", "member-2/pretrained.safetensors");
    try (TaggerPool pool = new TaggerPool(List.of(Tagger.load(exact), Tagger.load(coarse)));
        CanModel model = CanModel.load(file)) {
      assertSame(
          model.tagAll(text()),
          pool.tag(text(), Map.of()).stream().map(Tagging::mentions).toList());
    }
  }

  @Test
  void tags_words_that_no_window_holds_whole() {
    ModelFile file = written(options(1), source(2, 2, 0), "m.can");
    List<String> words = new ArrayList<>();
    text().forEach(words::addAll);
    words.add("x".repeat(90));
    words.add("");
    words.add("北京");
    try (CanModel model = PipelineFile.load(file)) {
      assertThat(model.tag(words)).allMatch(mention -> mention.end() <= words.size());
      assertThat(model.tagAll(Arrays.asList(List.of(), words)).get(0)).isEmpty();
    }
  }

  @Test
  void a_training_starts_from_a_tagger_that_reads_the_same_way_only() {
    ModelFile start = written(options(1), source(2, 2, 1), "start.can");
    TaggerTrainer trainer =
        new TaggerTrainer(options(2), new MemoryCheckpoint(), TrainingListener.SILENT)
            .startingFrom(start);
    try (Tagger tagger = trainer.reading(source(2, 2, 1)).train(TRAIN, TRAIN, null)) {
      assertThat(TaggerTrainer.score(tagger, TRAIN, List.of()).overall().f1()).isEqualTo(1);
    }
    for (PretrainedSource other :
        List.of(source(2, 2, 0), source(1, 2, 1), source(1, 1, 1), source(0, 2, 2))) {
      assertThatThrownBy(() -> trainer.reading(other).train(TRAIN, TRAIN, null))
          .isInstanceOf(CanException.class)
          .hasMessageContaining("layers 2 to 2, tuned 1");
    }
    assertThatThrownBy(() -> trainer.train(TRAIN, TRAIN, null))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("no pretrained encoder");
  }

  @Test
  void layers_begin_to_be_tuned_from_where_a_tagger_read_them_as_they_were() {
    ModelFile start = written(options(1), source(2, 2, 0), "start.can");
    TaggerOptions still = builder(1).epochs(1).passes(1).learningRate(1e-12f).build();
    TaggerTrainer trainer =
        new TaggerTrainer(still, new MemoryCheckpoint(), TrainingListener.SILENT)
            .startingFrom(start);
    PretrainedSource slow =
        new PretrainedSource(
            encoder,
            new PretrainedOptions(2, 2, 1, Pooling.MEAN),
            10,
            1e-12f,
            new DiskCache(folder.resolve("cache")));
    try (CanModel model = PipelineFile.load(start);
        Tagger tagger = trainer.reading(slow).train(TRAIN, TRAIN, null)) {
      List<List<Mention>> found =
          tagger.tag(text(), List.of()).stream().map(t -> t.mentions()).toList();
      assertSame(found, model.tagAll(text()));
      assertThat(tagger.weights().get("source.tuned.layer1.query").toFloatArray())
          .containsExactly(
              encoder.tensors("pretrained.safetensors").get("layer1.query").toFloats(),
              within(1e-6f));
    }
    TaggerTrainer quick =
        new TaggerTrainer(options(2), new MemoryCheckpoint(), TrainingListener.SILENT)
            .startingFrom(start);
    try (Tagger tagger = quick.reading(source(2, 2, 2)).train(TRAIN, TRAIN, null)) {
      assertThat(TaggerTrainer.score(tagger, TRAIN, List.of()).overall().f1()).isEqualTo(1);
    }
  }
}
