// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import io.github.canner.Mention;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells which foreign words are names or years by their looks, whatever English is tagged as. */
final class MissedNames {
  /** A word within another is no accident if it has so many letters. */
  private static final int LEAST_LETTERS = 4;

  private static final Pattern YEAR = Pattern.compile("(?:19|20)[0-9]{2}");

  private final LinkedWords words;
  private final boolean dates;
  private final Set<String> capitalised;
  private final Set<String> named;

  /**
   * @param names the English mentions
   * @param dates whether years count
   */
  MissedNames(LinkedWords words, List<Mention> names, boolean dates) {
    this.words = words;
    this.dates = dates;
    this.capitalised =
        words.english().stream()
            .filter(Words::hasCapital)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    this.named =
        names.stream()
            .flatMap(name -> words.english().subList(name.start(), name.end()).stream())
            .filter(word -> Words.hasCapital(word) && word.length() >= LEAST_LETTERS)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
  }

  /** The names and years among the foreign words that may be. */
  List<Integer> among(IntPredicate candidates) {
    return IntStream.range(0, words.foreign().size())
        .filter(candidates)
        .filter(f -> isName(f) || dates && isYear(f))
        .boxed()
        .toList();
  }

  /** Whether a word has the form of a year and stands in English, too. */
  private boolean isYear(int f) {
    String word = words.foreign().get(f);
    return YEAR.matcher(word).matches() && words.english().contains(word);
  }

  /**
   * Whether a word with a capital is linked to nothing and does not begin a sentence, or is spelt
   * as an English word with a capital, or holds one of an English mention.
   */
  private boolean isName(int f) {
    String word = words.foreign().get(f);
    if (!Words.hasCapital(word)) {
      return false;
    }
    String small = word.toLowerCase(Locale.ROOT);
    boolean alone = words.englishOf(f).isEmpty() && !Words.startsSentence(words.foreign(), f);
    return alone || capitalised.contains(small) || named.stream().anyMatch(small::contains);
  }
}
