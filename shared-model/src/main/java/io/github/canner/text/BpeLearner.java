// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the most frequent pairs of neighbouring pieces one after the other. The counts of pairs are
 * kept up to date by visiting only the words that hold the joined pair; the queue holds outdated
 * entries, which are passed over.
 */
final class BpeLearner {
  private static final long MINIMUM_PAIR_COUNT = 2;

  private record Candidate(long count, int left, int right) {}

  private static final class Pair {
    private long count;
    private int[] words = new int[4];
    private int size;

    void seenIn(int word) {
      if (size > 0 && words[size - 1] == word) {
        return;
      }
      if (size == words.length) {
        words = Arrays.copyOf(words, size * 2);
      }
      words[size++] = word;
    }
  }

  private final List<String> alphabet;
  private final List<String> pieces = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final int[][] words;
  private final long[] counts;
  private final Map<Long, Pair> pairs = new HashMap<>();
  private final PriorityQueue<Candidate> queue = new PriorityQueue<>(this::compare);

  BpeLearner(Map<String, Long> wordCounts, long minimumCharacterCount) {
    alphabet = alphabet(wordCounts, minimumCharacterCount);
    pieces.add(Bpe.UNKNOWN);
    pieces.add(Bpe.UNKNOWN_END);
    pieces.addAll(alphabet);
    for (int id = 0; id < pieces.size(); id++) {
      ids.put(pieces.get(id), id);
    }
    words = new int[wordCounts.size()][];
    counts = new long[words.length];
    int w = 0;
    for (Map.Entry<String, Long> entry : wordCounts.entrySet()) {
      if (entry.getValue() <= 0) {
        throw new IllegalArgumentException(
            "'" + entry.getKey() + "' was counted " + entry.getValue() + " times");
      }
      words[w] =
          Bpe.symbols(entry.getKey()).stream().mapToInt(s -> ids.getOrDefault(s, 0)).toArray();
      counts[w++] = entry.getValue();
    }
  }

  /**
   * Each character frequent enough in two forms, within a word and at its end, ordered by code
   * point.
   */
  private static List<String> alphabet(Map<String, Long> wordCounts, long minimumCount) {
    Map<Integer, Long> characters = new TreeMap<>();
    wordCounts.forEach(
        (word, count) -> word.codePoints().forEach(c -> characters.merge(c, count, Long::sum)));
    List<String> alphabet = new ArrayList<>(characters.size() * 2);
    characters.forEach(
        (c, count) -> {
          if (count >= minimumCount) {
            alphabet.add(Bpe.symbol(c));
            alphabet.add(Bpe.symbol(c) + Bpe.END);
          }
        });
    return List.copyOf(alphabet);
  }

  Bpe learn(int symbols) {
    for (int w = 0; w < words.length; w++) {
      countPairs(w, counts[w], null);
    }
    pairs.forEach((key, pair) -> offer(key));
    List<int[]> joins = new ArrayList<>();
    while (pieces.size() < symbols && !queue.isEmpty()) {
      Candidate best = queue.poll();
      Pair pair = pairs.get(Bpe.key(best.left, best.right));
      if (pair == null || pair.count != best.count) {
        continue;
      }
      joins.add(new int[] {best.left, best.right});
      join(best.left, best.right, pair);
    }
    return new Bpe(alphabet, joins);
  }

  private void join(int left, int right, Pair pair) {
    String joined = pieces.get(left) + pieces.get(right);
    int result = ids.computeIfAbsent(joined, text -> pieces.size());
    if (result == pieces.size()) {
      pieces.add(joined);
    }
    Set<Long> changed = new HashSet<>();
    for (int i = 0; i < pair.size; i++) {
      int w = pair.words[i];
      int[] after = joined(words[w], left, right, result);
      if (after.length < words[w].length) {
        countPairs(w, -counts[w], changed);
        words[w] = after;
        countPairs(w, counts[w], changed);
      }
    }
    pairs.remove(Bpe.key(left, right));
    changed.forEach(this::offer);
  }

  private static int[] joined(int[] word, int left, int right, int result) {
    int[] after = new int[word.length];
    int length = 0;
    for (int i = 0; i < word.length; i++) {
      boolean here = i + 1 < word.length && word[i] == left && word[i + 1] == right;
      after[length++] = here ? result : word[i];
      if (here) {
        i++;
      }
    }
    return Arrays.copyOf(after, length);
  }

  /** Adds the pairs of a word, unknown characters apart, and notes which pairs have changed. */
  private void countPairs(int w, long count, @Nullable Set<Long> changed) {
    int[] word = words[w];
    for (int i = 0; i + 1 < word.length; i++) {
      if (word[i] <= 1 || word[i + 1] <= 1) {
        continue;
      }
      long key = Bpe.key(word[i], word[i + 1]);
      Pair pair = pairs.computeIfAbsent(key, k -> new Pair());
      pair.count += count;
      if (count > 0) {
        pair.seenIn(w);
      }
      if (changed != null) {
        changed.add(key);
      }
    }
  }

  private void offer(long key) {
    Pair pair = pairs.get(key);
    if (pair != null && pair.count >= MINIMUM_PAIR_COUNT) {
      queue.add(new Candidate(pair.count, (int) (key >>> 32), (int) key));
    }
  }

  private int compare(Candidate a, Candidate b) {
    int order = Long.compare(b.count, a.count);
    if (order == 0) {
      order = pieces.get(a.left).compareTo(pieces.get(b.left));
    }
    return order != 0 ? order : pieces.get(a.right).compareTo(pieces.get(b.right));
  }
}
