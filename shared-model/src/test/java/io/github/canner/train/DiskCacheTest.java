// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.bundle.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {
  private static final DiskCache.Key KEY = DiskCache.Key.of("model", List.of(List.of("a", "b")));

  @TempDir private Path folder;
  private int computed;

  @Test
  void computes_once_for_the_same_model_and_sentences() {
    assertThat(get(KEY)).isEqualTo(get(DiskCache.Key.of("model", List.of(List.of("a", "b")))));
    assertThat(computed).isEqualTo(1);
  }

  @Test
  void computes_anew_for_another_model_or_other_words() {
    get(KEY);
    get(DiskCache.Key.of("other", List.of(List.of("a", "b"))));
    get(DiskCache.Key.of("model", List.of(List.of("a"), List.of("b"))));
    get(DiskCache.Key.of("model", List.of(List.of("ab"))));
    assertThat(computed).isEqualTo(4);
  }

  @Test
  void computes_anew_where_the_file_was_altered_or_cut_off() throws IOException {
    Map<String, Tensor> first = get(KEY);
    byte[] good = Files.readAllBytes(file());
    byte[] altered = good.clone();
    altered[altered.length - 40] ^= 1;
    Files.write(file(), altered);
    assertThat(get(KEY)).isEqualTo(first);
    assertThat(computed).isEqualTo(2);
    Files.write(file(), Arrays.copyOf(good, good.length / 2));
    assertThat(get(KEY)).isEqualTo(first);
    assertThat(computed).isEqualTo(3);
    assertThat(Files.readAllBytes(file())).isEqualTo(good);
  }

  @Test
  void maps_what_it_keeps_and_computes_anew_what_was_cut_off() throws IOException {
    DiskCache cache = new DiskCache(folder.resolve("cache"));
    Map<String, Tensor> values = Map.of("values", Tensor.ofFloats(new float[] {1, 2}, 2));
    for (int time = 0; time < 2; time++) {
      assertThat(cache.map("test", KEY, () -> counted(values))).isEqualTo(values);
    }
    assertThat(computed).isEqualTo(1);
    Path file = file();
    byte[] good = Files.readAllBytes(file);
    Files.delete(file);
    Files.write(file, Arrays.copyOf(good, good.length / 2));
    assertThat(cache.map("test", KEY, () -> counted(values))).isEqualTo(values);
    assertThat(computed).isEqualTo(2);
    assertThat(Files.readAllBytes(file)).isEqualTo(good);
  }

  private Map<String, Tensor> counted(Map<String, Tensor> values) {
    computed++;
    return values;
  }

  private Map<String, Tensor> get(DiskCache.Key key) {
    return new DiskCache(folder.resolve("cache"))
        .get(
            "test",
            key,
            () -> {
              computed++;
              return Map.of("values", Tensor.ofFloats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
            });
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      return files.findFirst().orElseThrow();
    }
  }
}
