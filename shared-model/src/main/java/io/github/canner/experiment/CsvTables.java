// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.evaluate.Csv;
import io.github.canner.evaluate.PairedBootstrap.Comparison;
import io.github.canner.evaluate.SpanCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows and the cells of an experiment as CSV (RFC 4180). Scores are in percent. */
final class CsvTables {

  private CsvTables() {}

  /** A line for each row of the table. */
  static String rows(Summary summary) {
    List<String> head =
        new ArrayList<>(
            List.of("language", "encoder", "sentences", "arm", "seeds", "seeds_planned"));
    head.addAll(spreadNames("f1"));
    head.addAll(gainNames("gain"));
    head.addAll(gainNames("gain_over_start"));
    head.addAll(spreadNames("recall_unseen"));
    summary.types().forEach(type -> head.addAll(spreadNames("f1_" + type)));
    head.addAll(spreadNames("f1_without_excluded"));
    head.addAll(gainNames("gain_without_excluded"));
    StringBuilder text = new StringBuilder();
    line(text, head);
    for (Row row : summary.rows()) {
      List<String> fields =
          new ArrayList<>(
              List.of(row.language(), row.encoder().toString(), row.size().toString(), row.arm()));
      fields.add(Integer.toString(row.f1().count()));
      fields.add(Integer.toString(row.planned()));
      fields.addAll(spread(row.f1()));
      fields.addAll(gain(row.gain()));
      fields.addAll(gain(row.overStart()));
      fields.addAll(spread(row.unseen()));
      summary.types().forEach(type -> fields.addAll(spread(row.byType().get(type))));
      fields.addAll(spread(row.left()));
      fields.addAll(gain(row.leftGain()));
      line(text, fields);
    }
    return text.toString();
  }

  /** A line for each cell; one without a result has no scores. */
  static String cells(Summary summary) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        List.of(
            "language",
            "encoder",
            "sentences",
            "arm",
            "seed",
            "dev_f1",
            "precision",
            "recall",
            "f1",
            "recall_seen",
            "recall_unseen",
            "f1_without_excluded",
            "seconds"));
    Map<Cell, ScoredCell> scored = new LinkedHashMap<>();
    summary.cells().forEach(cell -> scored.put(cell.cell(), cell));
    for (Cell cell : summary.experiment().cells()) {
      List<String> fields =
          new ArrayList<>(
              List.of(
                  cell.language(),
                  cell.encoder().toString(),
                  cell.size().toString(),
                  cell.arm(),
                  Long.toString(cell.seed())));
      fields.addAll(scores(scored.get(cell)));
      line(text, fields);
    }
    return text.toString();
  }

  private static List<String> scores(@Nullable ScoredCell cell) {
    if (cell == null) {
      return Collections.nCopies(8, "");
    }
    SpanCounts counts = cell.report().overall();
    return List.of(
        Numbers.exact(cell.result().devF1()),
        Numbers.exact(counts.precision()),
        Numbers.exact(counts.recall()),
        Numbers.exact(counts.f1()),
        recall(cell.recall().seen()),
        recall(cell.recall().unseen()),
        Numbers.exact(cell.left().overall().f1()),
        String.format(Locale.ROOT, "%.1f", cell.result().seconds()));
  }

  /** Nothing where there is nothing to find. */
  private static String recall(SpanCounts counts) {
    return counts.gold() == 0 ? "" : Numbers.exact(counts.recall());
  }

  private static List<String> spreadNames(String name) {
    return List.of(name, name + "_sd");
  }

  private static List<String> gainNames(String name) {
    return List.of(name, name + "_low", name + "_high", name + "_p");
  }

  private static List<String> spread(@Nullable Spread spread) {
    return spread == null
        ? List.of("", "")
        : List.of(
            Numbers.exact(spread.mean()), spread.count() == 1 ? "" : Numbers.exact(spread.sd()));
  }

  private static List<String> gain(@Nullable Comparison gain) {
    return gain == null
        ? List.of("", "", "", "")
        : List.of(
            Numbers.exact(gain.difference()),
            Numbers.exact(gain.low()),
            Numbers.exact(gain.high()),
            String.format(Locale.ROOT, "%.5f", gain.pValue()));
  }

  private static void line(StringBuilder text, List<String> fields) {
    text.append(Csv.line(fields));
  }
}
