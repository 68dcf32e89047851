// SPDX-License-Identifier: Apache-2.0
package io.github.canner.diagnose;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.evaluate.UnseenRecall;
import io.github.canner.tag.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All mentions of a text, judged.
 *
 * @param language ISO 639-3 code
 * @param model how the user calls the model
 * @param readsEnglish whether the model has transfer
 * @param mentions in the order of the text
 */
public record Diagnosis(
    String language, String model, boolean readsEnglish, List<JudgedMention> mentions) {
  public Diagnosis {
    mentions = List.copyOf(mentions);
  }

  /**
   * Judges the mentions of a text.
   *
   * @param gold the sentences
   * @param observations what the model says of each
   * @param training the sentences that the model learnt from; null where they are not known
   * @throws IllegalArgumentException if the numbers of sentences differ
   */
  public static Diagnosis of(
      String language,
      String model,
      boolean readsEnglish,
      List<TaggedSentence> gold,
      List<Observation> observations,
      @Nullable List<TaggedSentence> training) {
    if (gold.size() != observations.size()) {
      throw new IllegalArgumentException(
          observations.size() + " observations of " + gold.size() + " sentences");
    }
    UnseenRecall known = training == null ? null : UnseenRecall.trainedOn(training);
    List<JudgedMention> judged = new ArrayList<>();
    for (int i = 0; i < gold.size(); i++) {
      for (Mention mention : gold.get(i).mentions()) {
        judged.add(JudgedMention.of(i, gold.get(i), mention, observations.get(i), known));
      }
    }
    return new Diagnosis(language, model, readsEnglish, judged);
  }

  /** The mentions that were not found. */
  public List<JudgedMention> missed() {
    return mentions.stream().filter(JudgedMention::isMissed).toList();
  }

  /** The causes that there can be, in their order. */
  List<Cause> causes() {
    return readsEnglish
        ? Arrays.stream(Cause.values()).filter(cause -> cause != Cause.NO_ENGLISH).toList()
        : List.of(Cause.NO_ENGLISH);
  }

  /** How many mentions are such. */
  long count(Predicate<JudgedMention> such) {
    return mentions.stream().filter(such).count();
  }
}
