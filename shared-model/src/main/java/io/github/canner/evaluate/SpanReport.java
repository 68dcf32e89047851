// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well mentions were found.
 *
 * @param overall counts over all types, for the micro average
 * @param byType counts of each type that is gold or was predicted
 */
public record SpanReport(SpanCounts overall, SortedMap<String, SpanCounts> byType) {
  public SpanReport {
    byType = Collections.unmodifiableSortedMap(new TreeMap<>(byType));
  }

  /** A table for people: percentages and counts, the types and then all of them. */
  public String describe() {
    int width = byType.keySet().stream().mapToInt(String::length).reduce(5, Math::max);
    String format = "%-" + width + "s %9s %6s %6s %9s %7s\n";
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT, format, "type", "precision", "recall", "F1", "predicted", "gold"));
    byType.forEach((type, counts) -> table.append(row(format, type, counts)));
    return table.append(row(format, "all", overall)).toString();
  }

  private static String row(String format, String name, SpanCounts counts) {
    return String.format(
        Locale.ROOT,
        format,
        name,
        percent(counts.precision()),
        percent(counts.recall()),
        percent(counts.f1()),
        counts.predicted(),
        counts.gold());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }
}
