// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import io.github.canner.Mention;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The foreign words of one English mention, found in three steps:
 *
 * <ol>
 *   <li>The words linked to a word of the mention other than {@code the}, {@code of} and the like.
 *   <li>From either end, words go whose English words all have a better partner among the others: a
 *       capitalised one or a number for one that is neither, where the English word is so, too, or
 *       else one with no link out of the mention for one that has some. So {@code nchini Kenya}
 *       linked to {@code Kenya}, and {@code mwaka 2010} to {@code 2010}, become {@code Kenya} and
 *       {@code 2010}.
 *   <li>What is left stands together but for gaps of one word that is linked to nothing, or only to
 *       words of the mention and to function words, like {@code la} in {@code Shirika la Afya} for
 *       {@code Health Organization}.
 * </ol>
 *
 * A capitalised mention must become a run with a capitalised word or a number, and a capitalised
 * word or a number that the foreign sentence spells as the mention does must be in the run. Of a
 * date, each word must have a counterpart.
 */
final class MentionRun {
  private final LinkedWords words;
  private final Mention english;
  private final TreeSet<Integer> linked = new TreeSet<>();
  private final TreeSet<Integer> run = new TreeSet<>();

  private MentionRun(LinkedWords words, Mention english) {
    this.words = words;
    this.english = english;
  }

  static MentionRun of(LinkedWords words, Mention english) {
    MentionRun found = new MentionRun(words, english);
    found.anchors().forEach(e -> found.linked.addAll(words.foreignOf(e)));
    found.run.addAll(found.linked);
    found.trim();
    return found;
  }

  /** Whether no foreign word is linked to the mention. */
  boolean isEmpty() {
    return run.isEmpty();
  }

  /** The foreign mention, or nothing if the words do not stand together or look unlike it. */
  Optional<Mention> mention() {
    if (run.isEmpty() || isTorn() || !looksAlike() || leavesTwins() || isPartOfDate()) {
      return Optional.empty();
    }
    return Optional.of(
        new Mention(run.first(), run.last() + 1, english.type(), english.probability()));
  }

  /** All words linked to the mention, those that the second step takes away included. */
  SortedSet<Integer> linked() {
    return Collections.unmodifiableSortedSet(linked);
  }

  /** The words that are left, wherever they stand. */
  SortedSet<Integer> words() {
    return Collections.unmodifiableSortedSet(run);
  }

  /** The words in gaps of one between those that are left, if they may stand there. */
  List<Integer> fillers() {
    return run.stream()
        .map(f -> f + 1)
        .filter(f -> !run.contains(f) && run.contains(f + 1) && isFiller(f))
        .toList();
  }

  /**
   * What else may be a part of the mention: words spelt as a capitalised word or number of it, and
   * words without link right beside a linked one.
   */
  SortedSet<Integer> surroundings() {
    TreeSet<Integer> found = new TreeSet<>();
    inside()
        .mapToObj(words.english()::get)
        .filter(Words::standsOut)
        .forEach(word -> spelt(word).forEach(found::add));
    for (int f : linked) {
      for (int after = f + 1; isLoose(after); after++) {
        found.add(after);
      }
      for (int before = f - 1; isLoose(before); before--) {
        found.add(before);
      }
    }
    found.removeAll(linked);
    return found;
  }

  private boolean isLoose(int f) {
    return f >= 0
        && f < words.foreign().size()
        && Words.isWord(words.foreign().get(f))
        && words.englishOf(f).isEmpty();
  }

  private IntStream inside() {
    return IntStream.range(english.start(), english.end());
  }

  /** The words of the mention that carry its meaning. */
  private List<Integer> anchors() {
    List<Integer> content =
        inside().filter(e -> !Words.isFunctionWord(words.english().get(e))).boxed().toList();
    return content.isEmpty() ? inside().boxed().toList() : content;
  }

  private void trim() {
    while (run.size() > 1) {
      if (isDispensable(run.first())) {
        run.pollFirst();
      } else if (isDispensable(run.last())) {
        run.pollLast();
      } else {
        return;
      }
    }
  }

  private boolean isDispensable(int f) {
    return words.englishOf(f).stream()
        .filter(this::isAnchor)
        .allMatch(
            e -> words.foreignOf(e).stream().anyMatch(g -> run.contains(g) && isBetter(g, f, e)));
  }

  private boolean isAnchor(int e) {
    return isInside(e) && !Words.isFunctionWord(words.english().get(e));
  }

  private boolean isInside(int e) {
    return english.start() <= e && e < english.end();
  }

  /** Whether a foreign word is a better partner than another for an English one. */
  private boolean isBetter(int one, int other, int e) {
    boolean oneStandsOut = Words.standsOut(words.foreign().get(one));
    boolean otherStandsOut = Words.standsOut(words.foreign().get(other));
    return oneStandsOut == otherStandsOut || !Words.standsOut(words.english().get(e))
        ? !leadsOut(one) && leadsOut(other)
        : oneStandsOut;
  }

  private boolean leadsOut(int f) {
    return !words.englishOf(f).stream().allMatch(this::isInside);
  }

  private boolean isTorn() {
    int before = run.first();
    for (int f : run) {
      if (f - before > 2 || f - before == 2 && !isFiller(before + 1)) {
        return true;
      }
      before = f;
    }
    return false;
  }

  private boolean isFiller(int f) {
    return words.englishOf(f).stream()
        .allMatch(e -> isInside(e) || Words.isFunctionWord(words.english().get(e)));
  }

  private boolean looksAlike() {
    boolean capitals = inside().anyMatch(e -> Words.isCapitalised(words.english().get(e)));
    return !capitals || run.stream().anyMatch(f -> Words.standsOut(words.foreign().get(f)));
  }

  /** Whether a word of a date has no counterpart, so that this may be a part of it only. */
  private boolean isPartOfDate() {
    return english.type().equals(EnglishMentions.DATE)
        && anchors().stream()
            .anyMatch(
                e ->
                    Words.isWord(words.english().get(e))
                        && words.foreignOf(e).stream().noneMatch(this::isWithin));
  }

  private boolean isWithin(int f) {
    return run.first() <= f && f <= run.last();
  }

  /** Whether a word of the mention stands in the foreign sentence, but only outside of the run. */
  private boolean leavesTwins() {
    return inside()
        .mapToObj(words.english()::get)
        .filter(Words::standsOut)
        .anyMatch(
            word -> spelt(word).findAny().isPresent() && spelt(word).noneMatch(this::isWithin));
  }

  private IntStream spelt(String word) {
    String small = word.toLowerCase(Locale.ROOT);
    return IntStream.range(0, words.foreign().size())
        .filter(f -> words.foreign().get(f).toLowerCase(Locale.ROOT).equals(small));
  }
}
