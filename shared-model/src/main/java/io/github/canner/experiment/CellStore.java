// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.CanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The results of cells in a folder, a file for each. */
final class CellStore {
  private static final int DIGITS = 16;
  private static final String CHECKPOINT = ".checkpoint";

  private final Path folder;

  CellStore(Path folder) {
    this.folder = folder;
  }

  /**
   * The result with a key, if it is there.
   *
   * @throws CanException if its file is damaged
   */
  Optional<CellResult> find(Cell cell, String key) {
    Path file = file(cell, key, ".json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    CellResult result = JsonFiles.read(file, CellResult.class);
    if (!key.equals(result.key())) {
      throw new CanException(file + " holds another result than its name says; remove it");
    }
    return Optional.of(result);
  }

  /** Keeps a result. */
  void put(Cell cell, CellResult result) {
    prepare();
    JsonFiles.write(file(cell, result.key(), ".json"), result);
  }

  /**
   * Where the training of a cell keeps its state, in a folder that is there.
   *
   * @param tagger its number, from 0, where a cell has several
   */
  Path checkpoint(Cell cell, String key, int tagger) {
    prepare();
    return file(cell, key, tagger == 0 ? CHECKPOINT : "-" + (tagger + 1) + CHECKPOINT);
  }

  /** The states of interrupted trainings in the folder, but for those of these cells. */
  List<Path> strangers(Map<Cell, String> keys) {
    List<String> own = new ArrayList<>();
    keys.forEach((cell, key) -> own.add(file(cell, key, "").toString()));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(CHECKPOINT))
          .filter(file -> own.stream().noneMatch(file.toString()::startsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new CanException("cannot read the folder " + folder + ": " + e, e);
    }
  }

  private void prepare() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CanException("cannot make the folder " + folder + ": " + e, e);
    }
  }

  /** The arm stands in no name, since arms that come to the same share their cells. */
  private Path file(Cell cell, String key, String ending) {
    return folder.resolve(
        cell.language()
            + "-"
            + cell.size()
            + "-"
            + cell.seed()
            + "-"
            + key.substring(0, DIGITS)
            + ending);
  }
}
