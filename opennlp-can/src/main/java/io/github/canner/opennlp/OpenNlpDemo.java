// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanModel;
import io.github.canner.cli.DemoHost;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import opennlp.tools.namefind.TokenNameFinder;
import opennlp.tools.util.Span;
import org.jspecify.annotations.Nullable;

/** The OpenNLP part of {@code can demo}. */
public final class OpenNlpDemo implements DemoHost {

  @Override
  public String name() {
    return "Apache OpenNLP";
  }

  @Override
  public void show(@Nullable Path model, List<List<String>> sentences, PrintStream out) {
    try (CanModel loaded = model == null ? CanModel.loadDefault() : CanModel.load(model)) {
      TokenNameFinder finder = new CanNameFinder(loaded);
      for (List<String> sentence : sentences) {
        String[] tokens = sentence.toArray(String[]::new);
        Span[] spans = finder.find(tokens);
        String[] names = Span.spansToStrings(spans, tokens);
        for (int i = 0; i < spans.length; i++) {
          out.println(DemoHost.line(spans[i].getType(), names[i], spans[i].getProb()));
        }
      }
    }
  }
}
