// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells how long trainings will take from how long others took. */
final class Pace {
  private final Map<Size, List<Double>> seconds = new HashMap<>();

  void took(Size size, double time) {
    seconds.computeIfAbsent(size, key -> new ArrayList<>()).add(time);
  }

  /**
   * The seconds that these trainings will take: for each the mean of those with as many sentences,
   * or the mean of all where none had as many; 0 if nothing is known.
   */
  double of(List<Cell> cells) {
    double all = mean(seconds.values().stream().flatMap(List::stream).toList(), 0);
    return cells.stream()
        .mapToDouble(cell -> mean(seconds.getOrDefault(cell.size(), List.of()), all))
        .sum();
  }

  private static double mean(List<Double> values, double otherwise) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(otherwise);
  }
}
