// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.github.canner.nn.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Seq2SeqTest {
  private static final int VOCABULARY = 11;
  private static final int[][] SOURCES = {{4, 5, 6, 5}, {7, 4}};
  private static final int[][] TARGETS = {{8, 5, Subwords.END}, {4, 9, 10, 4, Subwords.END}};
  private static final boolean[][][] LINKS = {
    {{true, false, false, false}, {false, true, false, true}, {false, false, false, false}},
    {{false, true}, {false, false}, {true, false}, {false, false}, {false, false}}
  };
  private static final TranslatorOptions OPTIONS =
      TranslatorOptions.builder()
          .optEmbedding(3)
          .optEncoder(2)
          .optDecoder(4)
          .optDropout(0)
          .optSeed(3)
          .build();

  private final Weights weights = new Weights();
  private final SubwordLexicon lexicon =
      SubwordLexicon.fromLines(
          List.of("", "", "", "", "8:600 9:100", "5:500", "", "4:900", "", "", ""),
          VOCABULARY,
          "lexicon");
  private final Seq2Seq network = new Seq2Seq(weights, lexicon);

  Seq2SeqTest() {
    Seq2Seq.create(weights, OPTIONS, VOCABULARY);
    SplittableRandom random = new SplittableRandom(9);
    for (String name :
        List.of(
            "vocabulary.bias", "output.bias", "gate.bias", "attention.bias", "lower.state.bias")) {
      float[] values = new float[(int) weights.get(name).getShape().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(-0.5, 0.5);
      }
      weights.get(name).set(values);
    }
    weights.get("trust.bias").set(new float[] {2});
  }

  @AfterEach
  void close() {
    weights.close();
  }

  @Test
  void its_losses_are_those_of_plain_loops_over_one_sentence_at_a_time() {
    double gold = 0;
    double smooth = 0;
    double guidance = 0;
    int steps = 0;
    int guided = 0;
    for (int b = 0; b < SOURCES.length; b++) {
      ReferenceSeq2Seq.Steps expected =
          new ReferenceSeq2Seq(weights, lexicon).run(SOURCES[b], TARGETS[b]);
      for (int t = 0; t < TARGETS[b].length; t++) {
        gold += expected.negativeLogGold()[t];
        smooth -= expected.meanLogVocabulary()[t];
        steps++;
        double onLinks = 0;
        boolean any = false;
        for (int s = 0; s < SOURCES[b].length; s++) {
          onLinks += LINKS[b][t][s] ? expected.attention()[t][s] : 0;
          any |= LINKS[b][t][s];
        }
        guidance -= any ? Math.log(onLinks + 1e-8) : 0;
        guided += any ? 1 : 0;
      }
    }
    try (NDManager manager = weights.manager().newSubManager()) {
      Seq2Seq.Loss loss = network.loss(manager, SOURCES, TARGETS, LINKS, OPTIONS, true);
      assertThat((double) loss.likelihood().getFloat()).isCloseTo(gold / steps, within(1e-4));
      assertThat((double) loss.guidance().getFloat())
          .isCloseTo(guidance / (guided + 1), within(1e-4));
      double total = 0.9 * gold / steps + 0.1 * smooth / steps + 0.5 * guidance / (guided + 1);
      assertThat((double) loss.total().getFloat()).isCloseTo(total, within(1e-4));
    }
  }

  @Test
  void decoding_step_by_step_gives_the_probabilities_of_plain_loops_over_the_shortlist() {
    Decoder decoder = network.decoder();
    List<EncodedSentence> sentences;
    try (NDManager manager = weights.manager().newSubManager()) {
      sentences = network.read(manager, SOURCES);
    }
    for (int b = 0; b < SOURCES.length; b++) {
      Decoder.Steps steps = decoder.of(sentences.get(b));
      Decoder.State state = sentences.get(b).start();
      int last = Subwords.START;
      for (int t = 0; t < TARGETS[b].length; t++) {
        NextSubwords next = steps.next(state, last);
        ReferenceSeq2Seq.Steps expected =
            new ReferenceSeq2Seq(weights, lexicon).run(SOURCES[b], TARGETS[b], next.subwords());
        assertThat(next.attention())
            .containsExactly(floats(expected.attention()[t]), within(1e-5f));
        int place = Arrays.binarySearch(next.subwords(), TARGETS[b][t]);
        if (place >= 0) {
          assertThat(Math.log(next.probabilities()[place]))
              .isCloseTo(-expected.negativeLogGold()[t], within(1e-4));
        }
        double sum = 0;
        for (float value : next.probabilities()) {
          sum += value;
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
        state = next.state();
        last = TARGETS[b][t];
      }
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  @Test
  void its_gradient_agrees_with_finite_differences() {
    weights.requireGradients(true);
    try (NDManager manager = weights.manager().newSubManager();
        GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      collector.backward(network.loss(manager, SOURCES, TARGETS, LINKS, OPTIONS, true).total());
    }
    Map<String, float[]> gradients = new HashMap<>();
    for (String name : weights.names()) {
      try (NDArray array = weights.get(name).getGradient()) {
        gradients.put(name, array.toFloatArray());
      }
    }
    weights.requireGradients(false);
    for (String name : weights.names()) {
      float[] gradient = gradients.get(name);
      float[] values = weights.get(name).toFloatArray();
      int at = values.length / 2;
      double numeric = (total(name, values, at, 1e-2f) - total(name, values, at, -1e-2f)) / 2e-2;
      assertThat((double) gradient[at]).as(name).isCloseTo(numeric, within(2e-3));
    }
  }

  private double total(String name, float[] values, int at, float shift) {
    float[] shifted = values.clone();
    shifted[at] += shift;
    weights.get(name).set(shifted);
    try (NDManager manager = weights.manager().newSubManager()) {
      return network.loss(manager, SOURCES, TARGETS, LINKS, OPTIONS, true).total().getFloat();
    } finally {
      weights.get(name).set(values);
    }
  }
}
