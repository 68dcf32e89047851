// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A framework that {@code can demo} shows Canner inside of. Each adapter contributes one through
 * {@link java.util.ServiceLoader}, so that this module knows none of them.
 */
public interface DemoHost {

  /** The name of the framework as its users know it, for example {@code Apache OpenNLP}. */
  String name();

  /**
   * Sends the sentences through the real framework, set up as its users would, and prints each
   * mention on a {@linkplain #line line} of its own, in the order of the text.
   *
   * @param model the model file, or null for the model that ships with Canner
   * @param sentences tokenised sentences; no token is empty or holds white space
   * @param out gets the lines and nothing else; it stays open
   * @throws io.github.canner.CanException if the model cannot be loaded or the framework is not on
   *     the class path
   */
  void show(@Nullable Path model, List<List<String>> sentences, PrintStream out);

  /**
   * A mention as the demonstration prints it, for example {@code PER "Sauli Niinistö" 0.98}.
   *
   * @param probability in [0, 1]
   */
  static String line(String type, String text, double probability) {
    return String.format(Locale.ROOT, "%s  \"%s\"  %.2f", type, text, probability);
  }
}
