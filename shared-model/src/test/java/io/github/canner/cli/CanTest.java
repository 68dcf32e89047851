// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class CanTest {
  @TempDir private Path folder;

  static List<String> verbs() {
    return List.copyOf(specification().getSubcommands().keySet());
  }

  private static CommandLine specification() {
    return new CommandLine(Can.class, new Factory());
  }

  /** Makes the command without a console, to look at its options only. */
  private static final class Factory implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return type == Can.class
          ? type.cast(new Can(Console.system()))
          : CommandLine.defaultFactory().create(type);
    }
  }

  @Test
  void has_the_verbs_of_its_documentation() {
    assertThat(verbs())
        .containsExactlyInAnyOrder(
            "demo",
            "tag",
            "evaluate",
            "info",
            "train-translator",
            "train-english",
            "train",
            "ensemble",
            "encoder",
            "translate",
            "evaluate-translation",
            "project",
            "misses",
            "experiment");
  }

  @Test
  void without_a_verb_it_shows_all_of_them_and_was_wrongly_used() {
    Run run = Run.can();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(verbs());
  }

  @Test
  void tells_its_version_and_its_help() {
    assertThat(Run.can("--version").done().out()).matches("can \\d+\\.\\d+\\.\\d+\\S*\n");
    assertThat(Run.can("--help").done().out()).contains(verbs());
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void the_help_of_a_verb_names_and_describes_every_option(String verb) {
    String help = Run.can(verb, "--help").done().out();
    CommandLine line = specification().getSubcommands().get(verb);
    assertThat(line.getCommandSpec().args()).isNotEmpty();
    for (OptionSpec option : line.getCommandSpec().options()) {
      assertThat(help).contains(option.longestName());
      assertDescribed(option);
    }
    for (PositionalParamSpec parameter : line.getCommandSpec().positionalParameters()) {
      assertThat(help).contains(parameter.paramLabel());
      assertDescribed(parameter);
    }
  }

  private static void assertDescribed(ArgSpec argument) {
    assertThat(argument.hidden()).isFalse();
    assertThat(String.join(" ", argument.description())).isNotBlank();
  }

  @Test
  void the_help_shows_defaults_as_users_write_them() {
    assertThat(Run.can("train", "--help").done().out())
        .contains("Default: converse")
        .contains("Default: concat")
        .contains("Default: column")
        .contains("Default: chars")
        .doesNotContain("Default: []")
        .doesNotContain("Default: null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trian | trian",
        "train --seed 1 | --train",
        "tag --model m.can --format xml | --format",
        "tag --model m.can --colour red | --colour",
        "tag --model m.can in out more | more",
        "translate --translator t.can --beam 0 | --beam",
        "translate --translator t.can --beam 65 | --beam is 65, expected 1 to 64",
        "train-translator --parallel p --language swa --output t.can --learning-rate Infinity |"
            + " above 0",
        "train-translator --parallel p --language swa --output t.can --guidance Infinity | 0 or"
            + " more",
        "train-translator --parallel p --language swa --output t.can --decoder-size 99999 | 1 to"
            + " 65536",
        "train-translator --parallel p --language swahili --output t.can | swahili",
        "train-translator --parallel p --language swa --output t.can --dropout 1 | dropout",
        "train-translator --parallel p --language swa --output t.can --beam 100 | beam",
        "train-translator --parallel p --language swa --output t.can --dev d --dev-source s |"
            + " --dev",
        "train --train t --dev d --language swa --output m.can --seed 1 | --translator",
        "train --train t --dev d --language swa --output m.can --seed 1 --transfer none --english e"
            + " | --english",
        "train --train t --dev d --language swa --output m.can --transfer none | --seed",
        "train --train t;drop --dev d --language swa --output m --seed 1 --transfer none | drop",
        "train --train t --dev d --language swa --output m --seed 1 --transfer none --epochs -1"
            + " | --epochs",
        "train --train t --dev d --language swa --output m --seed x --transfer none | --seed",
        "train-english --train t --output e.can --dropout -0.1 | --dropout",
        "evaluate --model m.can --test t --without-seen | --train",
        "evaluate --model m.can --test t --samples 0 | --samples",
        "project --parallel p --english e --output c --threshold 1.5 | --threshold",
        "project --parallel p --output c | --english",
        "info | M.can",
      })
  void wrong_use_ends_with_two_and_names_what_is_wrong(String arguments, String named) {
    Run run = Run.can((Object[]) arguments.split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().findFirst().orElseThrow()).startsWith("can").contains(named);
    assertThat(run.err()).contains("--help'").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    "info missing.can",
    "tag --model missing.can",
    "evaluate --model missing.can --test missing.conll",
    "translate --translator missing.can",
    "evaluate-translation --translator missing.can --parallel missing.tsv",
    "train-translator --parallel missing.tsv --language swa --output DIR/t.can",
    "train-english --train missing.conll --output DIR/e.can",
    "train --train missing.conll --dev missing.conll --language swa --output DIR/m.can --seed 1"
        + " --transfer none",
    "demo --model missing.can",
    "project --parallel missing.tsv --english missing.can --output DIR/c.conll",
  })
  void a_missing_file_ends_with_one_and_one_line_that_names_it(String arguments) {
    Run run = Run.can((Object[]) arguments.replace("DIR", folder.toString()).split(" "));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    String reason =
        run.err().lines().filter(line -> line.startsWith("can: ")).findFirst().orElseThrow();
    assertThat(reason).contains("missing.");
    assertThat(run.err()).endsWith(reason + "\n").doesNotContain("\tat ");
    assertThat(Run.filesOf(folder)).isEmpty();
  }

  @Test
  void a_file_that_cannot_be_written_is_told_before_the_training() {
    Path output = folder.resolve("nowhere").resolve("m.can");
    Run run =
        Run.can(
            "train-translator",
            "--parallel",
            "missing.tsv",
            "--language",
            "swa",
            "--output",
            output);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo("can: cannot write " + output + ": its folder does not exist\n");
  }

  @Test
  void debug_shows_where_it_failed() {
    Run run = Run.can("info", "missing.can", "--debug");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("\tat io.github.canner.cli.InfoCommand");
  }

  @Test
  void a_file_of_another_form_is_no_model() {
    Path file = Texts.write(folder.resolve("m.can"), List.of("no model"));
    assertThat(Run.can("info", file).code()).isEqualTo(1);
    assertThat(Run.can("info", file).err()).startsWith("can: " + file);
  }
}
