// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.CoreEntityMention;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.logging.RedwoodConfiguration;
import io.github.canner.CanException;
import io.github.canner.cli.DemoHost;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A CoreNLP pipeline as its users set one up, for the demonstration. */
final class DemoPipeline {
  private DemoPipeline() {}

  static void show(@Nullable Path model, List<List<String>> sentences, PrintStream out) {
    RedwoodConfiguration.errorLevel().apply();
    try {
      CoreDocument document =
          new CoreDocument(
              sentences.stream()
                  .map(tokens -> String.join(" ", tokens))
                  .collect(Collectors.joining("\n")));
      pipeline(model).annotate(document);
      for (CoreEntityMention mention : document.entityMentions()) {
        String type = mention.entityType();
        Double probability = Objects.requireNonNull(mention.entityTypeConfidences().get(type));
        out.println(DemoHost.line(type, mention.text(), probability));
      }
    } finally {
      RedwoodConfiguration.slf4j().apply();
    }
  }

  private static StanfordCoreNLP pipeline(@Nullable Path model) {
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize,can");
    properties.setProperty("tokenize.whitespace", "true");
    properties.setProperty("ssplit.eolonly", "true");
    properties.setProperty("customAnnotatorClass.can", CanAnnotator.class.getName());
    properties.setProperty("can.model", model == null ? "default" : model.toString());
    try {
      return new StanfordCoreNLP(properties);
    } catch (RuntimeException e) {
      throw cause(e);
    }
  }

  /** What went wrong in our annotator, which CoreNLP wraps. */
  private static RuntimeException cause(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CanException ours) {
        return ours;
      }
    }
    return failure;
  }
}
