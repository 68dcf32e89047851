// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A random part of a training set, set aside to choose the best epoch on.
 *
 * @param train what is left to learn from, in its order
 * @param held what was set aside
 */
public record HeldOut<T>(List<T> train, List<T> held) {

  /** How much is set aside of a large training set, in hundredths. */
  public static final int PERCENT = 2;

  private static final int ALL = 100;

  public HeldOut {
    train = List.copyOf(train);
    held = List.copyOf(held);
  }

  /**
   * Sets aside {@value #PERCENT} %, but one item at least.
   *
   * @throws CanException if there are fewer than two items
   */
  public static <T> HeldOut<T> draw(List<T> items, long seed) {
    return draw(items, Math.max(1, items.size() * PERCENT / ALL), seed);
  }

  /**
   * Sets aside so many items.
   *
   * @throws CanException if there are fewer than two items
   */
  public static <T> HeldOut<T> draw(List<T> items, int count, long seed) {
    if (items.size() < 2) {
      throw new CanException(
          "found " + items.size() + " to train on, expected 2 at least, one of them to test on");
    }
    List<Integer> indices = IntStream.range(0, items.size()).boxed().toList();
    Set<Integer> drawn = new HashSet<>(Sampling.subset(indices, count, seed));
    List<T> train = new ArrayList<>();
    List<T> held = new ArrayList<>();
    for (int i : indices) {
      (drawn.contains(i) ? held : train).add(items.get(i));
    }
    return new HeldOut<>(train, held);
  }
}
