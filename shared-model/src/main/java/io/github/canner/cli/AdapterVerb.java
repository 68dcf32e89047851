// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import java.io.PrintStream;
import java.util.function.Consumer;
import picocli.CommandLine.ParameterException;

/**
 * A verb that an adapter of another framework adds to {@code can}. Each is a picocli
 * {@code @Command} and contributed through {@link java.util.ServiceLoader}, so that this module
 * knows none of them.
 */
public abstract class AdapterVerb extends Verb {

  /** For subclasses, which need a public constructor without parameters. */
  protected AdapterVerb() {}

  /**
   * Does it.
   *
   * @param out gets results
   * @param log gets what else the user should know, a line at a time
   * @throws CanException if it cannot be done
   * @throws ParameterException if the options do not go together; see {@link #wrongUse}
   */
  protected abstract void run(PrintStream out, Consumer<String> log);

  @Override
  final void run(Console console) {
    run(console.out(), console::log);
  }
}
