// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.canner.english.EnglishEncoder.Encoding;
import io.github.canner.translate.Translation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConverseAttentionTest {
  private static final Encoding ONE = new Encoding(new float[][] {{5}}, new float[1][0]);

  private static final float[][] A = {{1, 0}, {0.5f, 0.5f}, {0, 1}};
  private static final float[][] H = {{1, 2}, {3, 4}, {5, 6}};

  @Test
  void carries_the_example_of_the_documentation_back_plainly() {
    EnglishView view = view(Normalisation.PLAIN, A, H);
    assertThat(view.states()).containsExactly(2.5f, 4, 6.5f, 8);
    assertThat(view.mass()).containsExactly(1.5f, 1.5f);
  }

  @Test
  void carries_the_example_of_the_documentation_back_by_columns() {
    EnglishView view = view(Normalisation.COLUMN, A, H);
    assertThat(view.states())
        .containsExactly(new float[] {1.6667f, 2.6667f, 4.3333f, 5.3333f}, within(1e-3f));
    assertThat(view.mass()).containsExactly(1.5f, 1.5f);
  }

  @ParameterizedTest
  @EnumSource
  void agrees_with_plain_loops_on_padded_batches(Normalisation normalisation) {
    SplittableRandom random = new SplittableRandom(3);
    int[][] sizes = {{3, 5}, {6, 2}, {1, 1}};
    int d = 4;
    float[] attention = new float[3 * 6 * 5];
    float[] english = new float[3 * 6 * d];
    for (int b = 0; b < 3; b++) {
      for (int t = 0; t < sizes[b][0]; t++) {
        for (int i = 0; i < sizes[b][1]; i++) {
          attention[(b * 6 + t) * 5 + i] = (float) random.nextDouble();
        }
        for (int k = 0; k < d; k++) {
          english[(b * 6 + t) * d + k] = (float) random.nextDouble(-1, 1);
        }
      }
    }
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ConverseAttention.Carried carried =
          new ConverseAttention(normalisation)
              .carry(
                  manager.create(attention, new Shape(3, 6, 5)),
                  manager.create(english, new Shape(3, 6, d)));
      float[] vectors = carried.vectors().toFloatArray();
      float[] mass = carried.mass().toFloatArray();
      for (int b = 0; b < 3; b++) {
        for (int i = 0; i < 5; i++) {
          double column = 0;
          for (int t = 0; t < 6; t++) {
            column += attention[(b * 6 + t) * 5 + i];
          }
          assertThat((double) mass[b * 5 + i]).isCloseTo(column, within(1e-5));
          for (int k = 0; k < d; k++) {
            double sum = 0;
            for (int t = 0; t < 6; t++) {
              sum += attention[(b * 6 + t) * 5 + i] * english[(b * 6 + t) * d + k];
            }
            double expected =
                normalisation == Normalisation.COLUMN && column > 0 ? sum / column : sum;
            assertThat((double) vectors[(b * 5 + i) * d + k]).isCloseTo(expected, within(1e-4));
          }
        }
      }
    }
  }

  @Test
  void a_sentence_without_a_translation_gets_zeros() {
    EnglishView view = view(Normalisation.COLUMN, new float[0][], new float[0][]);
    assertThat(view.states()).containsExactly(0, 0, 0, 0);
    assertThat(view.mass()).containsExactly(0, 0);
  }

  @Test
  void a_long_sentence_among_short_ones_carries_what_it_carries_alone() {
    int length = 2_500;
    float[][] attention = new float[length][length];
    float[][] states = new float[length][1];
    for (int t = 0; t < length; t++) {
      attention[t][(t * 7) % length] = 1;
      states[t][0] = t;
    }
    List<String> words = Collections.nCopies(length, "neno");
    Translation whole = new Translation(words, words, attention, 0);
    Translation small = new Translation(List.of("moja"), List.of("one"), new float[][] {{1}}, 0);
    List<Translation> translations = new ArrayList<>(Collections.nCopies(63, small));
    translations.add(30, whole);
    List<Encoding> encodings =
        translations.stream()
            .map(t -> t == whole ? new Encoding(states, new float[length][0]) : ONE)
            .toList();
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      EnglishTransfer transfer = new EnglishTransfer(Normalisation.COLUMN);
      List<EnglishView> views = transfer.views(manager, translations, encodings, 1, 0);
      assertThat(views).extracting(EnglishView::length).containsOnly(1, length).hasSize(64);
      assertThat(views.get(30).states()[14]).isCloseTo(2, within(1e-4f));
      assertThat(views.get(63).states()).containsExactly(new float[] {5}, within(1e-4f));
    }
  }

  private static EnglishView view(
      Normalisation normalisation, float[][] attention, float[][] english) {
    List<String> words = List.of("one", "two", "three").subList(0, attention.length);
    Translation translation = new Translation(List.of("moja", "mbili"), words, attention, 0);
    float[][] posteriors = new float[english.length][1];
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      return new EnglishTransfer(normalisation)
          .views(manager, List.of(translation), List.of(new Encoding(english, posteriors)), 2, 1)
          .get(0);
    }
  }
}
