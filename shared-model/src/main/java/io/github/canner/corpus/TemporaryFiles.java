// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files that do not outlast the program, even where it is interrupted. Safe for use by many
 * threads.
 */
public final class TemporaryFiles {
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> OPEN.forEach(TemporaryFiles::tryDelete), "canner-files"));
  }

  private TemporaryFiles() {}

  /**
   * Makes an empty file in the folder for temporary files.
   *
   * @param suffix the end of its name
   */
  public static Path create(String suffix) throws IOException {
    return removedAtExit(Files.createTempFile("canner-", suffix));
  }

  /** Sees to it that a file that is about to be made is removed when the program ends. */
  static Path removedAtExit(Path file) {
    OPEN.add(file);
    return file;
  }

  /** Removes a file if it is there; what cannot be removed now is removed when the program ends. */
  public static void delete(Path file) {
    if (tryDelete(file)) {
      OPEN.remove(file);
    }
  }

  private static boolean tryDelete(Path file) {
    try {
      Files.deleteIfExists(file);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
