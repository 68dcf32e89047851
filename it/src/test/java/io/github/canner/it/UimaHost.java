// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import io.github.canner.Mention;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.util.XMLInputSource;

/** OpenNLP's own annotator in UIMA. */
final class UimaHost {
  private static final String NAME = "text.Name";

  private UimaHost() {}

  public static void main(String[] arguments) throws Exception {
    HostMain.serve(() -> framework(Path.of(arguments[0])));
  }

  private static HostMain.Framework framework(Path bin) throws Exception {
    String descriptor;
    try (InputStream in = UimaHost.class.getResourceAsStream("uima-name-finder.xml")) {
      descriptor =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .replace("@BIN@", bin.toUri().toString());
    }
    AnalysisEngine engine =
        UIMAFramework.produceAnalysisEngine(
            UIMAFramework.getXMLParser()
                .parseAnalysisEngineDescription(
                    new XMLInputSource(
                        new ByteArrayInputStream(descriptor.getBytes(StandardCharsets.UTF_8)),
                        null)));
    return sentences -> {
      CAS cas = engine.newCAS();
      UimaText text = new UimaText(cas, sentences, "text.Sentence", "text.Token");
      engine.process(cas);
      return text.mentions(NAME, UimaHost::mention);
    };
  }

  private static Mention mention(AnnotationFS name, int start, int end) {
    double probability = name.getDoubleValue(name.getType().getFeatureByBaseName("probability"));
    return new Mention(start, end, name.getType().getShortName(), probability);
  }
}
