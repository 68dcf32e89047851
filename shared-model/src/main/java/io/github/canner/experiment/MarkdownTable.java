// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.evaluate.PairedBootstrap.Comparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of an experiment as a table in Markdown, and what is missing. */
final class MarkdownTable {
  private static final int SHOWN = 50;

  private MarkdownTable() {}

  static String of(Summary summary) {
    StringBuilder text = new StringBuilder("# Results\n\n");
    List<String> head =
        new ArrayList<>(
            List.of("language", "encoder", "sentences", "arm", "seeds", "F1", "gain", "p"));
    if (summary.comparesWithStart()) {
      head.addAll(List.of("gain over start", "p over start"));
    }
    head.add("recall of unseen");
    head.addAll(summary.types());
    if (summary.excludes()) {
      head.addAll(List.of("F1 without excluded", "gain without excluded", "p without excluded"));
    }
    line(text, head);
    line(text, Collections.nCopies(head.size(), "---"));
    summary.rows().forEach(row -> line(text, cells(row, summary)));
    text.append(legend(summary));
    text.append(missing(summary.results().missing()));
    return text.toString();
  }

  private static List<String> cells(Row row, Summary summary) {
    List<String> cells = new ArrayList<>();
    cells.add(row.language());
    cells.add(row.encoder().toString());
    cells.add(row.size().toString());
    cells.add(row.arm());
    cells.add(
        row.f1().count() < row.planned()
            ? row.f1().count() + " of " + row.planned()
            : Integer.toString(row.planned()));
    cells.add(Numbers.text(row.f1()));
    addGain(cells, row.gain());
    if (summary.comparesWithStart()) {
      addGain(cells, row.overStart());
    }
    cells.add(text(row.unseen()));
    for (String type : summary.types()) {
      cells.add(text(row.byType().get(type)));
    }
    if (summary.excludes()) {
      cells.add(text(row.left()));
      addGain(cells, row.leftGain());
    }
    return cells;
  }

  private static void addGain(List<String> cells, @Nullable Comparison gain) {
    cells.add(gain == null ? "" : Numbers.text(gain));
    cells.add(gain == null ? "" : Numbers.p(gain));
  }

  private static String text(@Nullable Spread spread) {
    return spread == null ? "" : Numbers.text(spread);
  }

  private static String legend(Summary summary) {
    StringBuilder text = new StringBuilder("\n");
    text.append("F1 is strict, of whole mentions, in percent: mean ± standard deviation over ")
        .append("seeds; each seed draws its own training sentences, where not all are taken, the ")
        .append("same for all arms. The ")
        .append("gain is over `")
        .append(Summary.BASELINE)
        .append(
            "` with the same encoder, of the F1 of all seeds that both have together, with a 95 %"
                + " interval and a"
                + " two-sided p, ")
        .append("that there is no gain or loss like it, by paired bootstrap over test sentences (")
        .append(summary.experiment().bootstrapSamples())
        .append(" samples); a sentence that is drawn counts with what all seeds found in it. ")
        .append("Unseen are mentions that the sample does not hold.");
    if (summary.comparesWithStart()) {
      text.append(" The gain over start is over `")
          .append(Arms.START)
          .append("` in the same way: what the arm adds to the start itself.");
    }
    if (summary.experiment().arms().stream().anyMatch(arm -> arm.taggers() > 1)) {
      text.append(" An arm of N taggers is compared with arms of as many, `")
          .append(Summary.BASELINE)
          .append("*N` with `")
          .append(Summary.BASELINE)
          .append("`.");
    }
    if (summary.groups().contains(Summary.MEAN)) {
      text.append(" `mean` is over the languages, for the seeds that all have.");
    }
    text.append("\n\n");
    for (Arm arm : summary.experiment().arms()) {
      text.append("- `").append(arm.name()).append("`: ").append(arm.description()).append('\n');
    }
    summary
        .results()
        .languages()
        .forEach(
            (code, data) -> {
              int excluded = data.test().sentences().size() - data.left().size();
              if (excluded > 0) {
                text.append("- excluded of ")
                    .append(code)
                    .append(": ")
                    .append(excluded)
                    .append(" test sentences of ")
                    .append(data.test().sentences().size())
                    .append('\n');
              }
            });
    return text.toString();
  }

  private static String missing(List<Cell> missing) {
    if (missing.isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder("\nMissing, and in no number above: ")
            .append(missing.size())
            .append(" results.\n\n");
    missing.stream()
        .limit(SHOWN)
        .forEach(cell -> text.append("- ").append(cell.describe()).append('\n'));
    if (missing.size() > SHOWN) {
      text.append("- and ").append(missing.size() - SHOWN).append(" more, see `cells.csv`\n");
    }
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
