// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.github.canner.nn.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeamSearchTest {
  private static final int VOCABULARY = 40;

  private final Weights weights = new Weights();
  private final Seq2Seq network;

  BeamSearchTest() {
    TranslatorOptions options =
        TranslatorOptions.builder().optEmbedding(8).optEncoder(6).optDecoder(10).optSeed(5).build();
    Seq2Seq.create(weights, options, VOCABULARY);
    for (String name : List.of("embedding", "output.weight", "lower.hidden", "upper.input")) {
      float[] values = weights.get(name).toFloatArray();
      for (int i = 0; i < values.length; i++) {
        values[i] *= 4;
      }
      weights.get(name).set(values);
    }
    weights.get("trust.bias").set(new float[] {1});
    List<String> lexicon =
        IntStream.range(0, VOCABULARY)
            .mapToObj(i -> i < 6 ? "" : (VOCABULARY + 4 - i) + ":700 " + (i - 1) + ":200")
            .toList();
    network = new Seq2Seq(weights, SubwordLexicon.fromLines(lexicon, VOCABULARY, "lexicon"));
  }

  @AfterEach
  void close() {
    weights.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void gives_each_sentence_of_a_batch_of_many_lengths_what_it_gets_alone(int width) {
    int[][] sentences = sentences(1, 40, 3, 17, 2, 28, 5, 1, 9, 33, 12, 7);
    List<Hypothesis> together = search(width, sentences);
    assertThat(together.stream().mapToInt(Hypothesis::length).distinct().count())
        .as("different lengths, so that sentences end at different steps")
        .isGreaterThan(6);
    for (int i = 0; i < sentences.length; i++) {
      Hypothesis alone = search(width, sentences[i]).get(0);
      assertThat(together.get(i).pieces()).containsExactly(alone.pieces());
      assertThat(together.get(i).score()).isCloseTo(alone.score(), within(1e-4));
      assertThat(together.get(i).attentions()).allSatisfy(BeamSearchTest::sumsToOne);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void scores_a_translation_as_the_network_scores_it(int width) {
    int[] sentence = sentences(9)[0];
    Hypothesis found = search(width, sentence).get(0);
    int[] target = Arrays.copyOf(found.pieces(), found.length());
    if (found.finished()) {
      target[target.length - 1] = Subwords.END;
    }
    int[] listed = next(sentence).subwords();
    double[] expected =
        new ReferenceSeq2Seq(weights, network.lexicon())
            .run(sentence, target, listed)
            .negativeLogGold();
    assertThat(found.logProbability()).isCloseTo(-Arrays.stream(expected).sum(), within(1e-4));
  }

  @Test
  void ends_a_sentence_that_never_ends_by_itself() {
    float[] bias = weights.get("vocabulary.bias").toFloatArray();
    bias[Subwords.END] = -1000;
    weights.get("vocabulary.bias").set(bias);
    for (Hypothesis found : search(1, sentences(2, 30))) {
      assertThat(found.length()).isPositive();
      assertThat(found.finished()).isFalse();
    }
  }

  private NextSubwords next(int[] sentence) {
    EncodedSentence read = read(sentence).get(0);
    return network.decoder().of(read).next(read.start(), Subwords.START);
  }

  private List<Hypothesis> search(int width, int[]... sentences) {
    BeamSearch search = new BeamSearch(network.decoder(), piece -> false, width);
    return read(sentences).stream().map(search::best).toList();
  }

  private List<EncodedSentence> read(int[]... sentences) {
    try (NDManager manager = weights.manager().newSubManager()) {
      return network.read(manager, sentences);
    }
  }

  private static void sumsToOne(float[] attention) {
    double sum = IntStream.range(0, attention.length).mapToDouble(s -> attention[s]).sum();
    assertThat(sum).isCloseTo(1, within(1e-4));
  }

  private static int[][] sentences(int... lengths) {
    SplittableRandom random = new SplittableRandom(3);
    return Arrays.stream(lengths)
        .mapToObj(length -> random.ints(length, 6, VOCABULARY).toArray())
        .toArray(int[][]::new);
  }
}
