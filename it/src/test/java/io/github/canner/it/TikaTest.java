// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.Mention;
import io.github.canner.opennlp.CanNERecogniser;
import io.github.canner.opennlp.OpenNlpExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tika's recogniser on top of OpenNLP, which takes a .bin of one type for each of its types. */
class TikaTest {
  private static final Map<String, String> NAMES =
      Map.of("PER", "person", "LOC", "location", "ORG", "organization");
  private static final List<String> WORDS =
      FinnishText.SENTENCES.stream().flatMap(List::stream).toList();

  @TempDir private static Path folder;

  @BeforeAll
  static void export_a_file_for_each_type() throws IOException {
    Path models = Files.createDirectories(folder.resolve("org/apache/tika/parser/ner/opennlp"));
    NAMES.forEach(
        (type, name) ->
            OpenNlpExport.builder()
                .setDefaultModel()
                .optTypes(Map.of(type, name))
                .optOnly(type)
                .build()
                .write(models.resolve("ner-" + name + ".bin")));
  }

  @Test
  void finds_the_names_that_the_model_finds() throws IOException, InterruptedException {
    Path text = Files.writeString(folder.resolve("text.txt"), String.join(" ", WORDS));
    List<String> command =
        ChildJvm.command(
            "2.2.0",
            List.of("-Dner.impl.class=org.apache.tika.parser.ner.opennlp.OpenNLPNERecogniser"),
            List.of(folder),
            TikaHost.class.getName(),
            text.toString());

    Output output = Output.of(command);

    Set<String> expected = new TreeSet<>();
    names(WORDS, false, expected); // to Tika, the text is one sentence
    assertThat(expected).isNotEmpty();
    assertThat(new TreeSet<>(output.lines())).as(output.errors()).isEqualTo(expected);
  }

  @Test
  void finds_them_with_our_own_recogniser_too() throws IOException, InterruptedException {
    Path text =
        Files.writeString(folder.resolve("text.txt"), FinnishText.join(FinnishText.SENTENCES));
    List<String> command =
        ChildJvm.command(
            "2.2.0",
            List.of(
                "-Dner.impl.class=" + CanNERecogniser.class.getName(),
                "-D" + CanNERecogniser.MODEL + "=default"),
            List.of(),
            TikaHost.class.getName(),
            text.toString());

    Output output = Output.of(command);

    Set<String> expected = new TreeSet<>();
    FinnishText.SENTENCES.forEach(words -> names(words, true, expected));
    assertThat(expected).isNotEmpty();
    assertThat(new TreeSet<>(output.lines())).as(output.errors()).isEqualTo(expected);
  }

  /**
   * The lines of {@link TikaHost}.
   *
   * @param all whether types that have no name in Tika are found, too
   */
  private static void names(List<String> words, boolean all, Set<String> lines) {
    for (Mention mention : DefaultModel.get().tag(words)) {
      String name = NAMES.get(mention.type());
      if (name != null || all) {
        String type = name == null ? mention.type() : name.toUpperCase(Locale.ROOT);
        String text = String.join(" ", words.subList(mention.start(), mention.end()));
        lines.add("NER_" + type + " " + text);
      }
    }
  }
}
