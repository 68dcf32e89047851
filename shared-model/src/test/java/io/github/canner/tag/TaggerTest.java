// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.Explanation;
import io.github.canner.Mention;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.bundle.Tensor;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.english.EnglishEncoder;
import io.github.canner.nn.WordFeatures.Widths;
import io.github.canner.train.BrokenCheckpoint;
import io.github.canner.train.Corpora;
import io.github.canner.train.DiskCache;
import io.github.canner.train.LexiconFiles;
import io.github.canner.train.MemoryCheckpoint;
import io.github.canner.train.StoredWeights;
import io.github.canner.train.TrainingListener;
import io.github.canner.transfer.CorpusTransfer;
import io.github.canner.transfer.Normalisation;
import io.github.canner.translate.Translation;
import io.github.canner.translate.Translator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaggerTest {
  private static final Corpus TRAIN =
      Corpora.of(
          Set.of(),
          "[PER Juma Ali] alienda [LOC Roma] jana .",
          "[PER Asha] anaishi [LOC Dar es Salaam] .",
          "[LOC Roma] ni mbali na [LOC Oslo] .",
          "hakuna habari jana .",
          "[PER Asha] na [PER Juma] walikutana .");

  @TempDir private Path folder;

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

  private Tagger train(TaggerOptions options) {
    TaggerTrainer trainer =
        new TaggerTrainer(options, new MemoryCheckpoint(), TrainingListener.SILENT);
    return options.readsEnglish()
        ? trainer.train(TRAIN, TRAIN, english())
        : trainer.train(TRAIN, TRAIN, null);
  }

  private TaggerTrainer.English english() {
    FakeEncoder encoder = new FakeEncoder();
    CorpusTransfer transfer =
        new CorpusTransfer(
            new FakeTranslator(),
            "t",
            encoder,
            "e",
            new DiskCache(folder),
            TrainingListener.SILENT);
    var views = transfer.views(text(), Normalisation.COLUMN);
    return new TaggerTrainer.English(encoder.types(), encoder.stateWidth(), views, views);
  }

  private static List<List<String>> text() {
    return TRAIN.sentences().stream().map(TaggedSentence::tokens).toList();
  }

  private static CanPipeline pipeline(Tagger tagger) {
    return tagger.spec().options().readsEnglish()
        ? CanPipeline.of("swa", tagger, new FakeTranslator(), new FakeEncoder())
        : CanPipeline.of("swa", tagger);
  }

  @Test
  void weights_of_another_tagger_than_the_file_says_are_refused_on_loading() {
    try (Tagger tagger = train(small(Transfer.CONVERSE).epochs(1).passes(1).build())) {
      TaggerSpec spec = tagger.spec();
      TaggerOptions wider = small(Transfer.CONVERSE).hidden(13).build();
      assertThatThrownBy(
              () ->
                  Tagger.load(
                      file(
                          tagger,
                          new TaggerSpec(
                              wider, spec.types(), spec.englishTypes(), spec.stateWidth()),
                          Set.of())))
          .isInstanceOf(CanException.class)
          .hasMessageContaining("as shape of the weight labeller.lstm.forward.input, expected");
      assertThatThrownBy(() -> Tagger.load(file(tagger, spec, Set.of("english.votes"))))
          .isInstanceOf(CanException.class)
          .hasMessageContaining("found no weight english.votes, expected one of shape");
      Tagger.load(file(tagger, spec, Set.of())).close();
    }
  }

  private ModelFile file(Tagger tagger, TaggerSpec spec, Set<String> without) {
    ModelFileWriter writer = new ModelFileWriter(ModelKind.TAGGER);
    LexiconFiles.write(writer, tagger.lexicon());
    Map<String, Tensor> weights = new HashMap<>(StoredWeights.half(tagger.weights()));
    weights.keySet().removeAll(without);
    Path file = folder.resolve("altered.can");
    writer.put("tagger", spec).tensors("weights.safetensors", weights).write(file);
    return ModelFile.open(file);
  }

  @Test
  void learns_nothing_from_a_word_that_is_not_annotated() {
    assertThat(foundAfter("watu wa Roma/_ walifika .")).containsExactly("Roma");
    assertThat(foundAfter("watu wa Roma walifika .")).isEmpty();
  }

  /** The mentions found after one sentence that has a mention and three like it, such as this. */
  private static List<String> foundAfter(String other) {
    Corpus corpus = Corpora.of(Set.of(), "watu wa [LOC Roma] walifika .", other, other, other);
    Corpus dev = Corpora.of(Set.of(), "watu wa [LOC Roma] walifika .");
    TaggerOptions options = small(Transfer.NONE).averaging(0).build();
    TaggedSentence sentence = dev.sentences().get(0);
    try (Tagger tagger =
        new TaggerTrainer(options, new MemoryCheckpoint(), TrainingListener.SILENT)
            .train(corpus, dev, null)) {
      return tagger.tag(List.of(sentence.tokens()), List.of()).get(0).mentions().stream()
          .map(sentence::textOf)
          .toList();
    }
  }

  @Test
  void a_training_is_named_by_the_words_that_are_not_annotated_too() {
    List<String> names = new ArrayList<>();
    for (String line : List.of("[LOC Roma] ni mbali", "[LOC Roma] ni mbali/_")) {
      BrokenCheckpoint checkpoint = new BrokenCheckpoint();
      TaggerTrainer trainer =
          new TaggerTrainer(
              small(Transfer.NONE).epochs(1).passes(1).build(),
              checkpoint,
              TrainingListener.SILENT);
      Corpus corpus = Corpora.of(Set.of(), line);
      assertThatThrownBy(() -> trainer.train(corpus, TRAIN, null)).hasMessage("the disk is full");
      names.add(checkpoint.fingerprint());
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void refuses_to_choose_by_a_corpus_with_words_not_annotated() {
    TaggerTrainer trainer =
        new TaggerTrainer(
            small(Transfer.NONE).build(), new MemoryCheckpoint(), TrainingListener.SILENT);
    Corpus open = Corpora.of(Set.of(), "[LOC Roma] ni mbali/_");
    assertThatThrownBy(() -> trainer.train(TRAIN, open, null))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("1 words that are not annotated");
  }

  @Test
  void is_not_trained_without_sentences_to_choose_by() {
    TaggerTrainer trainer =
        new TaggerTrainer(
            small(Transfer.NONE).build(), new MemoryCheckpoint(), TrainingListener.SILENT);

    assertThatThrownBy(() -> trainer.train(TRAIN, Corpora.of(Set.of()), null))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("expected some to choose the best epoch by");
  }

  @ParameterizedTest
  @EnumSource
  void learns_a_small_corpus_by_heart_with_either_fusion(Fusion fusion) {
    try (CanPipeline model =
        pipeline(train(small(Transfer.CONVERSE).fusion(fusion).passes(25).build()))) {
      assertLearnt(model);
    }
  }

  @Test
  void learns_a_small_corpus_by_heart_without_transfer() {
    try (CanPipeline model = pipeline(train(small(Transfer.NONE).passes(25).build()))) {
      assertLearnt(model);
    }
  }

  private static void assertLearnt(CanModel model) {
    List<List<Mention>> found = model.tagAll(text());
    for (int i = 0; i < found.size(); i++) {
      List<Mention> gold = TRAIN.sentences().get(i).mentions();
      assertThat(found.get(i)).hasSameSizeAs(gold);
      for (int k = 0; k < gold.size(); k++) {
        assertThat(found.get(i).get(k).sameSpan(gold.get(k))).isTrue();
        assertThat(found.get(i).get(k).probability()).isGreaterThan(0.5);
      }
    }
    assertThat(model.types()).containsExactly("LOC", "PER");
  }

  @Test
  void finds_the_same_in_decomposed_text_as_in_composed() {
    List<String> composed = List.of("Asha", "Bérénice", "alienda", "Roma", ".");
    List<String> decomposed =
        composed.stream().map(word -> Normalizer.normalize(word, Normalizer.Form.NFD)).toList();
    assertThat(decomposed).isNotEqualTo(composed);
    try (CanPipeline model = pipeline(train(small(Transfer.NONE).build()))) {
      assertThat(model.tag(decomposed)).isNotEmpty().isEqualTo(model.tag(composed));
    }
  }

  @Test
  void finds_the_same_in_text_that_was_read_as_chinese() {
    Corpus hausa = Corpora.of(Set.of(), "[PER Ɗanjuma] ya tafi [LOC Ƙano] .", "babu labari .");
    Tagger tagger =
        new TaggerTrainer(
                small(Transfer.NONE).build(), new MemoryCheckpoint(), TrainingListener.SILENT)
            .train(hausa, hausa, null);
    try (CanPipeline model = pipeline(tagger)) {
      List<Mention> mentions = model.tag(List.of("Ɗanjuma", "ya", "tafi", "Ƙano", "."));
      assertThat(mentions).hasSize(2);
      assertThat(model.tag(List.of("茒anjuma", "ya", "tafi", "茦ano", "."))).isEqualTo(mentions);
      assertThat(model.tag(List.of("联anjuma", "ya", "tafi", "联ano", "."))).isNotEqualTo(mentions);
    }
  }

  @Test
  void reads_the_vote_of_english_for_a_name_it_never_saw() {
    TaggerOptions options = small(Transfer.CONVERSE).states(false).build();
    try (CanPipeline model = pipeline(train(options))) {
      assertThat(model.tag(List.of("Zuwena", "ni", "mbali", ".")))
          .extracting(Mention::start, Mention::end, Mention::type)
          .containsExactly(tuple(0, 1, "PER"));
    }
  }

  @Test
  void tags_sentences_together_as_one_by_one() {
    try (CanPipeline model = pipeline(train(small(Transfer.CONVERSE).build()))) {
      List<List<String>> sentences = new ArrayList<>(text());
      sentences.add(2, List.of());
      sentences.add(longSentence());
      List<List<Mention>> together = model.tagAll(sentences);
      for (int i = 0; i < sentences.size(); i++) {
        assertSame(together.get(i), model.tag(sentences.get(i)));
      }
      assertThat(together.get(2)).isEmpty();
    }
  }

  @Test
  void tags_from_many_threads_as_from_one() throws Exception {
    try (CanPipeline model = pipeline(train(small(Transfer.CONVERSE).build()))) {
      List<List<Mention>> expected = model.tagAll(text());
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Callable<List<List<Mention>>>> tasks = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
          tasks.add(() -> model.tagAll(text()));
        }
        for (Future<List<List<Mention>>> result : threads.invokeAll(tasks)) {
          for (int i = 0; i < expected.size(); i++) {
            assertSame(result.get().get(i), expected.get(i));
          }
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void the_same_seed_gives_the_same_file() throws IOException {
    byte[] one = bytes("one", 3);
    assertThat(bytes("two", 3)).isEqualTo(one);
    assertThat(bytes("other", 4)).isNotEqualTo(one);
  }

  private byte[] bytes(String name, long seed) throws IOException {
    Path file = folder.resolve(name);
    try (Tagger tagger = train(small(Transfer.CONVERSE).epochs(1).passes(2).seed(seed).build())) {
      write(tagger, file);
    }
    return Files.readAllBytes(file);
  }

  private static void write(Tagger tagger, Path file) {
    ModelFileWriter writer = new ModelFileWriter(ModelKind.TAGGER);
    tagger.addTo(writer);
    writer.write(file);
  }

  @Test
  void a_model_read_from_its_file_finds_the_same() {
    Path file = folder.resolve("m.can");
    try (CanPipeline model = pipeline(writtenTo(file));
        CanPipeline read = pipeline(Tagger.load(ModelFile.open(file)))) {
      assertThat(read.tagAll(text())).isEqualTo(model.tagAll(text()));
    }
  }

  private Tagger writtenTo(Path file) {
    Tagger tagger = train(small(Transfer.CONVERSE).build());
    write(tagger, file);
    return tagger;
  }

  @Test
  void explains_with_the_translation_and_the_alignment() {
    try (CanPipeline model = pipeline(train(small(Transfer.CONVERSE).build()))) {
      Explanation explanation = model.explain(text().get(0));
      assertThat(explanation.english())
          .containsExactly("Juma", "Ali", "went", "Rome", "yesterday", ".");
      assertThat(explanation.alignment().get(2)).containsExactly(0f, 0f, 1f, 0f, 0f, 0f);
      assertSame(explanation.mentions(), model.tag(text().get(0)));
      assertThat(model.explain(List.of()).mentions()).isEmpty();
    }
  }

  @Test
  void a_closed_model_says_so() {
    CanPipeline model = pipeline(train(small(Transfer.NONE).epochs(1).passes(1).build()));
    model.close();
    model.close();
    assertThatThrownBy(() -> model.tag(List.of("Juma")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void a_model_that_nobody_holds_any_more_is_freed() throws InterruptedException {
    AtomicBoolean freed = new AtomicBoolean();
    Tagger tagger = train(small(Transfer.CONVERSE).epochs(1).passes(1).build());
    CanPipeline.of("swa", tagger, new WatchedTranslator(freed), new FakeEncoder())
        .freedWhenLost()
        .tag(List.of("Juma"));

    for (int i = 0; i < 250 && !freed.get(); i++) {
      System.gc();
      Thread.sleep(20);
    }

    assertThat(freed).isTrue();
  }

  @Test
  void a_model_that_was_loaded_and_is_lost_is_freed() throws InterruptedException {
    NDManager memory =
        PipelineFile.load(PipelineLoader.defaultFile()).taggers().first().weights().manager();

    for (int i = 0; i < 250 && memory.isOpen(); i++) {
      System.gc();
      Thread.sleep(20);
    }

    assertThat(memory.isOpen()).isFalse();
  }

  private record WatchedTranslator(AtomicBoolean closed) implements Translator {
    @Override
    public List<Translation> translate(List<? extends List<String>> sentences) {
      try (Translator translator = new FakeTranslator()) {
        return translator.translate(sentences);
      }
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }

  @Test
  void refuses_parts_that_do_not_belong_together() {
    try (Tagger tagger = train(small(Transfer.NONE).epochs(1).passes(1).build())) {
      assertThatThrownBy(
              () -> CanPipeline.of("swa", tagger, new FakeTranslator(), new FakeEncoder()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static List<String> longSentence() {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      words.addAll(text().get(i % text().size()));
    }
    return words;
  }

  private static void assertSame(List<Mention> actual, List<Mention> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).sameSpan(expected.get(i))).isTrue();
      assertThat(actual.get(i).probability())
          .isCloseTo(expected.get(i).probability(), within(1e-4));
    }
  }

  /** Translates word by word with a small dictionary. */
  private static final class FakeTranslator implements Translator {
    private static final Map<String, String> DICTIONARY =
        Map.of("alienda", "went", "Roma", "Rome", "jana", "yesterday", "na", "and", "ni", "is");

    @Override
    public List<Translation> translate(List<? extends List<String>> sentences) {
      List<Translation> translations = new ArrayList<>();
      for (List<String> words : sentences) {
        List<String> english =
            words.stream().map(word -> DICTIONARY.getOrDefault(word, word)).toList();
        float[][] alignment = new float[words.size()][words.size()];
        for (int i = 0; i < alignment.length; i++) {
          alignment[i][i] = 1;
        }
        translations.add(new Translation(List.copyOf(words), english, alignment, 0));
      }
      return translations;
    }

    @Override
    public void close() {}
  }

  /** Takes Rome and Oslo for places and other words with a capital for persons. */
  private static final class FakeEncoder implements EnglishEncoder {
    @Override
    public int stateWidth() {
      return 3;
    }

    @Override
    public List<String> types() {
      return List.of("LOC", "PER");
    }

    @Override
    public List<Encoding> encode(List<? extends List<String>> sentences) {
      return sentences.stream().map(FakeEncoder::encoding).toList();
    }

    private static Encoding encoding(List<String> words) {
      float[][] states = new float[words.size()][3];
      float[][] posteriors = new float[words.size()][5];
      for (int i = 0; i < states.length; i++) {
        boolean capital = Character.isUpperCase(words.get(i).charAt(0));
        int kind = Set.of("Rome", "Oslo").contains(words.get(i)) ? 1 : capital ? 2 : 0;
        states[i][kind] = 1;
        posteriors[i][kind == 0 ? 0 : 2 * kind - 1] = 1;
      }
      return new Encoding(states, posteriors);
    }

    @Override
    public void close() {}
  }
}
