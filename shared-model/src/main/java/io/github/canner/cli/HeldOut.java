// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import io.github.canner.corpus.Sampling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A random part of a training set, set aside to choose the best epoch on.
 *
 * @param train what is left to learn from, in its order
 * @param held what was set aside: {@value #PERCENT} %, but one at least
 */
record HeldOut<T>(List<T> train, List<T> held) {
  static final int PERCENT = 2;

  private static final int ALL = 100;

  HeldOut {
    train = List.copyOf(train);
    held = List.copyOf(held);
  }

  /**
   * Draws the part.
   *
   * @throws CanException if there are fewer than two items
   */
  static <T> HeldOut<T> draw(List<T> items, long seed) {
    if (items.size() < 2) {
      throw new CanException(
          "found " + items.size() + " to train on, expected 2 at least, one of them to test on");
    }
    List<Integer> indices = IntStream.range(0, items.size()).boxed().toList();
    int count = Math.max(1, items.size() * PERCENT / ALL);
    Set<Integer> drawn = new HashSet<>(Sampling.subset(indices, count, seed));
    List<T> train = new ArrayList<>();
    List<T> held = new ArrayList<>();
    for (int i : indices) {
      (drawn.contains(i) ? held : train).add(items.get(i));
    }
    return new HeldOut<>(train, held);
  }
}
