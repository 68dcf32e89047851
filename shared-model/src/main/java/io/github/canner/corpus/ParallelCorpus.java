// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sentences with their English translations.
 *
 * @param pairs the pairs kept, in the order of the file
 * @param kept number of pairs kept by source
 * @param leftOut number of pairs left out by source
 * @param absent sources that should have been left out but do not occur
 */
public record ParallelCorpus(
    List<SentencePair> pairs,
    SortedMap<String, Integer> kept,
    SortedMap<String, Integer> leftOut,
    Set<String> absent) {
  public ParallelCorpus {
    pairs = List.copyOf(pairs);
    kept = Collections.unmodifiableSortedMap(new TreeMap<>(kept));
    leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
    absent = Set.copyOf(absent);
  }
}
