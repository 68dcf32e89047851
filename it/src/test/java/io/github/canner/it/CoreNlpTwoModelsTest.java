// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;

import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.CoreEntityMention;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import io.github.canner.CanModel;
import io.github.canner.Mention;
import io.github.canner.cli.Can;
import io.github.canner.corenlp.CanAnnotator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default model, and one that knows a product, in one JVM. */
class CoreNlpTwoModelsTest {
  private static final List<String> SENTENCE =
      List.of("Anna", "Virtanen", "osti", "Helsingissä", "Haukkasen", ".");
  private static final String TEXT = String.join(" ", SENTENCE);

  private static Path product;
  private static List<Mention> ofDefault;
  private static List<Mention> ofProduct;

  @BeforeAll
  static void train_a_model_and_ask_both(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path corpus =
        Files.write(
            directory.resolve("product.conll"),
            Collections.nCopies(
                10, "Pekka\tO\nosti\tO\nHaukkasen\tB-PRO\n.\tO\n\nMatti\tO\nsöi\tO\n.\tO\n"));
    product = directory.resolve("product.can");
    Path log = directory.resolve("log");
    Process training =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Can.class.getName(),
                "train",
                "--train",
                corpus.toString(),
                "--dev",
                corpus.toString(),
                "--language",
                "fin",
                "--transfer",
                "none",
                "--hidden",
                "12",
                "--epochs",
                "1",
                "--passes",
                "20",
                "--batch",
                "4",
                "--learning-rate",
                "0.02",
                "--seed",
                "1",
                "--output",
                product.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(training.waitFor(2, TimeUnit.MINUTES)).as(Files.readString(log)).isTrue();
    assertThat(training.exitValue()).as(Files.readString(log)).isZero();
    ofDefault = tag(CanModel.loadDefault());
    ofProduct = tag(CanModel.load(product));
    assertThat(ofProduct).extracting(Mention::type).containsOnly("PRO");
    assertThat(ofDefault).extracting(Mention::type).contains("PER", "LOC");
  }

  private static List<Mention> tag(CanModel model) {
    try (model) {
      return model.tag(SENTENCE);
    }
  }

  @Test
  void each_pipeline_finds_what_its_model_finds() {
    StanfordCoreNLP first = new StanfordCoreNLP(CanProperties.withTypesOfTheModel());
    Properties properties = CanProperties.withTypesOfTheModel();
    properties.setProperty("can.model", product.toString());
    StanfordCoreNLP second = new StanfordCoreNLP(properties);

    for (int i = 0; i < 2; i++) {
      assertThat(found(first)).isEqualTo(lines(ofDefault));
      assertThat(found(second)).isEqualTo(lines(ofProduct));
    }
  }

  @Test
  void one_pipeline_finds_what_both_find() {
    Properties properties = CanProperties.withTypesOfTheModel();
    properties.setProperty("annotators", "tokenize,can,product");
    properties.setProperty("customAnnotatorClass.product", CanAnnotator.class.getName());
    properties.setProperty("product.model", product.toString());
    properties.setProperty("product.overwrite", "false");

    List<Mention> both = new ArrayList<>(ofDefault);
    ofProduct.stream()
        .filter(mention -> ofDefault.stream().noneMatch(other -> overlap(mention, other)))
        .forEach(both::add);
    both.sort((a, b) -> a.start() - b.start());
    assertThat(found(new StanfordCoreNLP(properties))).isEqualTo(lines(both));
  }

  private static boolean overlap(Mention a, Mention b) {
    return a.start() < b.end() && b.start() < a.end();
  }

  private static List<String> found(StanfordCoreNLP pipeline) {
    CoreDocument document = pipeline.processToCoreDocument(TEXT);
    return document.entityMentions().stream().map(CoreNlpTwoModelsTest::line).toList();
  }

  private static String line(CoreEntityMention mention) {
    return mention.entityType() + " " + mention.text();
  }

  private static List<String> lines(List<Mention> mentions) {
    return mentions.stream()
        .map(
            mention ->
                mention.type()
                    + " "
                    + String.join(" ", SENTENCE.subList(mention.start(), mention.end())))
        .toList();
  }
}
