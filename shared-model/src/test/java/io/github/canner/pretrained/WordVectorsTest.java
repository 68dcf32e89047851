// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.github.canner.bundle.ModelFile;
import io.github.canner.nn.Weights;
import io.github.canner.train.DiskCache;
import io.github.canner.train.TrainingListener;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordVectorsTest {
  private static final List<List<String>> SENTENCES =
      List.of(List.of("nina", "Roma", "."), List.of(), List.of("hari"));

  @TempDir private Path folder;

  @Test
  void are_the_means_of_the_layer_at_two_thirds_of_the_height() {
    ModelFile encoder = TinyArchive.encoder(folder.resolve("tiny.can"));
    List<float[][]> vectors;
    try (WordVectors words = open(encoder)) {
      vectors = words.of(SENTENCES);
    }
    assertThat(vectors.stream().map(sentence -> sentence.length)).containsExactly(3, 0, 1);
    int layer = TinyArchive.LAYERS * 2 / 3;
    try (Weights none = new Weights();
        PretrainedFeatures features =
            PretrainedFeatures.create(
                encoder, new PretrainedOptions(layer, layer, 0, Pooling.MEAN), none, "x");
        NDManager manager = NDManager.newBaseManager("PyTorch")) {
      float[] expected = features.run(manager, SENTENCES, false).toFloatArray();
      for (int i = 0; i < 3; i++) {
        int from = i * TinyArchive.WIDTH;
        assertThat(vectors.get(0)[i])
            .containsExactly(
                Arrays.copyOfRange(expected, from, from + TinyArchive.WIDTH), within(1e-6f));
      }
    }
  }

  @Test
  void are_computed_once_and_then_read() {
    ModelFile encoder = TinyArchive.encoder(folder.resolve("tiny.can"));
    try (WordVectors words = open(encoder)) {
      List<float[][]> first = words.of(SENTENCES);
      assertThat(words.of(SENTENCES).get(2)).isDeepEqualTo(first.get(2));
    }
    assertThat(folder.resolve("cache")).isDirectoryRecursivelyContaining("glob:**states*");
  }

  private WordVectors open(ModelFile encoder) {
    return WordVectors.load(
        encoder, new DiskCache(folder.resolve("cache")), TrainingListener.SILENT);
  }
}
