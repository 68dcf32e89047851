// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import io.github.canner.corenlp.CanAnnotator;
import java.util.Properties;

/** The properties with which CoreNLP keeps the tokens and sentences of a text and runs Canner. */
final class CanProperties {
  private CanProperties() {}

  /** With the names of types that CoreNLP's users expect. */
  static Properties usual() {
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize,can");
    properties.setProperty("tokenize.whitespace", "true");
    properties.setProperty("ssplit.eolonly", "true");
    properties.setProperty("customAnnotatorClass.can", CanAnnotator.class.getName());
    properties.setProperty("can.model", "default");
    return properties;
  }

  /** With the names of types that the model has. */
  static Properties withTypesOfTheModel() {
    Properties properties = usual();
    properties.setProperty("can.types", "");
    return properties;
  }
}
