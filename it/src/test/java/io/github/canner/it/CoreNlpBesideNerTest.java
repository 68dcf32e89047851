// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;

import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.PropertiesUtils;
import io.github.canner.Mention;
import io.github.canner.corenlp.CanAnnotator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Canner behind CoreNLP's own {@code ner}, whose CRF knows a product. */
class CoreNlpBesideNerTest {
  private static final String TEXT = "Anna Virtanen osti Haukkasen Helsingissä . Hän lähti .";

  @TempDir private static Path directory;

  private static Path crf;

  @BeforeAll
  static void train_a_crf() throws IOException {
    Path corpus =
        Files.write(
            directory.resolve("train.conll"),
            Collections.nCopies(
                5, "Pekka\tO\nosti\tO\nHaukkasen\tB-PRO\n.\tO\n\nMatti\tO\nlähti\tO\n.\tO\n"));
    crf = directory.resolve("crf.ser.gz");
    CoreNlpPeers.train(corpus, crf);
  }

  @Test
  void the_crf_alone_finds_the_product() {
    assertThat(CoreNlpPeers.mentions(CoreNlpPeers.crf(crf.toString()), List.of(TEXT)))
        .containsExactly(List.of(Mention.gold(3, 4, "PRO")));
  }

  @Test
  void canner_fills_what_it_left() {
    assertThat(found("false"))
        .containsExactly("PERSON Anna Virtanen", "PRO Haukkasen", "LOCATION Helsingissä");
  }

  @Test
  void canner_replaces_what_it_found_unless_told_otherwise() {
    assertThat(found("true"))
        .contains("PERSON Anna Virtanen", "LOCATION Helsingissä")
        .doesNotContain("PRO Haukkasen");
  }

  private static List<String> found(String overwrite) {
    Properties properties =
        PropertiesUtils.asProperties(
            "annotators", "tokenize,ner,can",
            "tokenize.whitespace", "true",
            "ner.model", crf.toString(),
            "ner.applyNumericClassifiers", "false",
            "ner.useSUTime", "false",
            "ner.applyFineGrained", "false",
            "customAnnotatorClass.can", CanAnnotator.class.getName(),
            "can.model", "default",
            "can.overwrite", overwrite);
    CoreDocument document = new StanfordCoreNLP(properties).processToCoreDocument(TEXT);
    return document.entityMentions().stream()
        .map(mention -> mention.entityType() + " " + mention.text())
        .toList();
  }
}
