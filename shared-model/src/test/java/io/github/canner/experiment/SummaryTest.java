// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import static io.github.canner.experiment.WordEncoder.CHARS;
import static io.github.canner.experiment.WordEncoder.MBERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.CorpusSpec;
import io.github.canner.train.Corpora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores computed by hand. */
class SummaryTest {
  private static final Size ONE = new Size(1);
  private static final Size ALL = new Size(0);

  /** The only training sentence, so that all seeds draw it. */
  private static final Corpus TRAIN = Corpora.of(Set.of(), "[PER Asha] anaishi [LOC Moshi] .");

  private static final Corpus TEST =
      Corpora.of(
          Set.of(),
          "[PER Asha] anaishi [LOC Moshi] .",
          "[PER Leo] anaishi [LOC Tanga] .",
          "Ndiyo .");

  private static final String BOTH = "0-1-PER 2-3-LOC";
  private static final String PERSON = "0-1-PER";

  @TempDir private Path folder;

  @Test
  void a_row_has_mean_and_spread_over_seeds_and_the_recall_of_unseen_mentions() {
    Row row = new Summary(swahili()).row("swa", CHARS, ONE, "none").orElseThrow();

    // Seed 1: 2 right of 2 found and 4 gold, F1 4/6. Seed 2: 2 of 3 and 4, F1 4/7.
    double first = 4 / 6.0;
    double second = 4 / 7.0;
    assertThat(row.f1().mean()).isCloseTo((first + second) / 2, within(1e-12));
    assertThat(row.f1().sd()).isCloseTo((first - second) / Math.sqrt(2), within(1e-12));
    // The mentions of the second sentence are unseen: seed 1 finds none, seed 2 one.
    assertThat(row.unseen().mean()).isCloseTo(0.25, within(1e-12));
    assertThat(row.gain()).isNull();
    // LOC, two of them: seed 1 finds one, seed 2 none and a wrong one.
    assertThat(row.byType().get("LOC").mean()).isCloseTo((2 / 3.0 + 0) / 2, within(1e-12));
    assertThat(row.left()).isNull();
  }

  @Test
  void the_gain_pools_the_seeds_that_both_have() {
    Summary summary = new Summary(swahili());
    Row row = summary.row("swa", CHARS, ONE, "converse").orElseThrow();

    // Only seed 1 of converse is there; it finds all.
    assertThat(row.f1().count()).isEqualTo(1);
    assertThat(row.planned()).isEqualTo(2);
    assertThat(row.gain().difference()).isCloseTo(1 - 4 / 6.0, within(1e-12));
    assertThat(summary.row("swa", CHARS, ALL, "converse")).isEmpty();
  }

  @Test
  void sentences_can_be_left_out_of_a_second_score() {
    Results results =
        results(Map.of("swa", data("swa", List.of(1, 2))), cells("swa", "none", "converse"));
    Row row = new Summary(results).row("swa", CHARS, ONE, "none").orElseThrow();

    // Without the first sentence seed 1 finds nothing, seed 2 one of two and a wrong one.
    assertThat(row.left().mean()).isCloseTo((0 + 2 / 4.0) / 2, within(1e-12));
    assertThat(MarkdownTable.of(new Summary(results)))
        .contains("F1 without excluded")
        .contains("excluded of swa: 1 test sentences of 3");
  }

  @Test
  void the_mean_over_languages_weighs_them_alike_and_needs_all_of_them() {
    Map<Cell, CellResult> cells = new LinkedHashMap<>(cells("swa", "none", "converse"));
    put(cells, new Cell("lug", CHARS, ONE, "none", 1), BOTH, BOTH, "");
    Results results =
        results(
            new LinkedHashMap<>(
                Map.of("swa", data("swa", List.of(0, 1, 2)), "lug", data("lug", List.of(0, 1, 2)))),
            cells);
    Summary summary = new Summary(results);

    Row mean = summary.row("mean", CHARS, ONE, "none").orElseThrow();
    assertThat(mean.f1().count()).isEqualTo(1);
    assertThat(mean.f1().mean()).isCloseTo((4 / 6.0 + 1) / 2, within(1e-12));
    assertThat(summary.row("mean", CHARS, ONE, "converse")).isEmpty();
  }

  @Test
  void an_arm_is_compared_with_none_and_with_start_of_its_own_encoder() {
    Map<Cell, CellResult> cells = new LinkedHashMap<>();
    put(cells, new Cell("swa", CHARS, ONE, "none", 1), "", PERSON, "");
    put(cells, new Cell("swa", MBERT, ONE, "none", 1), PERSON, PERSON, "");
    put(cells, new Cell("swa", MBERT, ONE, "start", 1), BOTH, PERSON, "");
    put(cells, new Cell("swa", MBERT, ONE, "start+converse", 1), BOTH, BOTH, "");
    Experiment experiment =
        experiment(
            List.of(data("swa", List.of(0, 1, 2)).language()),
            List.of(CHARS, MBERT),
            "none",
            "converse",
            "start",
            "start+converse");
    Summary summary =
        new Summary(
            new Results(
                experiment, Map.of("swa", data("swa", List.of(0, 1, 2))), cells, List.of()));

    // Of 4 mentions: none of chars finds 1, none of mbert 2, its start 3, start+converse all.
    Row start = summary.row("swa", MBERT, ONE, "start").orElseThrow();
    Row converse = summary.row("swa", MBERT, ONE, "start+converse").orElseThrow();
    assertThat(start.gain().difference()).isCloseTo(6 / 7.0 - 4 / 6.0, within(1e-12));
    assertThat(start.overStart()).isNull();
    assertThat(converse.gain().difference()).isCloseTo(1 - 4 / 6.0, within(1e-12));
    assertThat(converse.overStart().difference()).isCloseTo(1 - 6 / 7.0, within(1e-12));
    assertThat(summary.row("swa", CHARS, ONE, "start")).isEmpty();
    assertThat(MarkdownTable.of(summary))
        .contains("| p | gain over start | p over start | recall of unseen |")
        .contains("| swa | mbert | 1 | start+converse | 1 of 2 | 100.0 | +33.3 [")
        .contains("| swa | chars | 1 | none | 1 of 2 | 40.0 |");
    assertThat(summary.encoders("swa")).containsExactly(CHARS, MBERT);
  }

  @Test
  void several_taggers_are_compared_with_as_many_without_transfer() {
    Map<Cell, CellResult> cells = new LinkedHashMap<>();
    put(cells, new Cell("swa", CHARS, ONE, "none", 1), "", PERSON, "");
    put(cells, new Cell("swa", CHARS, ONE, "none*3", 1), PERSON, PERSON, "");
    put(cells, new Cell("swa", CHARS, ONE, "start*3", 1), BOTH, PERSON, "");
    put(cells, new Cell("swa", CHARS, ONE, "start+converse*3", 1), BOTH, BOTH, "");
    put(cells, new Cell("swa", CHARS, ONE, "converse*2", 1), BOTH, BOTH, "");
    LanguageData data = data("swa", List.of(0, 1, 2));
    Experiment experiment =
        experiment(
            List.of(data.language()),
            List.of(CHARS),
            "none",
            "none*3",
            "start*3",
            "start+converse*3",
            "converse*2");
    Summary summary = new Summary(new Results(experiment, Map.of("swa", data), cells, List.of()));

    // Of 4 mentions: none finds 1, three of it 2, three from the start 3, the others all.
    Row none = summary.row("swa", CHARS, ONE, "none*3").orElseThrow();
    assertThat(none.gain().difference()).isCloseTo(4 / 6.0 - 2 / 5.0, within(1e-12));
    Row start = summary.row("swa", CHARS, ONE, "start*3").orElseThrow();
    assertThat(start.gain().difference()).isCloseTo(6 / 7.0 - 4 / 6.0, within(1e-12));
    assertThat(start.overStart()).isNull();
    Row converse = summary.row("swa", CHARS, ONE, "start+converse*3").orElseThrow();
    assertThat(converse.gain().difference()).isCloseTo(1 - 4 / 6.0, within(1e-12));
    assertThat(converse.overStart().difference()).isCloseTo(1 - 6 / 7.0, within(1e-12));
    assertThat(summary.row("swa", CHARS, ONE, "converse*2").orElseThrow().gain()).isNull();
    assertThat(MarkdownTable.of(summary)).contains("compared with arms of as many, `none*N` with");
  }

  @Test
  void the_report_says_what_is_missing_and_draws_what_is_there() throws IOException {
    ExperimentReport report = new ExperimentReport(swahili());
    List<Path> files = report.write(folder.resolve("new"));

    assertThat(report.table())
        .contains("| swa | chars | 1 | none | 2 | 61.9 ± 6.7 |")
        .contains("| swa | chars | 1 | converse | 1 of 2 | 100.0 | +33.3 [")
        .contains("Missing, and in no number above: 5 results.")
        .contains("- swa, chars, 1 sentences, converse, seed 2")
        .contains("- swa, chars, all sentences, none, seed 1")
        .doesNotContain("| swa | chars | all |");
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "table.md",
            "table.csv",
            "cells.csv",
            "learning-curve-swa-chars.png",
            "learning-curve-swa-chars.svg",
            "gain-swa-chars.png",
            "gain-swa-chars.svg");
    assertThat(files.get(1))
        .content()
        .contains("swa,chars,1,converse,1,2,100.0000,,33.3333,")
        .startsWith("language,encoder,sentences,arm,seeds,seeds_planned,f1,f1_sd,gain,gain_low,");
    assertThat(files.get(2))
        .content()
        .contains(
            "swa,chars,1,none,1,50.0000,100.0000,50.0000,66.6667,100.0000,0.0000,66.6667,3.0\n")
        .contains("swa,chars,all,none,2,,,,,,,,\n");
    assertThat(ImageIO.read(files.get(3).toFile()).getWidth()).isEqualTo(900);
    assertThat(Files.readString(files.get(4))).contains("<svg height=\"560\"").contains("<path");
    assertThat(Files.readString(files.get(6))).contains("<svg height=\"560\"").contains("<path");
  }

  private static Results swahili() {
    return results(Map.of("swa", data("swa", List.of(0, 1, 2))), cells("swa", "none", "converse"));
  }

  private static Map<Cell, CellResult> cells(String language, String baseline, String other) {
    Map<Cell, CellResult> cells = new LinkedHashMap<>();
    put(cells, new Cell(language, CHARS, ONE, baseline, 1), BOTH, "", "");
    put(cells, new Cell(language, CHARS, ONE, baseline, 2), PERSON, "0-1-PER 1-2-LOC", "");
    put(cells, new Cell(language, CHARS, ONE, other, 1), BOTH, BOTH, "");
    return cells;
  }

  private static void put(Map<Cell, CellResult> cells, Cell cell, String... found) {
    cells.put(cell, new CellResult("key", cell, cell.arm(), 0.5, 3, List.of(found)));
  }

  private static LanguageData data(String code, List<Integer> left) {
    CorpusSpec spec = CorpusSpec.parse("test.txt");
    Language language =
        new Language(code, spec, spec, spec, null, null, Map.of(), null, List.of(), null);
    return new LanguageData(
        language, TRAIN, TRAIN, TEST, Map.of(), Map.of(), Map.of(), List.of(), left);
  }

  private static Results results(Map<String, LanguageData> languages, Map<Cell, CellResult> cells) {
    Experiment experiment =
        experiment(
            languages.values().stream().map(LanguageData::language).toList(),
            List.of(CHARS),
            "none",
            "converse");
    List<Cell> missing = new ArrayList<>(experiment.cells());
    missing.removeAll(cells.keySet());
    return new Results(experiment, languages, cells, missing);
  }

  private static Experiment experiment(
      List<Language> languages, List<WordEncoder> encoders, String... arms) {
    return new Experiment(
        Path.of("results"),
        languages,
        encoders,
        List.of(ONE, ALL),
        Stream.of(arms).map(arm -> Arms.find(arm).orElseThrow()).toList(),
        List.of(1L, 2L),
        List.of(),
        200);
  }
}
