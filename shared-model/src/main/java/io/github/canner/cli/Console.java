// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What the command reads from and writes to.
 *
 * @param out gets results, in UTF-8
 * @param err gets progress, warnings and failures
 * @param terminal whether a person is watching, so that lines may be redrawn
 */
record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {

  /** The streams of this process. */
  static Console system() {
    return new Console(
        System.in,
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        isTerminal());
  }

  /** Tells the user something that is no result. */
  void log(String line) {
    err.println(line);
  }

  private static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on there is a console without a terminal, too, and this method to tell.
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
