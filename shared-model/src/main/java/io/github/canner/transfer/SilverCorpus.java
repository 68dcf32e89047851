// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import io.github.canner.corpus.TaggedSentence;
import io.github.canner.transfer.AnnotationProjection.Dropped;
import io.github.canner.transfer.AnnotationProjection.Kept;
import io.github.canner.transfer.AnnotationProjection.Reason;
import io.github.canner.transfer.AnnotationProjection.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of projected sentences together. What is unusual among them is left unannotated, see
 * {@link TagHabits}, and sentences of which more than half of the words are not annotated go.
 *
 * @param sentences the sentences that are left, in their order
 * @param doubts how many of their words are not annotated, by the reason
 * @param dropped how many sentences are dropped, by the reason
 */
public record SilverCorpus(
    List<TaggedSentence> sentences, Map<Doubt, Integer> doubts, Map<Reason, Integer> dropped) {

  public SilverCorpus {
    sentences = List.copyOf(sentences);
    doubts = Collections.unmodifiableMap(new TreeMap<>(doubts));
    dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
  }

  /** Puts projected sentences together. */
  public static SilverCorpus of(List<Result> projected) {
    Map<Reason, Integer> dropped = new EnumMap<>(Reason.class);
    List<Kept> kept = new ArrayList<>();
    for (Result result : projected) {
      if (result instanceof Kept good) {
        kept.add(good);
      } else if (result instanceof Dropped bad) {
        dropped.merge(bad.reason(), 1, Integer::sum);
      }
    }
    TagHabits habits = new TagHabits(kept.stream().map(Kept::sentence).toList());
    List<TaggedSentence> sentences = new ArrayList<>();
    Map<Doubt, Integer> doubts = new EnumMap<>(Doubt.class);
    for (Kept one : kept) {
      TaggedSentence sentence = habits.leaveUnusual(one.sentence());
      if (2 * sentence.unannotated().size() > sentence.tokens().size()) {
        dropped.merge(Reason.DOUBTFUL, 1, Integer::sum);
        continue;
      }
      sentences.add(sentence);
      for (int word : sentence.unannotated()) {
        doubts.merge(one.doubts().getOrDefault(word, Doubt.UNUSUAL), 1, Integer::sum);
      }
    }
    return new SilverCorpus(sentences, doubts, dropped);
  }
}
