// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import io.github.canner.Mention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Brings the mentions of an English network to what most corpora mark:
 *
 * <ul>
 *   <li>persons without the titles before them: {@code Anna Laine}, not {@code President Anna
 *       Laine};
 *   <li>dates that say when, not how long: {@code two days ago}, but not {@code two days}, even
 *       where the network marks the number alone;
 *   <li>days, weeks, months and years told from today, such as {@code yesterday} or {@code last
 *       week}, even where the network marks none of the words.
 * </ul>
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
  private static final Set<String> CENTURIES = Set.of("century", "centuries");
  private static final Pattern ORDINAL =
      Pattern.compile("\\d+(?:st|nd|rd|th)|[a-z-]*(?:first|second|third|th)");
  private static final Set<String> FROM_NOW = Set.of("ago", "last", "past", "this", "next");
  private static final Set<String> BEFORE_SPANS = Set.of("last", "this", "next");
  private static final Set<String> SPANS = Set.of("week", "weekend", "month", "year");
  private static final Set<String> DAYS = Set.of("yesterday", "today", "tomorrow");
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

  /**
   * The mentions, changed as above, in order.
   *
   * @param dates whether the network knows dates at all
   */
  static List<Mention> normal(List<String> english, List<Mention> mentions, boolean dates) {
    List<String> small = english.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    boolean[] taken = new boolean[small.size()];
    List<Mention> normal = new ArrayList<>();
    for (Mention mention : mentions) {
      Mention whole = mention.type().equals(DATE) ? withUnit(small, mention) : mention;
      Arrays.fill(taken, whole.start(), whole.end(), true);
      one(small, whole).ifPresent(normal::add);
    }
    for (int i = 0; dates && i < small.size(); i++) {
      int end = endOfTimeFromNow(small, i);
      if (IntStream.range(i, end).noneMatch(e -> taken[e]) && end > i) {
        normal.add(new Mention(i, end, DATE, 1));
        Arrays.fill(taken, i, end, true);
      }
    }
    normal.sort(Comparator.comparingInt(Mention::start));
    return normal;
  }

  private static Optional<Mention> one(List<String> small, Mention mention) {
    return switch (mention.type()) {
      case PERSON -> withoutTitles(small, mention);
      case DATE -> isDuration(small, mention) ? Optional.empty() : Optional.of(mention);
      default -> Optional.of(mention);
    };
  }

  /** Takes in the unit after a number, and what says from when it counts on either side. */
  private static Mention withUnit(List<String> small, Mention mention) {
    int start = mention.start();
    int end = mention.end();
    if (end < small.size() && UNITS.contains(small.get(end))) {
      end++;
    }
    if (UNITS.contains(small.get(end - 1))) {
      if (end < small.size() && small.get(end).equals("ago")) {
        end++;
      }
      if (start > 0 && FROM_NOW.contains(small.get(start - 1))) {
        start--;
      }
    }
    return new Mention(start, end, DATE, mention.probability());
  }

  private static int endOfTimeFromNow(List<String> small, int at) {
    if (DAYS.contains(small.get(at))) {
      return at + 1;
    }
    return BEFORE_SPANS.contains(small.get(at))
            && at + 1 < small.size()
            && SPANS.contains(small.get(at + 1))
        ? at + 2
        : at;
  }

  private static Optional<Mention> withoutTitles(List<String> small, Mention mention) {
    int start = mention.start();
    while (start < mention.end() && isTitle(small.get(start))) {
      start++;
    }
    return start == mention.end()
        ? Optional.empty()
        : Optional.of(new Mention(start, mention.end(), mention.type(), mention.probability()));
  }

  private static boolean isDuration(List<String> small, Mention mention) {
    List<String> words = small.subList(mention.start(), mention.end());
    return words.stream().anyMatch(UNITS::contains)
        && words.stream().noneMatch(FROM_NOW::contains)
        && !isCentury(words);
  }

  /** Such as {@code the 19th century}, which says when. */
  private static boolean isCentury(List<String> words) {
    return words.stream().anyMatch(CENTURIES::contains)
        && words.stream().anyMatch(word -> ORDINAL.matcher(word).matches());
  }

  private static boolean isTitle(String small) {
    return TITLES.contains(small.endsWith(".") ? small.substring(0, small.length() - 1) : small);
  }
}
