// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.train.MemoryCheckpoint;
import io.github.canner.train.TrainingListener;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeuralTranslatorTest {
  private static final List<WordPair> TRAIN = ToyLanguage.sentences(600, 1);
  private static NeuralTranslator translator;

  @BeforeAll
  static void train() {
    TranslatorOptions options =
        TranslatorOptions.builder()
            .optSubwords(100)
            .optEmbedding(32)
            .optEncoder(32)
            .optDecoder(48)
            .optDropout(0)
            .optEpochs(40)
            .optBatch(250)
            .optLearningRate(5e-3f)
            .optWarmUp(40)
            .build();
    TranslatorConfig config = new TranslatorConfig("toy", Tokenisation.JOINED, 1, options);
    translator =
        new TranslatorTrainer(config, new MemoryCheckpoint(), TrainingListener.SILENT)
            .train(TRAIN, ToyLanguage.sentences(40, 2));
  }

  @AfterAll
  static void close() {
    translator.close();
  }

  @Test
  void learns_to_translate_sentences_it_has_not_seen() {
    List<WordPair> unseen = ToyLanguage.sentences(60, 3);
    List<Translation> translations = translator.translate(foreign(unseen));
    long right =
        IntStream.range(0, unseen.size())
            .filter(i -> translations.get(i).english().equals(unseen.get(i).english()))
            .count();
    assertThat(right).isGreaterThanOrEqualTo(45);
  }

  @Test
  void looks_at_the_word_it_translates() {
    List<String> sentence = List.of("hado", "Anna", "vipe", "molu");
    Translation translation = translator.translate(List.of(sentence)).get(0);
    assertThat(translation.english()).containsExactly("king", "sees", "Anna", "old");
    for (int n = 0; n < 4; n++) {
      assertThat(Translation.strongest(translation.alignment()[n])).isEqualTo(3 - n);
    }
  }

  @Test
  void gives_each_english_word_attention_that_sums_to_one() {
    for (Translation translation : translator.translate(foreign(ToyLanguage.sentences(20, 4)))) {
      for (float[] row : translation.alignment()) {
        double sum = 0;
        for (float value : row) {
          sum += value;
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
      }
    }
  }

  @Test
  void led_along_its_own_translations_it_looks_where_it_looked_before() {
    List<Translation> own =
        translator.translate(foreign(ToyLanguage.sentences(25, 7))).stream()
            .filter(translation -> translation.english().stream().allMatch(ToyLanguage::isEnglish))
            .toList();
    assertThat(own).hasSizeGreaterThan(10);
    List<FollowedTranslation> followed =
        translator.follow(own.stream().map(t -> new WordPair(t.source(), t.english())).toList());
    int same = 0;
    for (int i = 0; i < own.size(); i++) {
      float[][] before = own.get(i).alignment();
      float[][] after = followed.get(i).alignment();
      assertThat(after).hasNumberOfRows(before.length);
      assertThat(followed.get(i).states()).hasNumberOfRows(before.length);
      assertThat(followed.get(i).states()[0]).hasSize(translator.stateWidth()).hasSize(48);
      double furthest = 0;
      for (int n = 0; n < before.length; n++) {
        for (int m = 0; m < before[n].length; m++) {
          furthest = Math.max(furthest, Math.abs(after[n][m] - before[n][m]));
        }
      }
      same += furthest < 2e-3 ? 1 : 0;
    }
    // The others spell a word in other subwords than it would be cut into.
    assertThat(same).isGreaterThan(own.size() * 3 / 4);
  }

  @Test
  void led_along_a_translation_that_it_would_not_choose_it_looks_at_the_word_behind_each_word() {
    WordPair pair = new WordPair(List.of("hado", "Boris", "vipe"), List.of("sees", "Boris", "old"));
    WordPair longer =
        new WordPair(
            List.of("pelim", "ta", "vipe", "Anna"), List.of("Anna", "sees", "the", "house"));
    List<FollowedTranslation> followed = translator.follow(List.of(longer, pair));
    for (int n = 0; n < 3; n++) {
      assertThat(Translation.strongest(followed.get(1).alignment()[n])).isEqualTo(2 - n);
    }
    float[][] alone = translator.follow(List.of(pair)).get(0).states();
    for (int n = 0; n < 3; n++) {
      assertThat(followed.get(1).states()[n]).containsExactly(alone[n], within(1e-4f));
    }
    assertThat(alone[0]).isNotEqualTo(alone[1]);
  }

  @Test
  void translates_an_empty_sentence_to_nothing_and_keeps_the_order_of_the_others() {
    List<String> some = List.of("molu", "vipe");
    List<Translation> translations = translator.translate(List.of(List.of(), some, List.of()));
    assertThat(translations)
        .extracting(Translation::source)
        .containsExactly(List.of(), some, List.of());
    assertThat(translations.get(0).english()).isEmpty();
    assertThat(translations.get(1).english()).isNotEmpty();
  }

  @Test
  void translates_together_as_one_by_one() {
    List<List<String>> sentences = foreign(ToyLanguage.sentences(30, 5));
    List<List<String>> alone =
        sentences.stream().map(s -> translator.translate(List.of(s)).get(0).english()).toList();
    assertThat(translator.translate(sentences)).extracting(Translation::english).isEqualTo(alone);
  }

  @Test
  void finds_translations_at_least_as_probable_with_a_wider_beam() {
    List<List<String>> sentences = foreign(ToyLanguage.sentences(30, 6));
    NeuralTranslator wide = translator.withBeam(5);
    double greedy = translator.translate(sentences).stream().mapToDouble(Translation::score).sum();
    double beam = wide.translate(sentences).stream().mapToDouble(Translation::score).sum();
    assertThat(beam).isGreaterThanOrEqualTo(greedy - 1e-3);
  }

  @Test
  void takes_a_sentence_of_ten_thousand_words() {
    List<String> words = Collections.nCopies(10_000, "molu");
    Translation translation = translator.translate(List.of(words)).get(0);
    assertThat(translation.source()).isEqualTo(words);
    float[][] alignment = translation.alignment();
    assertThat(Translation.strongest(alignment[0])).isLessThan(60);
    assertThat(Translation.strongest(alignment[alignment.length - 1]))
        .isGreaterThanOrEqualTo(9_940);
  }

  @Test
  void takes_characters_it_has_never_seen() {
    Translation translation =
        translator.translate(List.of(List.of("molu", "日本", "🙂", "vipe"))).get(0);
    assertThat(translation.english()).doesNotContain("<unk>");
  }

  @Test
  void translates_the_same_from_many_threads() {
    List<List<String>> sentences = foreign(ToyLanguage.sentences(20, 7));
    List<List<String>> expected =
        translator.translate(sentences).stream().map(Translation::english).toList();
    List<List<List<String>>> answers =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(
                i -> translator.translate(sentences).stream().map(Translation::english).toList())
            .toList();
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isEqualTo(expected));
  }

  @Test
  void comes_back_from_its_file(@TempDir Path folder) {
    Path file = folder.resolve("toy.can");
    ModelFileWriter writer = new ModelFileWriter(ModelKind.TRANSLATOR);
    translator.addTo(writer);
    writer.write(file);
    List<List<String>> sentences = foreign(ToyLanguage.sentences(20, 8));
    try (NeuralTranslator read = NeuralTranslator.load(ModelFile.open(file))) {
      assertThat(read.config()).isEqualTo(translator.config());
      assertThat(read.translate(sentences))
          .extracting(Translation::english)
          .isEqualTo(translator.translate(sentences).stream().map(Translation::english).toList());
    }
  }

  private static List<List<String>> foreign(List<WordPair> pairs) {
    return pairs.stream().map(WordPair::foreign).toList();
  }
}
