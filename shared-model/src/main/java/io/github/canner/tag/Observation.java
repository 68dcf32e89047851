// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import io.github.canner.Mention;
import io.github.canner.Tagging;
import io.github.canner.translate.Translation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline found in a sentence, and what it saw on its English side.
 *
 * @param tagging what it found
 * @param english what it saw; null without transfer
 */
public record Observation(Tagging tagging, @Nullable EnglishSide english) {

  /** The same with other mentions. */
  public Observation with(UnaryOperator<List<Mention>> change) {
    return new Observation(
        new Tagging(change.apply(tagging.mentions()), tagging.outside()), english);
  }

  /** What was found and seen of a sentence that was read in stretches. */
  static Observation joined(List<Observation> stretches) {
    return new Observation(
        joinedTaggings(stretches.stream().map(Observation::tagging).toList()),
        stretches.get(0).english == null
            ? null
            : EnglishSide.joined(stretches.stream().map(Observation::english).toList()));
  }

  /** What was found in a sentence that was read in stretches. */
  static Tagging joinedTaggings(List<Tagging> stretches) {
    List<Mention> mentions = new ArrayList<>();
    List<Double> outside = new ArrayList<>();
    for (Tagging stretch : stretches) {
      int offset = outside.size();
      for (Mention mention : stretch.mentions()) {
        mentions.add(
            new Mention(
                offset + mention.start(),
                offset + mention.end(),
                mention.type(),
                mention.probability()));
      }
      outside.addAll(stretch.outside());
    }
    return new Tagging(mentions, outside);
  }

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

    private static EnglishSide joined(List<EnglishSide> stretches) {
      return new EnglishSide(
          Translation.joined(stretches.stream().map(EnglishSide::translation).toList()),
          stretches.get(0).types,
          stretches.stream()
              .flatMap(side -> Arrays.stream(side.posteriors))
              .toArray(float[][]::new));
    }
  }
}
