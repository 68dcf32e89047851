// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Cuts a corpus into parts whose results are computed and kept together. */
public final class Parts {

  private Parts() {}

  /**
   * Consecutive sentences.
   *
   * @param most how many a part holds at most
   * @param cost what a sentence of so many words costs
   * @param budget what a part costs at most, but where a single sentence costs more
   */
  public static <T extends List<?>> List<List<T>> of(
      List<T> sentences, int most, IntToLongFunction cost, long budget) {
    List<List<T>> parts = new ArrayList<>();
    int from = 0;
    long spent = 0;
    for (int i = 0; i < sentences.size(); i++) {
      long own = cost.applyAsLong(sentences.get(i).size());
      if (i > from && (i - from == most || spent + own > budget)) {
        parts.add(sentences.subList(from, i));
        from = i;
        spent = 0;
      }
      spent += own;
    }
    if (from < sentences.size()) {
      parts.add(sentences.subList(from, sentences.size()));
    }
    return parts;
  }
}
