// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanModel;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code can demo}. */
@Command(
    name = "demo",
    sortOptions = false,
    sortSynopsis = false,
    description = {
      "Tags a few Finnish sentences, plainly and then through each framework that Canner is plugged"
          + " into, and shows the translation and the alignment behind each mention.",
      ""
    })
final class DemoCommand extends Verb {

  @Option(
      names = "--model",
      paramLabel = "M.can",
      description = "Show this model instead of the Finnish one that ships with Canner.")
  private @Nullable Path model;

  @Override
  void run(Console console) {
    PrintStream out = console.out();
    try (CanModel loaded = model == null ? CanModel.loadDefault() : CanModel.load(model)) {
      Demonstration.show(loaded, Demonstration.SENTENCES, out);
    }
    boolean found = false;
    for (DemoHost host : ServiceLoader.load(DemoHost.class, DemoHost.class.getClassLoader())) {
      Demonstration.show(host, model, Demonstration.SENTENCES, out);
      found = true;
    }
    if (!found) {
      out.println();
      out.println("No framework is on the class path, so none is shown.");
    }
  }
}
