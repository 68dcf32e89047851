// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import io.github.canner.corpus.HeldOut;
import io.github.canner.corpus.ParallelCorpus;
import io.github.canner.corpus.ParallelReader;
import io.github.canner.corpus.SentencePair;
import io.github.canner.text.WordTokenizer;
import io.github.canner.translate.WordPair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The sentence pairs of several files. */
record ParallelText(List<SentencePair> pairs) {
  ParallelText {
    pairs = List.copyOf(pairs);
  }

  /**
   * Reads files, each {@code foreign<TAB>English[<TAB>source]} or two names parted by a comma.
   *
   * @param leftOut sources to leave out
   * @throws CanException if a file is malformed, or a source to leave out is in none of them
   */
  static ParallelText read(Collection<String> files, Collection<String> leftOut) {
    List<SentencePair> pairs = new ArrayList<>();
    Set<String> absent = new TreeSet<>(leftOut);
    for (String file : files) {
      ParallelCorpus corpus = ParallelReader.leavingOut(leftOut).read(file);
      pairs.addAll(corpus.pairs());
      absent.retainAll(corpus.absent());
    }
    ParallelText text = new ParallelText(pairs);
    if (!absent.isEmpty()) {
      throw new CanException(
          "found no pair of the source "
              + String.join(", ", absent)
              + " to leave out, expected one of "
              + String.join(", ", text.counts().keySet()));
    }
    return text;
  }

  /**
   * The pairs of one source, and the others.
   *
   * @throws CanException if there are none of that source
   */
  HeldOut<SentencePair> holdingOut(String source) {
    Map<Boolean, List<SentencePair>> parts =
        pairs.stream().collect(Collectors.partitioningBy(pair -> pair.source().equals(source)));
    HeldOut<SentencePair> parted =
        new HeldOut<>(parts.getOrDefault(false, List.of()), parts.getOrDefault(true, List.of()));
    if (parted.held().isEmpty()) {
      throw new CanException(
          "found no pair of the source "
              + source
              + ", expected one of "
              + String.join(", ", counts().keySet()));
    }
    return parted;
  }

  /** Both sides of every pair as words. */
  static List<WordPair> words(List<SentencePair> pairs, WordTokenizer foreign) {
    WordTokenizer english = WordTokenizer.english();
    return pairs.stream().map(pair -> WordPair.of(pair, foreign, english)).toList();
  }

  /** How many pairs there are, of which sources. */
  String describe() {
    Map<String, Integer> counts = counts();
    String sources =
        counts.entrySet().stream()
            .filter(entry -> !entry.getKey().isEmpty())
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return pairs.size() + " pairs" + (sources.isEmpty() ? "" : " (" + sources + ")");
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    pairs.forEach(pair -> counts.merge(pair.source(), 1, Integer::sum));
    return counts;
  }
}
