// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.CanException;
import io.github.canner.corpus.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tables and plots of an experiment. */
public final class ExperimentReport {
  private final Summary summary;
  private final String table;

  /** Computes all scores. */
  public ExperimentReport(Results results) {
    this.summary = new Summary(results);
    this.table = MarkdownTable.of(summary);
  }

  /** The table in Markdown, and what is missing. */
  public String table() {
    return table;
  }

  /**
   * Writes {@code table.md}, {@code table.csv} and {@code cells.csv}, and for each language and
   * encoder, and the mean of several languages, plots as PNG and SVG: {@code
   * learning-curve-LANGUAGE-ENCODER} and {@code gain-LANGUAGE-ENCODER}.
   *
   * @return the files
   * @throws CanException if one cannot be written
   */
  public List<Path> write(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CanException("cannot make the folder " + folder + ": " + e, e);
    }
    List<Path> files = new ArrayList<>();
    files.add(write(folder.resolve("table.md"), table));
    files.add(write(folder.resolve("table.csv"), CsvTables.rows(summary)));
    files.add(write(folder.resolve("cells.csv"), CsvTables.cells(summary)));
    files.addAll(Plots.write(summary, folder));
    return files;
  }

  private static Path write(Path file, String text) {
    AtomicFiles.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    return file;
  }
}
