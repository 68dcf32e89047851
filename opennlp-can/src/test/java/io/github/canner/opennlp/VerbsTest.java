// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.cli.AdapterVerb;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

class VerbsTest {
  @TempDir private Path folder;
  private final List<String> log = new ArrayList<>();
  private Path model;
  private Path bin;

  @BeforeEach
  void write_a_model() throws IOException {
    CanOpenNlp.allow();
    model = Files.writeString(folder.resolve("n.can"), "Aino=PER\nOulu=LOC");
    bin = folder.resolve("ner.bin");
  }

  @Test
  void are_found_by_the_command() {
    assertThat(ServiceLoader.load(AdapterVerb.class))
        .extracting(verb -> new CommandLine(verb).getCommandName())
        .containsExactlyInAnyOrder("export-opennlp", "convert-opennlp");
  }

  @Test
  void export_a_model() throws IOException {
    export("--model", model.toString(), "--rename", "PER=person,LOC=place");

    assertThat(found()).containsExactly(new Span(0, 1, "person"), new Span(2, 3, "place"));
    assertThat(log).containsExactly("wrote " + bin);
  }

  @Test
  void export_the_default_model() throws IOException {
    export("--model", "default");

    assertThat(found("Tampere")).containsExactly(new Span(0, 1, "LOC"));
  }

  @Test
  void export_one_type_and_a_pointer() throws IOException {
    export("--model", model.toString(), "--only", "PER", "--pointer");

    assertThat(found()).containsExactly(new Span(0, 1, "PER"));
    assertThat(new TokenNameFinderModel(bin).getManifestProperty("Can-Content"))
        .isEqualTo("pointer");
  }

  @Test
  void say_that_there_is_no_file_of_the_default_model_to_point_to() {
    assertThatThrownBy(() -> export("--model", "default", "--pointer"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--pointer needs a model in a file, not default");
    assertThatThrownBy(() -> export()).isInstanceOf(MissingParameterException.class);
  }

  @Test
  void convert_text_there_and_back() throws IOException {
    Path conll = Files.writeString(folder.resolve("a.conll"), "Aino\tB-PER\nnukkui\tO\n\n");
    Path text = folder.resolve("a.txt");
    Path back = folder.resolve("b.conll");

    convert("opennlp", conll, text);
    convert("CONLL", text, back);

    assertThat(text).content().isEqualTo("<START:PER> Aino <END> nukkui\n");
    assertThat(back).hasSameTextualContentAs(conll);
    assertThat(log).containsExactly("wrote " + text, "wrote " + back);
  }

  private Span[] found(String... tokens) throws IOException {
    return new NameFinderME(new TokenNameFinderModel(bin))
        .find(tokens.length == 0 ? new String[] {"Aino", "asuu", "Oulu"} : tokens);
  }

  private void export(String... options) {
    ExportCommand verb = new ExportCommand();
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--output", bin.toString()));
    parse(verb, arguments);
    verb.run(nowhere(), log::add);
  }

  private void convert(String format, Path in, Path out) {
    ConvertCommand verb = new ConvertCommand();
    parse(verb, List.of("--to", format, in.toString(), out.toString()));
    verb.run(nowhere(), log::add);
  }

  private static void parse(AdapterVerb verb, List<String> arguments) {
    new CommandLine(verb)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(arguments.toArray(String[]::new));
  }

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream());
  }
}
