// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.translate.Alignment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tags sentences as their English translations are tagged, along the links between the words
 * (Yarowsky, Ngai and Wicentowski, "Inducing Multilingual Text Analysis Tools via Robust Projection
 * across Aligned Corpora", HLT 2001). What comes out is meant to learn from, so a sentence of which
 * anything is in doubt is dropped as a whole.
 *
 * <p>A mention goes to the foreign words that are linked to its words, see {@link MentionRun}:
 *
 * <pre>
 *   [PER President Anna Laine] visited the [ORG World Health Organization] on [DATE Monday] .
 *   Rais [PER Anna Laine] alitembelea [ORG Shirika la Afya Duniani] siku ya [DATE Jumatatu] .
 * </pre>
 *
 * The mentions are first brought to what most corpora mark, see {@link EnglishMentions}. Immutable.
 */
public final class AnnotationProjection {
  /** A sentence has at least so many words. */
  public static final int LEAST_WORDS = 3;

  /** A sentence has at most so many words. */
  public static final int MOST_WORDS = 80;

  /** A word within another is no accident if it has so many letters. */
  private static final int LEAST_LETTERS = 4;

  private final double threshold;

  /** Why a sentence is dropped. */
  public enum Reason {
    /** It has fewer than {@link #LEAST_WORDS} words. */
    TOO_SHORT("shorter than " + LEAST_WORDS + " words"),
    /** It has more than {@link #MOST_WORDS} words. */
    TOO_LONG("longer than " + MOST_WORDS + " words"),
    /** An English mention is less probable than the threshold. */
    UNSURE("an unsure English mention"),
    /** No foreign word is linked to an English mention. */
    UNLINKED("a mention without counterpart"),
    /** The foreign words of a mention do not stand together, or do not look like it. */
    BROKEN("a mention whose counterpart is broken up"),
    /** Two mentions claim the same words. */
    SHARED("two mentions with the same counterpart"),
    /** A word outside of all mentions looks like part of a name. */
    MISSED("a name outside of all mentions"),
    /** There is no mention, but a capitalised word within the sentence. */
    CAPITALISED("no mention but capitalised words"),
    /** A word or mention is tagged otherwise nearly everywhere else, see {@link TagHabits}. */
    UNUSUAL("a word or mention that is tagged otherwise elsewhere");

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

  /** The sentence with its mentions, each as probable as the English one. */
  public record Kept(TaggedSentence sentence) implements Result {}

  /** Nothing. */
  public record Dropped(Reason reason) implements Result {}

  /**
   * @param threshold the least probability of an English mention, in [0, 1]
   * @throws IllegalArgumentException if the threshold is out of its range
   */
  public AnnotationProjection(double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("a probability lies in [0, 1], not " + threshold);
    }
    this.threshold = threshold;
  }

  /**
   * Tags a sentence.
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
    List<Mention> names = new ArrayList<>();
    for (Mention mention : mentions) {
      if (mention.probability() < threshold) {
        return new Dropped(Reason.UNSURE);
      }
      EnglishMentions.normal(english, mention).ifPresent(names::add);
    }
    LinkedWords words = new LinkedWords(foreign, english, alignment);
    List<Mention> projected = new ArrayList<>();
    for (Mention name : names) {
      MentionRun run = MentionRun.of(words, name);
      if (run.isEmpty()) {
        return new Dropped(Reason.UNLINKED);
      }
      Optional<Mention> mention = run.mention();
      if (mention.isEmpty()) {
        return new Dropped(Reason.BROKEN);
      }
      projected.add(mention.get());
    }
    projected.sort(Comparator.comparingInt(Mention::start));
    for (int i = 1; i < projected.size(); i++) {
      if (projected.get(i).start() < projected.get(i - 1).end()) {
        return new Dropped(Reason.SHARED);
      }
    }
    if (projected.isEmpty() && hasCapitals(foreign)) {
      return new Dropped(Reason.CAPITALISED);
    }
    if (missesOne(words, names, projected)) {
      return new Dropped(Reason.MISSED);
    }
    return new Kept(new TaggedSentence(foreign, projected));
  }

  private static boolean hasCapitals(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (Words.isCapitalised(words.get(i)) && !Words.startsSentence(words, i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a word with a capital outside of the mentions is linked to nothing and does not begin a
   * sentence, or is spelt as an English word with a capital, or holds one of an English mention.
   */
  private static boolean missesOne(LinkedWords words, List<Mention> names, List<Mention> tagged) {
    Set<String> english =
        words.english().stream()
            .filter(Words::hasCapital)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Set<String> named =
        names.stream()
            .flatMap(name -> words.english().subList(name.start(), name.end()).stream())
            .filter(word -> Words.hasCapital(word) && word.length() >= LEAST_LETTERS)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    for (int f = 0; f < words.foreign().size(); f++) {
      int at = f;
      String word = words.foreign().get(f);
      if (!Words.hasCapital(word)
          || tagged.stream().anyMatch(mention -> mention.start() <= at && at < mention.end())) {
        continue;
      }
      String small = word.toLowerCase(Locale.ROOT);
      boolean alone = words.englishOf(f).isEmpty() && !Words.startsSentence(words.foreign(), f);
      if (alone || english.contains(small) || named.stream().anyMatch(small::contains)) {
        return true;
      }
    }
    return false;
  }
}
