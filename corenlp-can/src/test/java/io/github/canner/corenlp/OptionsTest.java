// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import io.github.canner.CanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private final Properties properties = Pipelines.properties("default");

  @Test
  void finds_the_model_that_ships_with_canner() {
    assertThatCode(() -> new CanAnnotator("can", properties)).doesNotThrowAnyException();
  }

  @Test
  void says_which_property_is_missing() {
    properties.remove("can.model");

    assertRefused("can.model is missing; expected a model file or default");
  }

  @Test
  void reads_properties_under_the_name_it_was_given() {
    assertThatThrownBy(() -> new CanAnnotator("nimet", properties))
        .isInstanceOf(CanException.class)
        .hasMessageStartingWith("nimet.model is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/fin.can",
        "file:/models/fin.can",
        "jar:file:/a.jar!/fin.can",
        "\\\\server\\share\\fin.can",
        "//server/share/fin.can"
      })
  void refuses_urls_and_network_shares(String model) {
    properties.setProperty("can.model", model);

    assertRefused("can.model = " + model + ": expected a local file, not a URL or network share");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no/such/file.can", "."})
  void refuses_what_is_no_file(String model) {
    properties.setProperty("can.model", model);

    assertRefused(
        "can.model = " + model + ": there is no such file; expected a model file or default");
  }

  @Test
  void refuses_a_path_that_cannot_be_one() {
    properties.setProperty("can.model", "fin\0.can");

    assertRefused("can.model = fin\0.can: expected the path of a readable model file or default");
  }

  @Test
  void refuses_properties_that_it_does_not_know() {
    properties.setProperty("can.modell", "fin.can");

    assertRefused(
        "can.modell: unknown property; expected one of can.model, can.language, can.types,"
            + " can.nthreads, can.maxtime, can.maxlen, can.overwrite, can.buildEntityMentions");
  }

  @ParameterizedTest
  @CsvSource({
    "nthreads, 0, a whole number from 1 on",
    "nthreads, two, a whole number from 1 on",
    "maxtime, -1, a whole number from 0 on",
    "maxtime, 99999999999, a whole number from 0 on",
    "maxlen, 0, a whole number from 1 on",
    "maxlen, 1.5, a whole number from 1 on",
    "overwrite, yes, true or false",
    "buildEntityMentions, '', true or false",
    "language, Finnish, 'an ISO 639 code of two or three letters, as fin'",
    "language, qq, 'an ISO 639 code of two or three letters, as fin'"
  })
  void says_what_it_expects_of_a_value(String name, String value, String expected) {
    properties.setProperty("can." + name, value);

    assertRefused("can." + name + " = " + value + ": expected " + expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fin", "fi", " FI "})
  void takes_a_model_for_the_language_of_the_text(String language) {
    properties.setProperty("can.language", language);

    assertThatCode(() -> new CanAnnotator("can", properties)).doesNotThrowAnyException();
  }

  @Test
  void refuses_a_model_for_another_language() {
    properties.setProperty("can.language", "sw");

    assertRefused("default is a model for fin; expected one for swa");
  }

  @Test
  void leaves_the_properties_of_a_longer_name_to_their_annotator() {
    properties.setProperty("customAnnotatorClass.can.old", CanAnnotator.class.getName());
    properties.setProperty("can.old.model", "default");

    assertThatCode(() -> new CanAnnotator("can", properties)).doesNotThrowAnyException();
    assertThatCode(() -> new CanAnnotator("can.old", properties)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LOC            | \"LOC\" is no renaming",
        "LOC:           | \"LOC:\" is no renaming",
        "LOC:A:B        | \"LOC:A:B\" is no renaming",
        "LOC:O          | \"LOC:O\" is no renaming",
        "LOC:PAIKKA,    | \"\" is no renaming",
        "LOC:A,LOC:B    | LOC is renamed twice",
        "PRS:PERSON     | there is no type PRS; the model finds LOC"
      })
  void says_what_is_wrong_with_a_renaming(String types, String message) {
    properties.setProperty("can.types", types);

    assertThatThrownBy(() -> new CanAnnotator("can", properties))
        .isInstanceOf(CanException.class)
        .hasMessageStartingWith("can.types: " + message);
  }

  @Test
  void tells_the_reason_when_corenlp_makes_the_annotator(@TempDir Path directory)
      throws IOException {
    properties.setProperty(
        "can.model", Files.createDirectory(directory.resolve("fin.can")).toString());

    assertThatThrownBy(() -> new StanfordCoreNLP(properties))
        .hasRootCauseInstanceOf(CanException.class)
        .rootCause()
        .hasMessageContaining("there is no such file");
  }

  @Test
  void knows_a_file_by_its_real_path(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("fin.can"), "Tampere=LOC");

    ModelSource source =
        ModelSource.parse("can.model", directory + "/../" + directory.getFileName() + "/fin.can");

    assertThat(source.file()).isEqualTo(file.toRealPath());
    assertThat(source).isEqualTo(ModelSource.parse("can.model", file.toString()));
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> new CanAnnotator("can", properties))
        .isInstanceOf(CanException.class)
        .hasMessage(message);
  }
}
