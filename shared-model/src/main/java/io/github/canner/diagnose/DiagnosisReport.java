// SPDX-License-Identifier: Apache-2.0
package io.github.canner.diagnose;

import io.github.canner.CanException;
import io.github.canner.corpus.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tables and lists of one or several diagnoses. */
public final class DiagnosisReport {
  private static final String CAUSES = "causes.md";

  private final CauseTable causes;
  private final MissedList misses;

  /** A report of these, in this order. */
  public DiagnosisReport(List<Diagnosis> diagnoses) {
    this.causes = new CauseTable(diagnoses);
    this.misses = new MissedList(diagnoses);
  }

  /** The table of causes in Markdown, with what they mean. */
  public String table() {
    return causes.markdown();
  }

  /**
   * Writes {@code causes.md}, {@code causes.csv}, {@code misses.md} and {@code misses.csv}.
   *
   * @return the files
   * @throws CanException if one cannot be written
   */
  public List<Path> write(Path folder) {
    prepare(folder);
    return List.of(
        write(folder.resolve(CAUSES), causes.markdown()),
        write(folder.resolve("causes.csv"), causes.csv()),
        write(folder.resolve("misses.md"), misses.markdown()),
        write(folder.resolve("misses.csv"), misses.csv()));
  }

  /**
   * Makes a folder that is not there.
   *
   * @throws CanException if it cannot be made or written to
   */
  public static void prepare(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CanException("cannot make the folder " + folder + ": " + e, e);
    }
    AtomicFiles.requireWritable(folder.resolve(CAUSES));
  }

  private static Path write(Path file, String text) {
    AtomicFiles.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    return file;
  }
}
