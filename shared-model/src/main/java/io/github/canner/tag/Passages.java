// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import io.github.canner.text.Stretches;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Sentences as they are read: text of any length that a program takes for one sentence in
 * stretches, so that memory and time grow with its length and not with its square.
 */
final class Passages {
  private static final int LONGEST = 1_000;
  private static final int STRETCHES_AT_ONCE = 256;
  private static final int WORDS_AT_ONCE = 16 * LONGEST;

  private final List<List<String>> stretches = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();

  /** The passages of these sentences. */
  Passages(List<? extends List<String>> sentences) {
    for (List<String> sentence : sentences) {
      List<List<String>> own =
          sentence.isEmpty() ? List.of(List.of()) : Stretches.of(sentence, LONGEST);
      stretches.addAll(own);
      counts.add(own.size());
    }
  }

  /** All stretches, in order, as many at a time as are read together. */
  List<List<List<String>>> chunks() {
    List<List<List<String>>> chunks = new ArrayList<>();
    int start = 0;
    int words = 0;
    for (int i = 0; i < stretches.size(); i++) {
      words += stretches.get(i).size();
      if (i - start == STRETCHES_AT_ONCE || words > WORDS_AT_ONCE) {
        chunks.add(stretches.subList(start, i));
        start = i;
        words = stretches.get(i).size();
      }
    }
    if (start < stretches.size()) {
      chunks.add(stretches.subList(start, stretches.size()));
    }
    return chunks;
  }

  /**
   * What there is of sentences.
   *
   * @param ofStretches what there is of each stretch
   * @param join makes one of what there is of several stretches
   */
  <T> List<T> joined(List<T> ofStretches, Function<List<T>, T> join) {
    List<T> joined = new ArrayList<>();
    int next = 0;
    for (int count : counts) {
      joined.add(
          count == 1 ? ofStretches.get(next) : join.apply(ofStretches.subList(next, next + count)));
      next += count;
    }
    return joined;
  }
}
