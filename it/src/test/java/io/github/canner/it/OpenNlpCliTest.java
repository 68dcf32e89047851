// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.Mention;
import io.github.canner.opennlp.CanOpenNlp;
import io.github.canner.opennlp.CanTrainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import opennlp.tools.cmdline.CLI;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenNLP's own command line, as its users start it. */
class OpenNlpCliTest {
  private static final String STOCK = CLI.class.getName();
  private static final String OURS = CanOpenNlp.class.getName();
  private static final List<String> ALLOWED = List.of(ChildJvm.ALLOWED);

  private static final List<String> FIRST =
      List.of("Aino", "Eero", "Liisa", "Matti", "Pekka", "Sanna", "Jukka", "Helmi");
  private static final List<String> LAST =
      List.of("Virtanen", "Salmela", "Korhonen", "Rantanen", "Lahtinen");
  private static final List<String> PLACES =
      List.of("Turussa", "Oulussa", "Porissa", "Lahdessa", "Vaasassa");

  @TempDir private Path folder;

  @Test
  void finds_names_in_text() throws Exception {
    Output output =
        run(
            ALLOWED,
            FinnishText.join(FinnishText.SENTENCES) + "\n\n",
            STOCK,
            "TokenNameFinder",
            DefaultModel.bin().toString());

    assertThat(output.exitCode()).as(output.errors()).isZero();
    assertThat(output.lines()).containsSubsequence(expected());
  }

  private static List<String> expected() {
    List<String> lines = new ArrayList<>();
    for (List<String> sentence : FinnishText.SENTENCES) {
      lines.add("INFO " + sample(sentence, DefaultModel.get().tag(sentence)));
    }
    return lines;
  }

  @Test
  void scores_against_gold_mentions() throws Exception {
    List<NameSample> gold = new ArrayList<>();
    int found = 0;
    for (List<String> sentence : FinnishText.SENTENCES) {
      List<Mention> mentions = DefaultModel.get().tag(sentence);
      found += mentions.size();
      gold.add(sample(sentence, mentions));
    }
    List<String> wrong = FinnishText.SENTENCES.get(0);
    gold.add(sample(wrong, List.of(Mention.gold(0, 1, "TITLE"))));
    int more = DefaultModel.get().tag(wrong).size();
    Path data = write("gold.opennlp", lines(gold));

    Output output =
        run(
            ALLOWED,
            "",
            STOCK,
            "TokenNameFinderEvaluator",
            "-encoding",
            "UTF-8",
            "-model",
            DefaultModel.bin().toString(),
            "-data",
            data.toString());

    assertThat(output.exitCode()).as(output.errors()).isZero();
    assertThat(found).isPositive();
    assertThat(output.lines())
        .contains(
            "INFO Precision: " + (double) found / (found + more),
            "Recall: " + (double) found / (found + 1));
  }

  @Test
  void trains_a_model_that_the_model_s_own_loader_and_other_tools_take() throws Exception {
    Path bin = folder.resolve("own.bin");
    Path data = write("train.opennlp", text());

    Output trained =
        run(
            ALLOWED,
            "",
            STOCK,
            "TokenNameFinderTrainer",
            "-lang",
            "fin",
            "-encoding",
            "UTF-8",
            "-params",
            params("Epochs=4", "Passes=6").toString(),
            "-data",
            data.toString(),
            "-model",
            bin.toString());

    assertThat(trained.exitCode()).as(trained.errors()).isZero();
    assertThat(manifest(bin))
        .contains("Can-Types=location,person", "OpenNLP-Version=1.9.4", "Can-Language=fin");
    try (Host old = Host.start(NameFinderHost.class, "2.4.0", List.of(), bin)) {
      assertThat(old.find(List.of(List.of("Liisa", "Rantanen", "asuu", "Oulussa", "."))))
          .singleElement()
          .satisfies(
              mentions ->
                  assertThat(mentions)
                      .extracting(Mention::type)
                      .containsExactly("person", "location"));
    }
  }

  @Test
  void validates_across_folds() throws Exception {
    Path data = write("train.opennlp", text());

    Output output =
        run(
            ALLOWED,
            "",
            STOCK,
            "TokenNameFinderCrossValidator",
            "-lang",
            "fin",
            "-encoding",
            "UTF-8",
            "-params",
            params("Epochs=2", "Passes=12", "LearningRate=0.01").toString(),
            "-folds",
            "2",
            "-data",
            data.toString());

    assertThat(output.exitCode()).as(output.errors()).isZero();
    assertThat(output.lines())
        .anySatisfy(line -> assertThat(line).matches("F-Measure: 0\\.[5-9]\\d*|F-Measure: 1\\.0"));
  }

  @Test
  void says_which_training_parameter_it_does_not_know() throws Exception {
    Output output =
        run(
            ALLOWED,
            "",
            STOCK,
            "TokenNameFinderTrainer",
            "-lang",
            "fin",
            "-encoding",
            "UTF-8",
            "-params",
            params("Epoch=1").toString(),
            "-data",
            write("train.opennlp", text()).toString(),
            "-model",
            folder.resolve("none.bin").toString());

    assertThat(output.exitCode()).isNotZero();
    assertThat(output.errors()).contains("unknown key 'Epoch'");
    assertThat(folder.resolve("none.bin")).doesNotExist();
  }

  @Test
  void reads_conll_and_needs_no_permission_when_started_through_our_launcher() throws Exception {
    StringBuilder conll = new StringBuilder();
    int mentions = 0;
    for (List<String> sentence : FinnishText.SENTENCES) {
      List<Mention> found = DefaultModel.get().tag(sentence);
      mentions += found.size();
      for (int i = 0; i < sentence.size(); i++) {
        conll.append(sentence.get(i)).append('\t').append(tag(found, i)).append('\n');
      }
      conll.append('\n');
    }
    Path data = write("gold.conll", conll.toString());

    Output output =
        run(
            List.of(),
            "",
            OURS,
            "TokenNameFinderEvaluator." + CanOpenNlp.FORMAT,
            "-model",
            DefaultModel.bin().toString(),
            "-data",
            data.toString());

    assertThat(mentions).isPositive();
    assertThat(output.exitCode()).as(output.errors()).isZero();
    assertThat(output.lines()).contains("INFO Precision: 1.0", "Recall: 1.0");
  }

  private static String tag(List<Mention> mentions, int token) {
    return mentions.stream()
        .filter(mention -> mention.start() <= token && token < mention.end())
        .map(mention -> (mention.start() == token ? "B-" : "I-") + mention.type())
        .findFirst()
        .orElse("O");
  }

  private static Output run(List<String> options, String input, String... main)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options);
    all.add("-Dorg.slf4j.simpleLogger.logFile=System.out");
    all.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=info");
    return Output.of(ChildJvm.command(ChildJvm.BUILT_WITH, all, List.of(), main), input);
  }

  private Path params(String... more) throws IOException {
    return write(
        "can.params",
        String.format(
            Locale.ROOT,
            "Algorithm=%s%nLanguage=fin%nTransfer=none%nHidden=30%nSeed=1%n%s%n",
            CanTrainer.class.getName(),
            String.join(System.lineSeparator(), more)));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Documents of two sentences each. */
  private static String text() {
    List<NameSample> samples = new ArrayList<>();
    for (String first : FIRST) {
      for (String last : LAST) {
        String place = PLACES.get(samples.size() % PLACES.size());
        samples.add(
            new NameSample(
                new String[] {first, last, "asuu", place, "."},
                new Span[] {new Span(0, 2, "person"), new Span(3, 4, "location")},
                true));
        samples.add(
            new NameSample(
                new String[] {"Ilta", "oli", "kylmä", "ja", "järvi", "jäässä", "."},
                new Span[0],
                false));
      }
    }
    return lines(samples);
  }

  private static String lines(List<NameSample> samples) {
    return samples.stream().map(NameSample::toString).collect(Collectors.joining("\n", "", "\n"));
  }

  private static NameSample sample(List<String> sentence, List<Mention> mentions) {
    return new NameSample(
        sentence.toArray(String[]::new),
        mentions.stream().map(m -> new Span(m.start(), m.end(), m.type())).toArray(Span[]::new),
        false);
  }

  private static List<String> manifest(Path bin) throws IOException {
    try (ZipFile zip = new ZipFile(bin.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("manifest.properties"))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).lines().toList();
    }
  }
}
