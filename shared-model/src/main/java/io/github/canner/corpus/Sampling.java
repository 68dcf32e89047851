// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random samples that can be drawn again. */
public final class Sampling {

  private Sampling() {}

  /**
   * Draws n items without replacement, the first n of a random order (Fisher and Yates) that
   * depends on the seed and the size of the list only. So a larger subset with the same seed begins
   * with the smaller one.
   *
   * @throws CanException if the list holds fewer than n items
   */
  public static <T> List<T> subset(List<T> items, int n, long seed) {
    if (n < 0 || n > items.size()) {
      throw new CanException(
          "cannot draw " + n + " of " + items.size() + ", expected 0 to " + items.size());
    }
    List<T> order = new ArrayList<>(items);
    Random random = new Random(seed);
    for (int i = 0; i < n; i++) {
      Collections.swap(order, i, i + random.nextInt(order.size() - i));
    }
    return List.copyOf(order.subList(0, n));
  }
}
