// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.translate.Alignment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
 * The mentions are first brought to what most corpora mark, see {@link EnglishMentions}. Dates that
 * come to stand side by side become one. Immutable.
 */
public final class AnnotationProjection {
  /** A sentence has at least so many words. */
  public static final int LEAST_WORDS = 3;

  /** A sentence has at most so many words. */
  public static final int MOST_WORDS = 80;

  /** A word within another is no accident if it has so many letters. */
  private static final int LEAST_LETTERS = 4;

  private static final Pattern YEAR = Pattern.compile("(?:19|20)[0-9]{2}");

  private final double threshold;
  private final boolean dates;

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
    /** A word outside of all mentions looks like part of a name or like a year. */
    MISSED("a name or year outside of all mentions"),
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
    if (mentions.stream().anyMatch(mention -> mention.probability() < threshold)) {
      return new Dropped(Reason.UNSURE);
    }
    List<Mention> names = EnglishMentions.normal(english, mentions, dates);
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
    for (int i = projected.size() - 1; i > 0; i--) {
      Mention left = projected.get(i - 1);
      Mention right = projected.get(i);
      if (right.start() < left.end()) {
        return new Dropped(Reason.SHARED);
      }
      if (right.start() == left.end() && isDate(left) && isDate(right)) {
        projected.set(i - 1, joined(left, right));
        projected.remove(i);
      }
    }
    if (projected.isEmpty() && hasCapitals(foreign)) {
      return new Dropped(Reason.CAPITALISED);
    }
    if (missesOne(words, names, projected) || dates && missesYear(words, projected)) {
      return new Dropped(Reason.MISSED);
    }
    return new Kept(new TaggedSentence(foreign, projected));
  }

  private static boolean isDate(Mention mention) {
    return mention.type().equals(EnglishMentions.DATE);
  }

  private static Mention joined(Mention left, Mention right) {
    double probability = Math.min(left.probability(), right.probability());
    return new Mention(left.start(), right.end(), left.type(), probability);
  }

  /** Whether a number of the form of a year stands outside of the mentions and in English, too. */
  private static boolean missesYear(LinkedWords words, List<Mention> tagged) {
    return IntStream.range(0, words.foreign().size())
        .filter(f -> YEAR.matcher(words.foreign().get(f)).matches())
        .filter(f -> tagged.stream().noneMatch(mention -> holds(mention, f)))
        .anyMatch(f -> words.english().contains(words.foreign().get(f)));
  }

  private static boolean holds(Mention mention, int word) {
    return mention.start() <= word && word < mention.end();
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
      if (!Words.hasCapital(word) || tagged.stream().anyMatch(mention -> holds(mention, at))) {
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
