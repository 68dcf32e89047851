// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells how long trainings will take from how long others took. */
final class Pace {
  private record Kind(WordEncoder encoder, Size size, int taggers) {
    static Kind of(Cell cell) {
      return new Kind(cell.encoder(), cell.size(), Arms.taggers(cell.arm()));
    }
  }

  private final Map<Kind, List<Double>> seconds = new HashMap<>();

  void took(Cell cell, double time) {
    seconds.computeIfAbsent(Kind.of(cell), key -> new ArrayList<>()).add(time);
  }

  /**
   * The seconds that these trainings will take: for each the mean of those with as many sentences,
   * as many taggers and the same encoder, or the mean of all where there were none; 0 if nothing is
   * known.
   */
  double of(List<Cell> cells) {
    double all = mean(seconds.values().stream().flatMap(List::stream).toList(), 0);
    return cells.stream()
        .mapToDouble(cell -> mean(seconds.getOrDefault(Kind.of(cell), List.of()), all))
        .sum();
  }

  private static double mean(List<Double> values, double otherwise) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(otherwise);
  }
}
