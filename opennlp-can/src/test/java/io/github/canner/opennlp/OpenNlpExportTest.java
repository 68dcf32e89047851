// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.Span;
import opennlp.tools.util.model.BaseModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenNlpExportTest {
  private static final String[] SENTENCE = {"Eilen", "Aino", "Virtanen", "lensi", "Tampereelle"};

  @TempDir private Path folder;
  private Path model;
  private Path bin;

  @BeforeEach
  void allow_our_package_and_write_a_model() throws IOException {
    CanOpenNlp.allow();
    bin = folder.resolve("ner.bin");
    model = Files.writeString(folder.resolve("n.can"), "Aino Virtanen=PER\nTampereelle=LOC");
  }

  @AfterEach
  void forget_where_models_are() {
    System.clearProperty(Content.MODELS);
  }

  @Test
  void makes_a_file_in_which_opennlp_finds_what_the_model_finds() throws IOException {
    CanNameFinderModel.toOpenNlp(model, bin);

    NameFinderME finder = new NameFinderME(new TokenNameFinderModel(bin));
    Span[] spans = finder.find(SENTENCE);

    assertThat(spans).containsExactly(new Span(1, 3, "PER"), new Span(4, 5, "LOC"));
    assertThat(spans).extracting(Span::getProb).containsExactly(1 / 3.0, 0.5);
    assertThat(finder.probs(spans)).containsExactly(1 / 3.0, 0.5);
    assertThat(finder.find(new String[0])).isEmpty();
  }

  @Test
  void says_in_the_manifest_what_is_in_the_file() throws IOException {
    CanNameFinderModel.toOpenNlp(model, bin);

    TokenNameFinderModel loaded = new TokenNameFinderModel(bin);

    assertThat(loaded.getLanguage()).isEqualTo("fin");
    assertThat(loaded.getManifestProperty("OpenNLP-Version")).isEqualTo("1.9.4");
    assertThat(loaded.getManifestProperty("Can-Language")).isEqualTo("fin");
    assertThat(loaded.getManifestProperty("Can-Types")).isEqualTo("LOC,PER");
    assertThat(loaded.getManifestProperty("Can-Content")).isEqualTo("embedded");
    assertThat(loaded.getManifestProperty("Can-Model-SHA256")).matches("[0-9a-f]{64}");
  }

  @Test
  void gives_a_language_that_java_does_not_know_the_code_for_undetermined() {
    assertThat(OpenNlpExport.opennlpLanguage("fin")).isEqualTo("fin");
    assertThat(OpenNlpExport.opennlpLanguage("quy")).isEqualTo("und");
  }

  @Test
  void makes_the_same_file_again_byte_for_byte() throws IOException {
    CanNameFinderModel.toOpenNlp(model, bin);
    byte[] first = Files.readAllBytes(bin);
    CanNameFinderModel.toOpenNlp(model, bin);

    assertThat(bin).hasBinaryContent(first);
  }

  @Test
  void survives_being_written_and_read_by_opennlp() throws IOException, ClassNotFoundException {
    CanNameFinderModel.toOpenNlp(model, bin);
    TokenNameFinderModel loaded = new TokenNameFinderModel(bin);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    loaded.serialize(out);
    ByteArrayOutputStream java = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(java)) {
      objects.writeObject(loaded);
    }

    TokenNameFinderModel again =
        new TokenNameFinderModel(new ByteArrayInputStream(out.toByteArray()));
    TokenNameFinderModel sent =
        BaseModel.deserialize(
            TokenNameFinderModel.class, new ByteArrayInputStream(java.toByteArray()));

    assertThat(new NameFinderME(again).find(SENTENCE)).hasSize(2);
    assertThat(new NameFinderME(sent).find(SENTENCE)).hasSize(2);
  }

  @Test
  void renames_types_and_keeps_one_only() throws IOException {
    OpenNlpExport.builder()
        .setModel(model)
        .optTypes(Map.of("PER", "person"))
        .optOnly("PER")
        .build()
        .write(bin);

    TokenNameFinderModel loaded = new TokenNameFinderModel(bin);

    assertThat(new NameFinderME(loaded).find(SENTENCE)).containsExactly(new Span(1, 3, "person"));
    assertThat(loaded.getNameFinderSequenceModel().getOutcomes())
        .containsExactly("person-start", "person-cont", "other");
  }

  @Test
  void refuses_types_that_the_model_does_not_find() {
    OpenNlpExport export = OpenNlpExport.builder().setModel(model).optOnly("ORG").build();

    assertThatThrownBy(() -> export.write(bin))
        .isInstanceOf(CanException.class)
        .hasMessage("cannot keep type ORG only: the model finds LOC, PER");
    assertThat(bin).doesNotExist();
    assertThat(GazetteerLoader.last().closed()).isTrue();
  }

  @Test
  void exports_the_default_model() throws IOException {
    OpenNlpExport.builder().setDefaultModel().build().write(bin);

    assertThat(new NameFinderME(new TokenNameFinderModel(bin)).find(new String[] {"Tampere"}))
        .containsExactly(new Span(0, 1, "LOC"));
  }

  @Test
  void points_to_a_file_instead_of_holding_it() throws IOException {
    point();

    TokenNameFinderModel loaded = new TokenNameFinderModel(bin);

    assertThat(new NameFinderME(loaded).find(SENTENCE)).hasSize(2);
    assertThat(loaded.getManifestProperty("Can-Content")).isEqualTo("pointer");
    assertThat(Files.readString(bin, StandardCharsets.ISO_8859_1)).doesNotContain("Aino");
  }

  @Test
  void looks_for_a_file_that_moved_in_the_folder_that_a_property_names() throws IOException {
    point();
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.move(model, other.resolve("n.can"));

    assertThatThrownBy(() -> new TokenNameFinderModel(bin))
        .hasMessageContaining(model + ": found no such file")
        .hasMessageContaining("-Dcanner.models=FOLDER");
    System.setProperty(Content.MODELS, other.toString());
    assertThat(new NameFinderME(new TokenNameFinderModel(bin)).find(SENTENCE)).hasSize(2);
  }

  @Test
  void follows_a_pointer_to_where_it_was_if_the_folder_of_the_property_has_no_such_file()
      throws IOException {
    System.setProperty(Content.MODELS, Files.createDirectory(folder.resolve("other")).toString());
    point();

    assertThat(new NameFinderME(new TokenNameFinderModel(bin)).find(SENTENCE)).hasSize(2);
  }

  @Test
  void points_to_the_file_given_whatever_the_folder_of_the_property_holds() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve(model.getFileName()), "Aino=LOC");
    System.setProperty(Content.MODELS, other.toString());
    point();
    System.clearProperty(Content.MODELS);

    assertThat(new NameFinderME(new TokenNameFinderModel(bin)).find(SENTENCE)).hasSize(2);
  }

  @Test
  void takes_the_right_one_of_two_files_of_the_same_name() throws IOException {
    point();
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve(model.getFileName()), "Aino=LOC");
    System.setProperty(Content.MODELS, other.toString());

    assertThat(new NameFinderME(new TokenNameFinderModel(bin)).find(SENTENCE)).hasSize(2);
  }

  @Test
  void does_not_write_over_the_model() throws IOException {
    String before = Files.readString(model);
    Path link = Files.createSymbolicLink(folder.resolve("link.bin"), model);

    for (Path output : List.of(model, link)) {
      assertThatThrownBy(() -> OpenNlpExport.builder().setModel(model).build().write(output))
          .isInstanceOf(CanException.class)
          .hasMessage(output + " is the model itself, expected another file to write");
    }
    assertThat(model).content().isEqualTo(before);
  }

  @Test
  void refuses_to_follow_a_pointer_to_another_file() throws IOException {
    point();
    Files.writeString(model, "Aino=LOC");

    assertThatThrownBy(() -> new TokenNameFinderModel(bin))
        .hasMessageContaining("this is not the model that the .bin was made for");
  }

  @Test
  void needs_a_model_and_a_file_to_point_to() {
    assertThatIllegalStateException()
        .isThrownBy(OpenNlpExport.builder()::build)
        .withMessageContaining("setModel");
    assertThatIllegalStateException()
        .isThrownBy(OpenNlpExport.builder().setDefaultModel().optPointer()::build)
        .withMessageContaining("no file to point to");
  }

  private void point() {
    OpenNlpExport.builder().setModel(model).optPointer().build().write(bin);
  }
}
