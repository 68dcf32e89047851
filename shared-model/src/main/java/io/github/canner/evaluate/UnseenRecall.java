// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Recall of mentions that the training text holds and of those it does not. A gold mention is seen
 * if the training text has a mention of the same type with the same tokens, in the same letter
 * case. Immutable.
 */
public final class UnseenRecall {

  private record Known(String text, String type) {}

  /**
   * Recall in both parts. {@link SpanCounts#predicted()} is 0 in each: a wrong prediction belongs
   * to neither.
   *
   * @param seen gold mentions that the training text holds
   * @param unseen the other gold mentions
   */
  public record Report(SpanCounts seen, SpanCounts unseen) {}

  private final Set<Known> known = new HashSet<>();

  private UnseenRecall() {}

  /** Remembers the mentions of the training text. */
  public static UnseenRecall trainedOn(Collection<TaggedSentence> training) {
    UnseenRecall recall = new UnseenRecall();
    for (TaggedSentence sentence : training) {
      sentence.mentions().forEach(mention -> recall.known.add(known(sentence, mention)));
    }
    return recall;
  }

  /** Whether the training text holds a mention of a sentence. */
  public boolean holds(TaggedSentence sentence, Mention mention) {
    return known.contains(known(sentence, mention));
  }

  /**
   * Scores the predictions of a corpus.
   *
   * @param gold the gold sentences
   * @param predicted the mentions found in each
   * @throws IllegalArgumentException if the numbers of sentences differ
   */
  public Report score(List<TaggedSentence> gold, List<List<Mention>> predicted) {
    SpanScorer.requireSameSize(gold, predicted);
    SpanCounts seen = new SpanCounts(0, 0, 0);
    SpanCounts unseen = seen;
    for (int i = 0; i < gold.size(); i++) {
      TaggedSentence sentence = gold.get(i);
      List<Mention> found = SpanScorer.correct(sentence.mentions(), predicted.get(i));
      for (Mention mention : sentence.mentions()) {
        SpanCounts one = new SpanCounts(found.contains(mention) ? 1 : 0, 0, 1);
        if (holds(sentence, mention)) {
          seen = seen.plus(one);
        } else {
          unseen = unseen.plus(one);
        }
      }
    }
    return new Report(seen, unseen);
  }

  private static Known known(TaggedSentence sentence, Mention mention) {
    return new Known(sentence.textOf(mention), mention.type());
  }
}
