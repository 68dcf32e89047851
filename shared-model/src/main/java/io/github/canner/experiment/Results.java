// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of an experiment, or of a part of it. */
public final class Results {
  private final Experiment experiment;
  private final Map<String, LanguageData> languages;
  private final Map<Cell, CellResult> cells;
  private final List<Cell> missing;

  Results(
      Experiment experiment,
      Map<String, LanguageData> languages,
      Map<Cell, CellResult> cells,
      List<Cell> missing) {
    this.experiment = experiment;
    this.languages = languages;
    this.cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    this.missing = List.copyOf(missing);
  }

  Experiment experiment() {
    return experiment;
  }

  Map<String, LanguageData> languages() {
    return languages;
  }

  Map<Cell, CellResult> cells() {
    return cells;
  }

  /** Whether no cell has a result. */
  public boolean isEmpty() {
    return cells.isEmpty();
  }

  /** The cells without a result. */
  public List<Cell> missing() {
    return missing;
  }
}
