// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One of the things that {@code can} can do. */
abstract class Verb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /**
   * Does it.
   *
   * @throws CanException if it cannot be done
   * @throws ParameterException if the options do not go together
   */
  abstract void run(Console console);

  @Override
  public final Integer call() {
    run(((Can) spec.root().userObject()).console());
    return Can.DONE;
  }

  /** Ends the verb as wrongly used unless this holds. */
  protected final void require(boolean good, String message) {
    if (!good) {
      throw wrongUse(message);
    }
  }

  /** Whether the user gave an option. */
  final boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** Ends the verb as wrongly used if the user gave one of these options for nothing. */
  final void requireFor(String what, boolean there, List<String> options) {
    for (String option : options) {
      require(there || !isGiven(option), option + " needs " + what);
    }
  }

  /** An end of the verb as wrongly used. */
  protected final ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Builds options from what the user gave; a value out of its range is wrong use. */
  final <T> T options(Supplier<T> builder) {
    try {
      return builder.get();
    } catch (CanException e) {
      throw wrongUse(String.valueOf(e.getMessage()));
    }
  }
}
