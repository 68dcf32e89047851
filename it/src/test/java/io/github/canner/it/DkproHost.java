// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;

import io.github.canner.Mention;
import java.nio.file.Path;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.dkpro.core.opennlp.OpenNlpNamedEntityRecognizer;

/** DKPro Core's recogniser, which does not hand on probabilities. */
final class DkproHost {
  private static final String TYPES = "de.tudarmstadt.ukp.dkpro.core.api.";
  private static final String NAME = TYPES + "ner.type.NamedEntity";

  private DkproHost() {}

  public static void main(String[] arguments) throws Exception {
    HostMain.serve(() -> framework(Path.of(arguments[0])));
  }

  private static HostMain.Framework framework(Path bin) throws Exception {
    AnalysisEngine engine =
        createEngine(
            OpenNlpNamedEntityRecognizer.class,
            OpenNlpNamedEntityRecognizer.PARAM_MODEL_LOCATION,
            bin.toString(),
            OpenNlpNamedEntityRecognizer.PARAM_PRINT_TAGSET,
            true);
    return sentences -> {
      CAS cas = engine.newCAS();
      cas.setDocumentLanguage("fi");
      UimaText text =
          new UimaText(
              cas,
              sentences,
              TYPES + "segmentation.type.Sentence",
              TYPES + "segmentation.type.Token");
      engine.process(cas);
      return text.mentions(NAME, DkproHost::mention);
    };
  }

  private static Mention mention(AnnotationFS name, int start, int end) {
    String type = name.getStringValue(name.getType().getFeatureByBaseName("value"));
    return Mention.gold(start, end, type);
  }
}
