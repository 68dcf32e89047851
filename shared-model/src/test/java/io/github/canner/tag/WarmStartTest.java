// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import io.github.canner.Tagging;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.nn.WordFeatures.Widths;
import io.github.canner.train.BrokenCheckpoint;
import io.github.canner.train.Corpora;
import io.github.canner.train.MemoryCheckpoint;
import io.github.canner.train.StoredWeights;
import io.github.canner.train.TrainingListener;
import io.github.canner.transfer.EnglishView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmStartTest {
  private static final List<String> ENGLISH_TYPES = List.of("LOC", "PER");
  private static final int STATES = 3;
  private static final Corpus OLD =
      Corpora.of(
          Set.of(),
          "[PER Juma Ali] alienda [LOC Roma] jana .",
          "[PER Asha] anaishi [LOC Dar es Salaam] .",
          "[LOC Roma] ni mbali na [LOC Oslo] .",
          "hakuna habari jana .",
          "[PER Asha] na [PER Juma] walikutana .");
  private static final Corpus NEW =
      Corpora.of(
          Set.of(),
          "[LOC Roma] na [LOC Kigoma] .",
          "[ORG Simba] ilicheza [LOC Oslo] leo .",
          "kila siku [ORG Yanga FC] hufunga .");

  @TempDir private static Path shared;

  private static ModelFile alone;
  private static ModelFile converse;

  @TempDir private Path folder;

  @BeforeAll
  static void trainWhatToStartFrom() {
    alone = trained(small(Transfer.NONE).passes(25).build(), shared.resolve("alone.can"));
    converse = trained(small(Transfer.CONVERSE).build(), shared.resolve("converse.can"));
  }

  private static ModelFile trained(TaggerOptions options, Path file) {
    try (Tagger tagger = trainer(options).train(OLD, OLD, english(options, OLD))) {
      return written(tagger, file);
    }
  }

  private static ModelFile written(Tagger tagger, Path file) {
    ModelFileWriter writer = new ModelFileWriter(ModelKind.TAGGER);
    tagger.addTo(writer);
    writer.write(file);
    return ModelFile.open(file);
  }

  private static TaggerTrainer trainer(TaggerOptions options) {
    return new TaggerTrainer(options, new MemoryCheckpoint(), TrainingListener.SILENT);
  }

  private static TaggerOptions.Builder small(Transfer transfer) {
    return TaggerOptions.builder()
        .transfer(transfer)
        .widths(new Widths(12, 8, 10, 4))
        .project(6)
        .hidden(12)
        .dropout(0.1f)
        .epochs(4)
        .passes(12)
        .batch(3)
        .learningRate(0.02f)
        .averaging(0.8f);
  }

  private static TaggerTrainer.English english(TaggerOptions options, Corpus corpus) {
    if (!options.readsEnglish()) {
      return null;
    }
    List<EnglishView> views = views(corpus);
    return new TaggerTrainer.English(ENGLISH_TYPES, STATES, views, views);
  }

  /** Views of an English network that knows the names of the corpora, and nothing else. */
  private static List<EnglishView> views(Corpus corpus) {
    List<EnglishView> views = new ArrayList<>();
    for (TaggedSentence sentence : corpus.sentences()) {
      int length = sentence.tokens().size();
      int width = 2 * ENGLISH_TYPES.size() + 1;
      float[] states = new float[length * STATES];
      float[] posteriors = new float[length * width];
      float[] mass = new float[length];
      Arrays.fill(mass, 1);
      for (int t = 0; t < length; t++) {
        boolean name = Character.isUpperCase(sentence.tokens().get(t).charAt(0));
        states[t * STATES + (name ? 1 : 0)] = 1;
        posteriors[t * width + (name ? 3 : 0)] = 1;
      }
      views.add(new EnglishView(states, posteriors, mass));
    }
    return views;
  }

  private static List<List<String>> text(Corpus corpus) {
    return corpus.sentences().stream().map(TaggedSentence::tokens).toList();
  }

  private static Tagger start(ModelFile file, TaggerOptions options, String... types) {
    boolean english = options.readsEnglish();
    TaggerSpec spec =
        new TaggerSpec(
            options, List.of(types), english ? ENGLISH_TYPES : List.of(), english ? STATES : 0);
    return new WarmStart(file).tagger(spec, text(NEW), null, null, new SplittableRandom(77));
  }

  @Test
  void finds_before_any_step_what_the_old_tagger_finds_as_surely() {
    for (ModelFile file : List.of(alone, converse)) {
      TaggerOptions options = small(Tagger.spec(file).options().transfer()).build();
      List<EnglishView> views = views(OLD);
      try (Tagger old = Tagger.load(file);
          Tagger started = start(file, options, "LOC", "PER")) {
        assertThat(started.lexicon().words().size()).isEqualTo(old.lexicon().words().size() + 9);
        List<Tagging> expected = old.tag(text(OLD), views);
        assertThat(expected).anySatisfy(seen -> assertThat(seen.mentions()).isNotEmpty());
        assertThat(started.tag(text(OLD), views)).isEqualTo(expected);
      }
    }
  }

  @Test
  void reads_English_beside_what_a_tagger_without_transfer_has_learnt() {
    TaggerOptions options = small(Transfer.CONVERSE).votes(false).build();
    try (Tagger old = Tagger.load(alone);
        Tagger started = start(alone, options, "LOC", "PER")) {
      assertThat(started.tag(text(OLD), views(OLD))).isEqualTo(old.tag(text(OLD), List.of()));
    }
    try (Tagger tagger =
        trainer(options).startingFrom(alone).train(NEW, NEW, english(options, NEW))) {
      assertThat(TaggerTrainer.score(tagger, NEW, views(NEW)).overall().f1()).isEqualTo(1);
      assertThat(tagger.tag(text(NEW), views(NEW)))
          .isNotEqualTo(tagger.tag(text(NEW), unknown(NEW)));
    }
  }

  /** Views of an English network that saw nothing. */
  private static List<EnglishView> unknown(Corpus corpus) {
    return views(corpus).stream()
        .map(
            view ->
                new EnglishView(
                    new float[view.states().length],
                    new float[view.posteriors().length],
                    new float[view.length()]))
        .toList();
  }

  @Test
  void finds_before_any_step_the_old_names_beside_a_new_type() {
    try (Tagger started = start(alone, small(Transfer.NONE).build(), "AAA", "LOC", "PER")) {
      assertThat(TaggerTrainer.score(started, OLD, List.of()).overall().f1()).isEqualTo(1);
    }
  }

  @Test
  void carries_types_over_by_name_and_drops_the_others() {
    try (Tagger old = Tagger.load(converse);
        Tagger started = start(converse, small(Transfer.CONVERSE).build(), "ART", "PER");
        Tagger fresh = Tagger.create(started.spec(), started.lexicon(), new SplittableRandom(77))) {
      for (String name : List.of("labeller.output", "labeller.outputBias", "english.votes")) {
        float[] before = values(old, name);
        float[] after = values(started, name);
        int width = before.length / 9;
        assertThat(after).hasSameSizeAs(before);
        assertThat(Arrays.copyOfRange(after, 0, width)).isEqualTo(Arrays.copyOf(before, width));
        assertThat(Arrays.copyOfRange(after, width, 5 * width))
            .isEqualTo(Arrays.copyOfRange(values(fresh, name), width, 5 * width));
        assertThat(Arrays.copyOfRange(after, 5 * width, 9 * width))
            .isEqualTo(Arrays.copyOfRange(before, 5 * width, 9 * width));
      }
      float[] before = values(old, "labeller.crf.transition");
      float[] after = values(started, "labeller.crf.transition");
      for (int from = 0; from < 9; from++) {
        for (int to = 0; to < 9; to++) {
          boolean known = (from == 0 || from > 4) && (to == 0 || to > 4);
          assertThat(after[from * 9 + to]).isEqualTo(known ? before[from * 9 + to] : 0);
        }
      }
    }
  }

  private static float[] values(Tagger tagger, String name) {
    return tagger.weights().get(name).toFloatArray();
  }

  @Test
  void learns_new_words_and_types_and_forgets_those_that_do_not_occur() {
    List<String> messages = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void message(String message) {
            messages.add(message);
          }
        };
    TaggerOptions options = small(Transfer.NONE).passes(25).build();
    try (Tagger tagger =
        new TaggerTrainer(options, new MemoryCheckpoint(), listener)
            .startingFrom(alone)
            .train(NEW, NEW, null)) {
      assertThat(tagger.spec().types()).containsExactly("LOC", "ORG");
      assertThat(TaggerTrainer.score(tagger, NEW, List.of()).overall().f1()).isEqualTo(1);
      assertThat(tagger.lexicon().words().tokens()).contains("walikutana", "hufunga");
    }
    assertThat(messages)
        .containsExactly(
            "starting from "
                + alone.where()
                + "; new words: 9; kept types: LOC; new types: ORG; dropped types: PER");
  }

  @Test
  void needs_fewer_steps_than_from_random_weights() {
    TaggerOptions options = small(Transfer.NONE).epochs(1).passes(1).learningRate(0.001f).build();
    try (Tagger random = trainer(options).train(OLD, OLD, null);
        Tagger started = trainer(options).startingFrom(alone).train(OLD, OLD, null)) {
      assertThat(TaggerTrainer.score(random, OLD, List.of()).overall().f1()).isLessThan(0.5);
      assertThat(TaggerTrainer.score(started, OLD, List.of()).overall().f1()).isEqualTo(1);
    }
  }

  @Test
  void the_same_seed_and_start_give_the_same_file() throws IOException {
    byte[] one = bytes("one", converse);
    assertThat(bytes("two", converse)).isEqualTo(one);
    ModelFile other =
        trained(
            small(Transfer.CONVERSE).epochs(1).passes(1).seed(9).build(), folder.resolve("other"));
    assertThat(bytes("three", other)).isNotEqualTo(one);
  }

  private byte[] bytes(String name, ModelFile file) throws IOException {
    TaggerOptions options = small(Transfer.CONVERSE).epochs(1).passes(2).build();
    Path target = folder.resolve(name);
    try (Tagger tagger =
        trainer(options).startingFrom(file).train(NEW, NEW, english(options, NEW))) {
      written(tagger, target);
    }
    return Files.readAllBytes(target);
  }

  @Test
  void a_training_that_fails_frees_its_weights_and_is_named_by_its_start() {
    TaggerOptions options = small(Transfer.NONE).epochs(1).passes(1).build();
    BrokenCheckpoint random = new BrokenCheckpoint();
    BrokenCheckpoint started = new BrokenCheckpoint();
    TaggerTrainer first = new TaggerTrainer(options, random, TrainingListener.SILENT);
    TaggerTrainer second =
        new TaggerTrainer(options, started, TrainingListener.SILENT).startingFrom(alone);
    for (TaggerTrainer trainer : List.of(first, second)) {
      assertThatThrownBy(() -> trainer.train(NEW, NEW, null)).hasMessage("the disk is full");
    }
    assertThat(random.weightsAreOpen()).isFalse();
    assertThat(started.weightsAreOpen()).isFalse();
    assertThat(started.fingerprint()).isNotEqualTo(random.fingerprint());
  }

  @Test
  void refuses_a_tagger_of_another_shape_and_names_the_option() {
    refused(
        converse,
        small(Transfer.NONE).build(),
        "was trained with --transfer converse, this training has none;");
    refused(
        alone,
        small(Transfer.NONE).hidden(13).build(),
        "was trained with --hidden 12, this training has 13; give --hidden 12 to start from it");
    refused(
        converse,
        small(Transfer.CONVERSE).fusion(Fusion.GATE).build(),
        "was trained with --fusion concat, this training has gate;");
    refused(
        converse,
        small(Transfer.CONVERSE).states(false).build(),
        "was trained with --carry both, this training has posteriors;");
    refused(
        converse, small(Transfer.CONVERSE).votes(false).build(), "was trained with votes true,");
    refused(
        alone,
        small(Transfer.NONE).widths(new Widths(13, 8, 10, 4)).build(),
        "was trained with widths ");
  }

  private static void refused(ModelFile file, TaggerOptions options, String message) {
    assertThatThrownBy(
            () -> trainer(options).startingFrom(file).train(NEW, NEW, english(options, NEW)))
        .isInstanceOf(CanException.class)
        .hasMessageContaining(file.where() + " " + message);
  }

  @Test
  void refuses_another_english_network() {
    TaggerOptions options = small(Transfer.CONVERSE).build();
    assertThatThrownBy(
            () -> TaggerTrainer.requireStart(converse, options, List.of("LOC", "ORG"), STATES))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("the types LOC, PER with states of width 3")
        .hasMessageContaining("the types LOC, ORG with states of width 3")
        .hasMessageContaining("--english");
    assertThatThrownBy(() -> TaggerTrainer.requireStart(converse, options, ENGLISH_TYPES, 4))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("width 4");
    TaggerTrainer.requireStart(converse, options, ENGLISH_TYPES, STATES);
  }

  @Test
  void refuses_a_file_whose_weights_do_not_fit_its_words() {
    Path file = folder.resolve("m.can");
    try (Tagger tagger = Tagger.load(alone)) {
      ModelFileWriter writer = new ModelFileWriter(ModelKind.TAGGER);
      writer.text("words.txt", List.of("<pad>", "<unk>", "Roma"));
      writer.text("characters.txt", tagger.lexicon().characters().toLines());
      writer.put("tagger", tagger.spec());
      writer.tensors("weights.safetensors", StoredWeights.half(tagger.weights()));
      writer.write(file);
    }
    TaggerOptions options = small(Transfer.NONE).build();
    assertThatThrownBy(
            () -> trainer(options).startingFrom(ModelFile.open(file)).train(NEW, NEW, null))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("weight source.words of shape [")
        .hasMessageContaining("expected the shape [3, 12]");
  }
}
