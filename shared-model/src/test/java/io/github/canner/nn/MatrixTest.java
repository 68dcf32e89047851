// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {
  private final SplittableRandom random = new SplittableRandom(8);

  @ParameterizedTest
  @CsvSource({"1,1", "3,4", "5,7", "33,2", "40,65"})
  void adds_the_product_that_plain_loops_give(int height, int width) {
    float[][] rows = new float[height][];
    for (int r = 0; r < height; r++) {
      rows[r] = vector(width);
    }
    float[] x = vector(width);
    float[] sum = vector(height);
    float[] expected = sum.clone();
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        expected[r] += rows[r][c] * x[c];
      }
    }
    Matrix matrix = Matrix.ofRows(rows);
    matrix.addProduct(x, sum);
    assertThat(sum).containsExactly(expected, within(1e-5f));
    assertThat(matrix.height()).isEqualTo(height);
    assertThat(matrix.width()).isEqualTo(width);
  }

  @Test
  void is_the_same_of_an_array_of_rows_and_of_columns() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Matrix array = Matrix.of(manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3)));
      Matrix columns = Matrix.ofColumns(new float[] {1, 4}, new float[] {2, 5}, new float[] {3, 6});
      float[] x = {1, 10, 100};
      assertThat(array.times(x)).containsExactly(321, 654);
      assertThat(columns.times(x)).containsExactly(321, 654);
    }
  }

  @Test
  void gives_some_of_its_columns() {
    Matrix matrix = Matrix.ofRows(new float[] {1, 2, 3}, new float[] {4, 5, 6});
    assertThat(matrix.columns(1, 3).times(new float[] {1, 10})).containsExactly(32, 65);
  }

  @Test
  void refuses_vectors_of_other_lengths() {
    Matrix matrix = Matrix.ofRows(new float[] {1, 2, 3}, new float[] {4, 5, 6});
    assertThatThrownBy(() -> matrix.times(new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 × 3 values times 2 into 2");
    assertThatThrownBy(() -> matrix.addProduct(new float[3], new float[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private float[] vector(int length) {
    float[] vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = (float) random.nextDouble(-1, 1);
    }
    return vector;
  }
}
