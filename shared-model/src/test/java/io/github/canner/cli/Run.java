// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A run of the command that is over.
 *
 * @param code its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Run(int code, String out, String err) {

  /** Runs the command with empty input. */
  static Run can(Object... arguments) {
    return reading("", arguments);
  }

  /** Runs the command with this standard input. */
  static Run reading(String input, Object... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    return reading(input, err, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
  }

  /** Runs the command until it is about to log a line that holds this text, and breaks it there. */
  static Run interruptedAt(String text, Object... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream err =
        new PrintStream(bytes, true, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            if (line.contains(text)) {
              throw new IllegalStateException("interrupted");
            }
            super.println(line);
          }
        };
    return reading("", bytes, err, arguments);
  }

  private static Run reading(
      String input, ByteArrayOutputStream errBytes, PrintStream err, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            err,
            false);
    int code = Can.run(Arrays.stream(arguments).map(Object::toString).toList(), console);
    console.out().flush();
    return new Run(
        code,
        out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"),
        errBytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
  }

  /** This run, if it ended well. */
  Run done() {
    if (code != 0) {
      throw new AssertionError("exit code " + code + ":\n" + err);
    }
    return this;
  }

  /** The lines of standard output. */
  List<String> lines() {
    return out.lines().toList();
  }

  /** The files of a folder, by name. */
  static List<String> filesOf(Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? List.of() : Arrays.stream(names).sorted().toList();
  }
}
