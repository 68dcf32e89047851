package io.github.canner.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/** Groups examples of similar length, so that little is padded. */
public final class Batches {
  private static final int BATCHES_A_BUCKET = 30;

  private Batches() {}

  /**
   * All examples once, in random batches of similar length and in random order; the same random numbers give the same batches.
   *
   * @param count examples
   * @param length the length of each example
   * @param batch examples a batch at most
   */
  public static List<int[]> shuffled(int count, IntUnaryOperator length, int batch, SplittableRandom random) {
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    shuffle(order, random);
    int bucket = batch * BATCHES_A_BUCKET;
    for (int from = 0; from < count; from += bucket) {
      Arrays.sort(
          order, from, Math.min(count, from + bucket), Comparator.comparingInt(i -> length.applyAsInt(i)));
    }
    int[][] batches = cut(order, batch).toArray(int[][]::new);
    shuffle(batches, random);
    return List.of(batches);
  }

  /** All examples once, from short to long, for inference. */
  public static List<int[]> sorted(int count, IntUnaryOperator length, int batch) {
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> length.applyAsInt(i)));
    return cut(order, batch);
  }

  private static List<int[]> cut(Integer[] order, int batch) {
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from += batch) {
      Integer[] part = Arrays.copyOfRange(order, from, Math.min(order.length, from + batch));
      batches.add(Arrays.stream(part).mapToInt(Integer::intValue).toArray());
    }
    return batches;
  }

  private static <T> void shuffle(T[] array, SplittableRandom random) {
    for (int i = array.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T moved = array[i];
      array[i] = array[j];
      array[j] = moved;
    }
  }
}
