// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.Mention;
import io.github.canner.evaluate.PairedBootstrap;
import io.github.canner.evaluate.PairedBootstrap.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The scores of an experiment. A row over several languages takes, for each seed that all of them
 * have, the mean over the languages.
 */
final class Summary {
  /** Stands for the mean over all languages. */
  static final String MEAN = "mean";

  /** The arm that others are compared with. */
  static final String BASELINE = "none";

  private static final long BOOTSTRAP_SEED = 1;

  private final Results results;
  private final Map<Cell, ScoredCell> scored = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();

  Summary(Results results) {
    this.results = results;
    results
        .cells()
        .forEach(
            (cell, result) -> scored.put(cell, ScoredCell.of(cell, result, data(cell.language()))));
    List<String> languages = List.copyOf(results.languages().keySet());
    languages.forEach(language -> addRows(language, List.of(language)));
    if (languages.size() > 1) {
      addRows(MEAN, languages);
    }
  }

  Results results() {
    return results;
  }

  Experiment experiment() {
    return results.experiment();
  }

  List<ScoredCell> cells() {
    return List.copyOf(scored.values());
  }

  /** By language, the mean last; then by encoder, size and arm. What has no cell has no row. */
  List<Row> rows() {
    return List.copyOf(rows);
  }

  Optional<Row> row(String language, WordEncoder encoder, Size size, String arm) {
    return rows.stream()
        .filter(row -> row.language().equals(language) && row.encoder().equals(encoder))
        .filter(row -> row.size().equals(size) && row.arm().equals(arm))
        .findFirst();
  }

  /** The languages that have rows. */
  List<String> groups() {
    return rows.stream().map(Row::language).distinct().toList();
  }

  /** The encoders that a language, or the mean, has rows of. */
  List<WordEncoder> encoders(String language) {
    return rows.stream()
        .filter(row -> row.language().equals(language))
        .map(Row::encoder)
        .distinct()
        .toList();
  }

  /** Whether a row is compared with the arm {@code start}. */
  boolean comparesWithStart() {
    return rows.stream().anyMatch(row -> row.overStart() != null);
  }

  /** All types of the rows, sorted. */
  List<String> types() {
    TreeSet<String> types = new TreeSet<>();
    rows.forEach(row -> types.addAll(row.byType().keySet()));
    return List.copyOf(types);
  }

  /** Whether a language excludes test sentences from a second score. */
  boolean excludes() {
    return results.languages().values().stream().anyMatch(Summary::excludes);
  }

  private static boolean excludes(LanguageData data) {
    return data.left().size() < data.test().sentences().size();
  }

  private LanguageData data(String language) {
    LanguageData data = results.languages().get(language);
    if (data == null) {
      throw new IllegalArgumentException("no language of this experiment: " + language);
    }
    return data;
  }

  private void addRows(String name, List<String> languages) {
    for (WordEncoder encoder : experiment().encoders()) {
      for (Size size : experiment().sizes()) {
        for (Arm arm : experiment().arms()) {
          List<List<ScoredCell>> bySeed = bySeed(languages, encoder, size, arm.name());
          if (!bySeed.isEmpty()) {
            rows.add(row(name, languages, arm, bySeed));
          }
        }
      }
    }
  }

  /** For each seed that all languages have their cells. */
  private List<List<ScoredCell>> bySeed(
      List<String> languages, WordEncoder encoder, Size size, String arm) {
    List<List<ScoredCell>> bySeed = new ArrayList<>();
    for (long seed : experiment().seeds()) {
      List<ScoredCell> cells = new ArrayList<>();
      for (String language : languages) {
        ScoredCell cell = scored.get(new Cell(language, encoder, size, arm, seed));
        if (cell != null) {
          cells.add(cell);
        }
      }
      if (cells.size() == languages.size()) {
        bySeed.add(cells);
      }
    }
    return bySeed;
  }

  private Row row(String name, List<String> languages, Arm arm, List<List<ScoredCell>> bySeed) {
    Cell first = bySeed.get(0).get(0).cell();
    boolean excludes = languages.stream().anyMatch(code -> excludes(data(code)));
    String overStart = arm.startBaseline();
    SortedMap<String, Spread> byType = new TreeMap<>();
    for (String type : types(bySeed.get(0))) {
      byType.put(type, spread(bySeed, cell -> cell.f1(type)));
    }
    return new Row(
        name,
        first.encoder(),
        first.size(),
        arm.name(),
        spread(bySeed, cell -> cell.report().overall().f1()),
        gain(bySeed, arm.baseline(), (cell, mentions) -> mentions),
        overStart == null ? null : gain(bySeed, overStart, (cell, mentions) -> mentions),
        bySeed.stream().flatMap(List::stream).anyMatch(cell -> cell.recall().unseen().gold() == 0)
            ? null
            : spread(bySeed, cell -> cell.recall().unseen().recall()),
        byType,
        excludes ? spread(bySeed, cell -> cell.left().overall().f1()) : null,
        excludes
            ? gain(
                bySeed,
                arm.baseline(),
                (cell, mentions) ->
                    ScoredCell.picked(mentions, data(cell.cell().language()).left()))
            : null,
        experiment().seeds().size());
  }

  /** The types that every test set holds. */
  private static TreeSet<String> types(List<ScoredCell> languages) {
    TreeSet<String> types = null;
    for (ScoredCell cell : languages) {
      TreeSet<String> own = new TreeSet<>();
      cell.gold().forEach(sentence -> sentence.forEach(mention -> own.add(mention.type())));
      if (types == null) {
        types = own;
      } else {
        types.retainAll(own);
      }
    }
    return types == null ? new TreeSet<>() : types;
  }

  private static Spread spread(
      List<List<ScoredCell>> bySeed, ToDoubleFunction<ScoredCell> measure) {
    return Spread.of(
        bySeed.stream()
            .map(cells -> cells.stream().mapToDouble(measure).average().orElseThrow())
            .toList());
  }

  private @Nullable Comparison gain(
      List<List<ScoredCell>> bySeed,
      String baseline,
      BiFunction<ScoredCell, List<List<Mention>>, List<List<Mention>>> part) {
    List<List<ScoredCell>> both =
        bySeed.stream()
            .filter(cells -> cells.stream().allMatch(cell -> inArm(cell, baseline).isPresent()))
            .toList();
    if (both.isEmpty() || both.get(0).get(0).cell().arm().equals(baseline)) {
      return null;
    }
    List<PairedBootstrap.TestSet> sets = new ArrayList<>();
    for (int language = 0; language < both.get(0).size(); language++) {
      List<List<List<Mention>>> own = new ArrayList<>();
      List<List<List<Mention>>> other = new ArrayList<>();
      for (List<ScoredCell> cells : both) {
        ScoredCell cell = cells.get(language);
        own.add(part.apply(cell, cell.found()));
        other.add(part.apply(cell, inArm(cell, baseline).orElseThrow().found()));
      }
      ScoredCell first = both.get(0).get(language);
      sets.add(new PairedBootstrap.TestSet(part.apply(first, first.gold()), own, other));
    }
    return PairedBootstrap.compareMean(sets, experiment().bootstrapSamples(), BOOTSTRAP_SEED);
  }

  private Optional<ScoredCell> inArm(ScoredCell scoredCell, String arm) {
    Cell cell = scoredCell.cell();
    return Optional.ofNullable(
        scored.get(new Cell(cell.language(), cell.encoder(), cell.size(), arm, cell.seed())));
  }
}
