// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderVerbTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--layers nine|--layers is nine, expected a number such as 9 or two such as 6-10",
        "--layers 9-6|--layers is 9-6, expected the lower layer first",
        "--layers 4 --tune-layers 5|--tune-layers is 5, expected 0 to 4, the last of --layers",
        "--layers 6-10 --tune-layers 2|only the last, 8, can be mixed",
        "--tune-rate 0|--tune-rate is 0.0, expected more than 0",
        "--reserve -1|--reserve is -1, expected 0 or more",
      })
  void options_of_reading_that_make_no_sense_are_wrong_use(String options, String message) {
    List<String> english =
        new ArrayList<>(List.of("train-english", "--train", "x.conll", "--output", "e.can"));
    List<String> tagger =
        new ArrayList<>(
            List.of(
                "train",
                "--train",
                "x",
                "--dev",
                "x",
                "--language",
                "swa",
                "--seed",
                "1",
                "--transfer",
                "none",
                "--output",
                "m.can"));
    for (List<String> verb : List.of(english, tagger)) {
      verb.addAll(List.of("--encoder", "mbert"));
      verb.addAll(List.of(options.split(" ")));
      Run run = Run.can(verb.toArray());
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains(message);
    }
  }

  @Test
  void an_encoder_that_is_not_known_is_wrong_use() {
    Run run = Run.can("encoder", "fetch", "elmo");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("found 'elmo', expected one of mbert, bert-cased");
  }

  @Test
  void the_help_names_the_encoders() {
    assertThat(Run.can("encoder", "--help").done().out()).contains("mbert, bert-cased");
    assertThat(Run.can("train-english", "--help").done().out()).contains("Default: chars");
  }
}
