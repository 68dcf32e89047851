// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import io.github.canner.CanException;
import io.github.canner.cli.DemoHost;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The CoreNLP part of {@code can demo}. Loads without CoreNLP on the class path, so that it can say
 * what is missing.
 */
public final class CoreNlpDemo implements DemoHost {

  @Override
  public String name() {
    return "Stanford CoreNLP";
  }

  @Override
  public void show(@Nullable Path model, List<List<String>> sentences, PrintStream out) {
    try {
      Class.forName(
          "edu.stanford.nlp.pipeline.StanfordCoreNLP", false, getClass().getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new CanException(
          "Stanford CoreNLP is not on the class path; add its stanford-corenlp jar", e);
    }
    DemoPipeline.show(model, sentences, out);
  }
}
