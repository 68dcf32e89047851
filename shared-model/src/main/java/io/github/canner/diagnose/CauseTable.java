// SPDX-License-Identifier: Apache-2.0
package io.github.canner.diagnose;

import io.github.canner.evaluate.Csv;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** How many mentions each cause has, and how many of them were missed and how. */
final class CauseTable {
  private static final List<String> HEAD =
      List.of(
          "language",
          "model",
          "cause",
          "mentions",
          "missed",
          "missed of these (%)",
          "share of all missed (%)",
          "missed, unseen in training",
          "wrong type",
          "wrong boundaries",
          "wrong both",
          "nothing");

  private final List<Diagnosis> diagnoses;

  CauseTable(List<Diagnosis> diagnoses) {
    this.diagnoses = List.copyOf(diagnoses);
  }

  /** The table and what its words mean. */
  String markdown() {
    StringBuilder text = new StringBuilder("# Missed mentions by cause\n\n");
    text.append(line(HEAD)).append(line(Collections.nCopies(HEAD.size(), "---")));
    rows().forEach(row -> text.append(line(row)));
    text.append(
        "\nA mention counts for the first cause that fits it. A word of the translation is aligned"
            + " with it if it paid half of its attention or more to its words; it is the name if"
            + " it is spelt like one of its words.\n\n");
    Arrays.stream(Cause.values())
        .filter(cause -> diagnoses.stream().anyMatch(some -> some.causes().contains(cause)))
        .forEach(
            cause ->
                text.append("- `")
                    .append(cause)
                    .append("`: ")
                    .append(cause.description())
                    .append('\n'));
    for (Diagnosis diagnosis : diagnoses) {
      if (!diagnosis.readsEnglish()) {
        text.append("\n`")
            .append(diagnosis.model())
            .append(
                "` has no transfer: there is no translation, no alignment and no English tag to"
                    + " look at. Only how its mentions were missed, and whether they stand in the"
                    + " training text, can be told.\n");
      }
    }
    return text.toString();
  }

  /** The table alone. */
  String csv() {
    StringBuilder text = new StringBuilder(Csv.line(HEAD));
    rows().forEach(row -> text.append(Csv.line(row)));
    return text.toString();
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (Diagnosis diagnosis : diagnoses) {
      for (Cause cause : diagnosis.causes()) {
        rows.add(row(diagnosis, cause.toString(), mention -> mention.cause() == cause));
      }
      if (diagnosis.causes().size() > 1) {
        rows.add(row(diagnosis, "all", mention -> true));
      }
    }
    return rows;
  }

  private static List<String> row(
      Diagnosis diagnosis, String name, Predicate<JudgedMention> counted) {
    Predicate<JudgedMention> missed = counted.and(JudgedMention::isMissed);
    long all = diagnosis.count(counted);
    long lost = diagnosis.count(missed);
    List<String> row = new ArrayList<>(List.of(diagnosis.language(), diagnosis.model(), name));
    row.add(Long.toString(all));
    row.add(Long.toString(lost));
    row.add(percent(lost, all));
    row.add(percent(lost, diagnosis.count(JudgedMention::isMissed)));
    row.add(
        diagnosis.mentions().stream().anyMatch(mention -> mention.seen() == null)
            ? ""
            : Long.toString(
                diagnosis.count(missed.and(mention -> Boolean.FALSE.equals(mention.seen())))));
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.FOUND) {
        row.add(Long.toString(diagnosis.count(missed.and(m -> m.outcome() == outcome))));
      }
    }
    return row;
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "" : String.format(Locale.ROOT, "%.1f", 100.0 * part / whole);
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
