// SPDX-License-Identifier: Apache-2.0
package io.github.canner.diagnose;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.evaluate.UnseenRecall;
import io.github.canner.tag.Observation;
import io.github.canner.tag.Observation.EnglishSide;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gold mention, what a tagger made of it, and what English had to say.
 *
 * @param place of the sentence in its text, from 0
 * @param sentence with its gold mentions
 * @param mention one of them
 * @param outcome what the tagger made of it
 * @param instead the mentions found that share words with it
 * @param cause what English had to say
 * @param seen whether it stands in the training text; null where that is not known
 * @param english what the model saw of English; null without transfer
 */
public record JudgedMention(
    int place,
    TaggedSentence sentence,
    Mention mention,
    Outcome outcome,
    List<Mention> instead,
    Cause cause,
    @Nullable Boolean seen,
    @Nullable EnglishSide english) {
  public JudgedMention {
    instead = List.copyOf(instead);
  }

  /**
   * Judges a mention.
   *
   * @param training remembers the training text; null where it is not known
   */
  static JudgedMention of(
      int place,
      TaggedSentence sentence,
      Mention mention,
      Observation observation,
      @Nullable UnseenRecall training) {
    List<Mention> found = observation.tagging().mentions();
    return new JudgedMention(
        place,
        sentence,
        mention,
        Outcome.of(mention, found),
        found.stream()
            .filter(other -> other.start() < mention.end() && mention.start() < other.end())
            .toList(),
        cause(mention, observation.english()),
        training == null ? null : training.holds(sentence, mention),
        observation.english());
  }

  private static Cause cause(Mention mention, @Nullable EnglishSide side) {
    if (side == null) {
      return Cause.NO_ENGLISH;
    }
    if (!side.types().contains(mention.type())) {
      return Cause.UNKNOWN_TYPE;
    }
    List<EnglishWord> words = EnglishWord.all(side, mention.start(), mention.end());
    List<EnglishWord> aligned = words.stream().filter(EnglishWord::isAligned).toList();
    if (aligned.stream().anyMatch(word -> word.type().equals(mention.type()))) {
      return Cause.KNOWN;
    }
    if (aligned.stream().anyMatch(word -> !word.type().isEmpty())) {
      return Cause.OTHER_TYPE;
    }
    if (aligned.stream().anyMatch(EnglishWord::isName)) {
      return Cause.UNTAGGED;
    }
    if (words.stream().anyMatch(EnglishWord::isName)) {
      return Cause.MISALIGNED;
    }
    return aligned.isEmpty() ? Cause.DROPPED : Cause.ALTERED;
  }

  /** Whether it was not found. */
  public boolean isMissed() {
    return outcome != Outcome.FOUND;
  }

  /** Its words. */
  public String text() {
    return sentence.textOf(mention);
  }

  /** The words of the translation as the mention sees them; none without transfer. */
  public List<EnglishWord> englishWords() {
    return english == null ? List.of() : EnglishWord.all(english, mention.start(), mention.end());
  }
}
