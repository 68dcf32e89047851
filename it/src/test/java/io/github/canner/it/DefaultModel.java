// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.canner.CanModel;
import io.github.canner.Mention;
import io.github.canner.opennlp.OpenNlpExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The model that ships with Canner, loaded once for all tests, and what hosts are given of it. */
final class DefaultModel {
  private static final double ROUNDING = 1e-4;
  private static final Supplier<CanModel> MODEL = once(CanModel::loadDefault);
  private static final Supplier<Path> BIN =
      once(() -> export("fin", OpenNlpExport.builder().setDefaultModel().build()));

  private DefaultModel() {}

  private static <T> Supplier<T> once(Supplier<T> make) {
    return new Supplier<>() {
      private T made;

      @Override
      public synchronized T get() {
        if (made == null) {
          made = make.get();
        }
        return made;
      }
    };
  }

  static CanModel get() {
    return MODEL.get();
  }

  static List<List<Mention>> tag(List<List<String>> sentences) {
    return sentences.stream().map(get()::tag).toList();
  }

  /** The model as stock OpenNLP loads it. */
  static Path bin() {
    return BIN.get();
  }

  private static Path export(String name, OpenNlpExport export) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "bins"));
      Path file = folder.resolve(name + ".bin").toAbsolutePath();
      export.write(file);
      return file;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Equal but for what differs between a batch and a sentence in the last digits. */
  static void assertSame(List<List<Mention>> actual, List<List<Mention>> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i))
          .usingElementComparator((a, b) -> a.sameSpan(b) ? 0 : 1)
          .containsExactlyElementsOf(expected.get(i));
      for (int j = 0; j < expected.get(i).size(); j++) {
        assertThat(actual.get(i).get(j).probability())
            .isCloseTo(expected.get(i).get(j).probability(), offset(ROUNDING));
      }
    }
  }
}
