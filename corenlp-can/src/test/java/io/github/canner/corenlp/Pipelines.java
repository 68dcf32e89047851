// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.util.Properties;

/** Pipelines that split at white space and line ends and then look for names. */
final class Pipelines {
  private Pipelines() {}

  static Properties properties(String model) {
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize,can");
    properties.setProperty("tokenize.whitespace", "true");
    properties.setProperty("ssplit.eolonly", "true");
    properties.setProperty("customAnnotatorClass.can", CanAnnotator.class.getName());
    properties.setProperty("can.model", model);
    return properties;
  }

  static Annotation annotate(Properties properties, String text) {
    return new StanfordCoreNLP(properties).process(text);
  }
}
