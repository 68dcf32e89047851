// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.translate.Alignment;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tags sentences as their English translations are tagged, along the links between the words
 * (Yarowsky, Ngai and Wicentowski, "Inducing Multilingual Text Analysis Tools via Robust Projection
 * across Aligned Corpora", HLT 2001). What comes out is meant to learn from, so words that are in
 * doubt are left unannotated, see {@link Doubt}.
 *
 * <p>A mention goes to the foreign words that are linked to its words, see {@link MentionRun}:
 *
 * <pre>
 *   [PER President Anna Laine] visited the [ORG World Health Organization] on [DATE Monday] .
 *   Rais [PER Anna Laine] alitembelea [ORG Shirika la Afya Duniani] siku ya [DATE Jumatatu] .
 * </pre>
 *
 * The mentions are first brought to what most corpora mark, see {@link EnglishMentions}. Dates that
 * come to stand side by side become one. Immutable.
 */
public final class AnnotationProjection {
  /** A sentence has at least so many words. */
  public static final int LEAST_WORDS = 3;

  /** A sentence has at most so many words. */
  public static final int MOST_WORDS = 80;

  private final double threshold;
  private final boolean dates;

  /** Why a sentence is dropped. */
  public enum Reason {
    /** It has fewer than {@link #LEAST_WORDS} words. */
    TOO_SHORT("shorter than " + LEAST_WORDS + " words"),
    /** It has more than {@link #MOST_WORDS} words. */
    TOO_LONG("longer than " + MOST_WORDS + " words"),
    /** More than half of its words would be left unannotated. */
    DOUBTFUL("more than half of the words in doubt");

    private final String description;

    Reason(String description) {
      this.description = description;
    }

    /** What is wrong with the sentence, such as {@code longer than 80 words}. */
    public String describe() {
      return description;
    }
  }

  /** What becomes of a sentence. */
  public sealed interface Result permits Kept, Dropped {}

  /**
   * The sentence with its mentions, each as probable as the English one.
   *
   * @param doubts the words that are not annotated, and why
   */
  public record Kept(TaggedSentence sentence, SortedMap<Integer, Doubt> doubts) implements Result {
    public Kept {
      doubts = Collections.unmodifiableSortedMap(new TreeMap<>(doubts));
      if (!sentence.unannotated().equals(List.copyOf(doubts.keySet()))) {
        throw new IllegalArgumentException(
            "doubts of the words " + doubts.keySet() + ", expected " + sentence.unannotated());
      }
    }
  }

  /** Nothing. */
  public record Dropped(Reason reason) implements Result {}

  /**
   * @param threshold the least probability of an English mention, in [0, 1]
   * @param types the types that the English network knows
   * @throws IllegalArgumentException if the threshold is out of its range
   */
  public AnnotationProjection(double threshold, Collection<String> types) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("a probability lies in [0, 1], not " + threshold);
    }
    this.threshold = threshold;
    this.dates = types.contains(EnglishMentions.DATE);
  }

  /**
   * Tags a sentence, or drops it for its length.
   *
   * @param foreign its words
   * @param english the words of its translation
   * @param mentions the mentions of the translation, none overlapping
   * @param alignment which words belong together
   */
  public Result project(
      List<String> foreign, List<String> english, List<Mention> mentions, Alignment alignment) {
    if (foreign.size() < LEAST_WORDS) {
      return new Dropped(Reason.TOO_SHORT);
    }
    if (foreign.size() > MOST_WORDS) {
      return new Dropped(Reason.TOO_LONG);
    }
    return SentenceProjection.of(
        new LinkedWords(foreign, english, alignment),
        EnglishMentions.normal(english, mentions, dates),
        threshold,
        dates);
  }
}
