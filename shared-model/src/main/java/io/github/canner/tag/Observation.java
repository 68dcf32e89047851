// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import io.github.canner.Tagging;
import io.github.canner.translate.Translation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline found in a sentence, and what it saw on its English side.
 *
 * @param tagging what it found
 * @param english what it saw; null without transfer
 */
public record Observation(Tagging tagging, @Nullable EnglishSide english) {

  /**
   * The English side of a sentence.
   *
   * @param translation with its alignment
   * @param types the types that the English network knows
   * @param posteriors what the network makes of each word of the translation: for each the
   *     probability that it is outside, then for each type that it begins a mention and that it
   *     continues one
   */
  public record EnglishSide(Translation translation, List<String> types, float[][] posteriors) {
    public EnglishSide {
      types = List.copyOf(types);
    }
  }
}
