// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import io.github.canner.Mention;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the mentions of an English network to what most corpora mark: persons without the titles
 * before them ({@code President Anna Laine}), and dates that say when, not how long ({@code two
 * days ago}, but not {@code two days}).
 */
final class EnglishMentions {
  private static final String PERSON = "PER";
  static final String DATE = "DATE";
  private static final Set<String> UNITS =
      Set.of(
          "seconds",
          "minutes",
          "hour",
          "hours",
          "days",
          "nights",
          "weeks",
          "months",
          "years",
          "decade",
          "decades",
          "century",
          "centuries",
          "year-old");
  private static final Set<String> FROM_NOW = Set.of("ago", "last", "past", "this", "next");
  private static final Set<String> TITLES =
      Set.of(
          "mr",
          "mrs",
          "ms",
          "miss",
          "dr",
          "doctor",
          "prof",
          "professor",
          "sir",
          "lady",
          "lord",
          "president",
          "vice",
          "vice-president",
          "prime",
          "minister",
          "premier",
          "chancellor",
          "secretary",
          "secretary-general",
          "general",
          "gen",
          "state",
          "foreign",
          "defense",
          "defence",
          "interior",
          "of",
          "king",
          "queen",
          "prince",
          "princess",
          "emperor",
          "sultan",
          "emir",
          "sheikh",
          "pope",
          "cardinal",
          "archbishop",
          "bishop",
          "father",
          "reverend",
          "rev",
          "pastor",
          "rabbi",
          "imam",
          "senator",
          "sen",
          "representative",
          "rep",
          "congressman",
          "governor",
          "gov",
          "mayor",
          "ambassador",
          "judge",
          "justice",
          "attorney",
          "colonel",
          "col",
          "captain",
          "capt",
          "lieutenant",
          "lt",
          "major",
          "maj",
          "sergeant",
          "sgt",
          "admiral",
          "adm",
          "commander",
          "marshal",
          "chief",
          "director",
          "chairman",
          "deputy",
          "former",
          "ex-president",
          "opposition",
          "leader",
          "spokesman",
          "spokeswoman",
          "the");

  private EnglishMentions() {}

  /** The mention without what is no part of it, or nothing where nothing is left. */
  static Optional<Mention> normal(List<String> english, Mention mention) {
    return switch (mention.type()) {
      case PERSON -> withoutTitles(english, mention);
      case DATE -> isDuration(english, mention) ? Optional.empty() : Optional.of(mention);
      default -> Optional.of(mention);
    };
  }

  private static Optional<Mention> withoutTitles(List<String> english, Mention mention) {
    int start = mention.start();
    while (start < mention.end() && isTitle(english.get(start))) {
      start++;
    }
    return start == mention.end()
        ? Optional.empty()
        : Optional.of(new Mention(start, mention.end(), mention.type(), mention.probability()));
  }

  private static boolean isDuration(List<String> english, Mention mention) {
    List<String> words =
        english.subList(mention.start(), mention.end()).stream()
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList();
    return words.stream().anyMatch(UNITS::contains) && words.stream().noneMatch(FROM_NOW::contains);
  }

  private static boolean isTitle(String word) {
    String small = word.toLowerCase(Locale.ROOT);
    return TITLES.contains(small.endsWith(".") ? small.substring(0, small.length() - 1) : small);
  }
}
