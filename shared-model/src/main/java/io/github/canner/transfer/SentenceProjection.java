// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.transfer.AnnotationProjection.Kept;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The work of {@link AnnotationProjection} on one sentence. */
final class SentenceProjection {
  private final LinkedWords words;
  private final List<Mention> mentions = new ArrayList<>();
  private final SortedMap<Integer, Doubt> doubts = new TreeMap<>();

  private SentenceProjection(LinkedWords words) {
    this.words = words;
  }

  /**
   * Tags a sentence.
   *
   * @param names the English mentions
   * @param threshold the least probability of one
   * @param dates whether the English network knows dates
   */
  static Kept of(LinkedWords words, List<Mention> names, double threshold, boolean dates) {
    SentenceProjection projection = new SentenceProjection(words);
    projection.carryOver(names, threshold);
    projection.leaveMissed(new MissedNames(words, names, dates));
    if (projection.mentions.isEmpty()) {
      projection.leave(projection.foreign(projection::isInnerCapital), Doubt.CAPITALISED);
    }
    return new Kept(
        new TaggedSentence(
            words.foreign(), projection.mentions, List.copyOf(projection.doubts.keySet())),
        projection.doubts);
  }

  private void carryOver(List<Mention> names, double threshold) {
    List<MentionRun> unsure = new ArrayList<>();
    List<MentionRun> broken = new ArrayList<>();
    boolean unlinked = false;
    for (Mention name : names) {
      MentionRun run = MentionRun.of(words, name);
      Optional<Mention> mention = run.mention();
      if (run.isEmpty()) {
        unlinked = true;
      } else if (name.probability() < threshold) {
        unsure.add(run);
      } else if (mention.isEmpty()) {
        broken.add(run);
      } else {
        mentions.add(mention.get());
      }
    }
    unsure.forEach(run -> leave(run.words(), Doubt.UNSURE));
    broken.forEach(run -> leave(run.linked(), Doubt.BROKEN));
    leaveShared();
    joinDates();
    unsure.forEach(run -> leaveOutside(run.fillers(), Doubt.UNSURE));
    broken.forEach(run -> leaveOutside(run.surroundings(), Doubt.BROKEN));
    if (unlinked) {
      leaveOutside(
          foreign(f -> Words.isWord(words.foreign().get(f)) && words.englishOf(f).isEmpty()),
          Doubt.UNLINKED);
    }
  }

  /** Leaves mentions open that share words with each other or with what is open already. */
  private void leaveShared() {
    List<Mention> shared =
        IntStream.range(0, mentions.size())
            .filter(
                i ->
                    doubts.keySet().stream().anyMatch(f -> holds(mentions.get(i), f))
                        || IntStream.range(0, mentions.size())
                            .anyMatch(j -> j != i && overlap(mentions.get(i), mentions.get(j))))
            .mapToObj(mentions::get)
            .toList();
    leaveAll(shared, Doubt.SHARED);
  }

  private void joinDates() {
    mentions.sort(Comparator.comparingInt(Mention::start));
    for (int i = mentions.size() - 1; i > 0; i--) {
      Mention left = mentions.get(i - 1);
      Mention right = mentions.get(i);
      if (right.start() == left.end() && isDate(left) && isDate(right)) {
        mentions.set(i - 1, joined(left, right));
        mentions.remove(i);
      }
    }
  }

  /**
   * Leaves missed names and years open, and the mentions beside them, which they may be part of.
   */
  private void leaveMissed(MissedNames names) {
    List<Integer> missed = names.among(f -> !isDecided(f));
    leave(missed, Doubt.MISSED);
    leaveAll(
        mentions.stream()
            .filter(
                mention -> missed.contains(mention.start() - 1) || missed.contains(mention.end()))
            .toList(),
        Doubt.MISSED);
  }

  private void leaveAll(List<Mention> open, Doubt doubt) {
    mentions.removeAll(open);
    open.forEach(
        mention -> leave(IntStream.range(mention.start(), mention.end()).boxed().toList(), doubt));
  }

  /** Leaves words open; the first reason given for a word counts. */
  private void leave(Collection<Integer> open, Doubt doubt) {
    open.forEach(f -> doubts.putIfAbsent(f, doubt));
  }

  /** Leaves words open unless they lie in a mention. */
  private void leaveOutside(Collection<Integer> open, Doubt doubt) {
    leave(open.stream().filter(f -> !isDecided(f)).toList(), doubt);
  }

  private boolean isDecided(int f) {
    return doubts.containsKey(f) || mentions.stream().anyMatch(mention -> holds(mention, f));
  }

  private List<Integer> foreign(IntPredicate condition) {
    return IntStream.range(0, words.foreign().size()).filter(condition).boxed().toList();
  }

  private boolean isInnerCapital(int f) {
    return Words.isCapitalised(words.foreign().get(f)) && !Words.startsSentence(words.foreign(), f);
  }

  private static boolean holds(Mention mention, int word) {
    return mention.start() <= word && word < mention.end();
  }

  private static boolean overlap(Mention one, Mention other) {
    return one.start() < other.end() && other.start() < one.end();
  }

  private static boolean isDate(Mention mention) {
    return mention.type().equals(EnglishMentions.DATE);
  }

  private static Mention joined(Mention left, Mention right) {
    double probability = Math.min(left.probability(), right.probability());
    return new Mention(left.start(), right.end(), left.type(), probability);
  }
}
