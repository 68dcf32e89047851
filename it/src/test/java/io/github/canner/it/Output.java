// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a process that ran to its end printed, and its exit code. */
record Output(int exitCode, List<String> lines, String errors) {

  /** Runs a command without input. */
  static Output of(List<String> command) throws IOException, InterruptedException {
    return of(command, "");
  }

  /** Runs a command with this text as its input. */
  static Output of(List<String> command, String input) throws IOException, InterruptedException {
    Path in = Files.createTempFile("in-", ".txt");
    Path out = Files.createTempFile("out-", ".txt");
    Path err = Files.createTempFile("err-", ".txt");
    try {
      Files.writeString(in, input);
      Process process =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("took too long: " + command + "\n" + Files.readString(err));
      }
      return new Output(process.exitValue(), Files.readAllLines(out), Files.readString(err));
    } finally {
      Files.delete(in);
      Files.delete(out);
      Files.delete(err);
    }
  }
}
