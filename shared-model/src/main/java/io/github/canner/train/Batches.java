// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Cuts a data set into mini-batches of sentences of like length. */
public final class Batches {
  private static final int POOL = 50;
  private static final int WORDS = 4000;
  private static final int SENTENCES = 64;

  private Batches() {}

  /**
   * Mini-batches in a random order, the same for the same random numbers. Sentences are shuffled,
   * sorted by length within pools, and cut so that no batch, padded, holds more than {@code budget}
   * units or {@code most} sentences.
   *
   * @param size how many sentences there are
   * @param length the length of a sentence in units
   * @return indices of the sentences of each batch
   */
  public static List<int[]> shuffled(
      int size, IntUnaryOperator length, int budget, int most, SplittableRandom random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    List<int[]> batches = new ArrayList<>();
    int pool = POOL * Math.max(1, Math.min(most, size));
    for (int start = 0; start < size; start += pool) {
      batches.addAll(
          byLength(
              Arrays.copyOfRange(order, start, Math.min(size, start + pool)),
              length,
              budget,
              most));
    }
    for (int i = batches.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int[] swap = batches.get(i);
      batches.set(i, batches.get(j));
      batches.set(j, swap);
    }
    return batches;
  }

  /**
   * A batch cut into parts of sentences of like length, so that none, padded, holds more than
   * {@code budget} units but where a single sentence does.
   */
  public static List<int[]> of(int[] batch, IntUnaryOperator length, int budget) {
    return byLength(batch, length, budget, batch.length);
  }

  /** Mini-batches of sentences of like length, the shortest first. */
  public static List<int[]> sorted(int size, IntUnaryOperator length, int budget, int most) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    return byLength(order, length, budget, most);
  }

  /**
   * Mini-batches of sentences to read without learning, the shortest first; empty sentences are in
   * none.
   */
  public static List<int[]> toRead(List<? extends List<String>> sentences) {
    int[] filled =
        IntStream.range(0, sentences.size()).filter(i -> !sentences.get(i).isEmpty()).toArray();
    return byLength(filled, i -> sentences.get(i).size(), WORDS, SENTENCES);
  }

  private static List<int[]> byLength(
      int[] indices, IntUnaryOperator length, int budget, int most) {
    List<Integer> sorted = new ArrayList<>(Arrays.stream(indices).boxed().toList());
    sorted.sort(Comparator.comparingInt(length::applyAsInt));
    List<int[]> batches = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= sorted.size(); i++) {
      boolean full =
          i == sorted.size()
              || i - start == most
              || (long) (i + 1 - start) * length.applyAsInt(sorted.get(i)) > budget;
      if (full && i > start) {
        batches.add(sorted.subList(start, i).stream().mapToInt(Integer::intValue).toArray());
        start = i;
      }
    }
    return batches;
  }
}
