// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.canner.english.EnglishEncoder;
import io.github.canner.train.DiskCache;
import io.github.canner.train.TrainingListener;
import io.github.canner.translate.Translation;
import io.github.canner.translate.Translator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTransferTest {
  private static final List<List<String>> SENTENCES =
      List.of(
          List.of("Asha", "anaishi", "Moshi"),
          List.of("Ndiyo"),
          List.of("Bora", "na", "Asha"),
          List.of("Leo", "."),
          List.of("Moshi"));

  @TempDir private Path folder;
  private final List<List<String>> translated = new ArrayList<>();

  @Test
  void a_corpus_in_parts_has_the_views_of_the_whole() {
    List<EnglishView> whole =
        transfer(folder.resolve("whole"), 100).views(SENTENCES, Normalisation.COLUMN);
    List<EnglishView> inParts =
        transfer(folder.resolve("parts"), 2).views(SENTENCES, Normalisation.COLUMN);

    assertThat(inParts).hasSameSizeAs(SENTENCES).usingRecursiveComparison().isEqualTo(whole);
    assertThat(inParts.get(2).states()).containsExactly(new float[] {4, 2, 4}, within(1e-4f));
  }

  @Test
  void a_part_that_is_on_disk_is_not_translated_again() {
    transfer(folder, 2).translations(SENTENCES.subList(0, 4));
    translated.clear();

    List<Translation> translations = transfer(folder, 2).translations(SENTENCES);

    assertThat(translated).containsExactly(List.of("Moshi"));
    assertThat(translations).extracting(Translation::source).isEqualTo(SENTENCES);
  }

  private CorpusTransfer transfer(Path cache, int partSize) {
    TrainingListener silent = new TrainingListener() {};
    return new CorpusTransfer(
        new Mirror(), "mirror", new Lengths(), "lengths", new DiskCache(cache), silent, partSize);
  }

  /** Translates every word by itself. */
  private final class Mirror implements Translator {
    @Override
    public List<Translation> translate(List<? extends List<String>> sentences) {
      translated.addAll(sentences);
      return sentences.stream().map(Mirror::mirrored).toList();
    }

    private static Translation mirrored(List<String> words) {
      float[][] alignment = new float[words.size()][words.size()];
      for (int i = 0; i < alignment.length; i++) {
        alignment[i][i] = 1;
      }
      return new Translation(List.copyOf(words), List.copyOf(words), alignment, 0);
    }

    @Override
    public void close() {}
  }

  /** Knows of a word how long it is. */
  private static final class Lengths implements EnglishEncoder {
    @Override
    public int stateWidth() {
      return 1;
    }

    @Override
    public List<String> types() {
      return List.of();
    }

    @Override
    public List<Encoding> encode(List<? extends List<String>> sentences) {
      return sentences.stream().map(Lengths::encoded).toList();
    }

    private static Encoding encoded(List<String> words) {
      float[][] states =
          words.stream().map(word -> new float[] {word.length()}).toArray(float[][]::new);
      float[][] posteriors = words.stream().map(word -> new float[] {1}).toArray(float[][]::new);
      return new Encoding(states, posteriors);
    }

    @Override
    public void close() {}
  }
}
