// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import static io.github.canner.experiment.WordEncoder.CHARS;
import static io.github.canner.experiment.WordEncoder.MBERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import io.github.canner.pretrained.Pooling;
import io.github.canner.tag.Fusion;
import io.github.canner.tag.TaggerOptions;
import io.github.canner.tag.Transfer;
import io.github.canner.transfer.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {
  private static final String LANGUAGE =
      "{'language': 'swa', 'train': 'ner/train.txt;drop=MISC', 'dev': 'dev.txt', 'test':"
          + " 'test.txt', 'translator': 't.can', 'english': 'e.can'}";

  private static final String WHOLE =
      "{'output': 'out', 'languages': ["
          + LANGUAGE
          + "], 'sizes': [100, 'all'],"
          + " 'arms': ['none', 'converse-plain', 'gate', 'states', 'posteriors'], 'seeds': [1, 7],"
          + " 'training': [{'epochs': 9, 'dropout': 0.5}, {'sizes': [100], 'epochs': 3},"
          + " {'arms': ['gate'], 'learningRate': 0.01, 'patience': 2}]}";

  @TempDir private Path folder;

  @Test
  void has_a_cell_for_each_language_size_seed_and_arm() throws IOException {
    assertThat(read(WHOLE).cells())
        .hasSize(2 * 2 * 5)
        .startsWith(new Cell("swa", CHARS, new Size(100), "none", 1))
        .endsWith(new Cell("swa", CHARS, new Size(0), "posteriors", 7));
  }

  @Test
  void finds_files_beside_its_own() throws IOException {
    Experiment experiment = read(WHOLE);
    assertThat(experiment.output()).isEqualTo(folder.resolve("out"));
    Language language = experiment.languages().get(0);
    assertThat(language.train().path()).isEqualTo(folder.resolve("ner/train.txt"));
    assertThat(language.train().drop()).containsExactly("MISC");
    assertThat(language.translator()).isEqualTo(folder.resolve("t.can"));
  }

  @Test
  void arms_and_training_settings_make_the_options_and_later_settings_overrule()
      throws IOException {
    Experiment experiment = read(WHOLE);
    assertThat(options(experiment, 0, "none").transfer()).isEqualTo(Transfer.NONE);
    assertThat(options(experiment, 0, "none").epochs()).isEqualTo(9);
    assertThat(options(experiment, 100, "none").epochs()).isEqualTo(3);
    assertThat(options(experiment, 100, "none").dropout()).isEqualTo(0.5f);
    assertThat(options(experiment, 100, "none").seed()).isEqualTo(7);
    assertThat(options(experiment, 100, "converse-plain").normalisation())
        .isEqualTo(Normalisation.PLAIN);
    TaggerOptions gate = options(experiment, 100, "gate");
    assertThat(gate.fusion()).isEqualTo(Fusion.GATE);
    assertThat(gate.learningRate()).isEqualTo(0.01f);
    assertThat(options(experiment, 100, "none").learningRate())
        .isEqualTo(TaggerOptions.builder().build().learningRate());
    assertThat(options(experiment, 100, "states").posteriors()).isFalse();
    assertThat(options(experiment, 100, "posteriors").states()).isFalse();
  }

  @Test
  void an_unknown_key_is_named_with_its_file_and_line() {
    assertBad(
        WHOLE.replace("'dev'", "\n'devel'"),
        "experiment.json, line 2: unknown key 'languages[0].devel', expected one of dev, english,"
            + " ");
    assertBad(WHOLE.replace("'dropout'", "'drop'"), "unknown key 'training[0].drop'");
  }

  @Test
  void a_missing_key_is_named() {
    assertBad(WHOLE.replace("'test': 'test.txt',", ""), "lacks the key 'languages[0].test'");
    assertBad(WHOLE.replace("'seeds': [1, 7],", ""), "lacks the key 'seeds'");
    assertBad(
        WHOLE.replace("'english': 'e.can'", "'start': 's.can'"),
        "the arm converse-plain needs the key 'languages[0].english', found none");
  }

  @Test
  void an_unknown_arm_is_named_with_those_that_there_are() {
    assertBad(
        WHOLE.replace("'converse-plain'", "'likeness'"),
        "'arms' names likeness, expected one of none, converse, converse-plain, gate, ");
  }

  @Test
  void values_out_of_their_range_are_refused() {
    assertBad(WHOLE.replace("[100, 'all']", "[0]"), "a size is 0, expected a number from 1 on or");
    assertBad(WHOLE.replace("[100, 'all']", "[]"), "'sizes' is empty");
    assertBad(WHOLE.replace("[1, 7]", "[1, 1]"), "'seeds' names 1 twice");
    assertBad(WHOLE.replace("[1, 7]", "[1.5]"), "'seeds[0]', expected a whole number");
    assertBad(WHOLE.replace("[1, 7]", "'many'"), "the key 'seeds', expected a list [...]");
    assertBad(WHOLE.replace("0.5", "1.5"), "dropout is 1.5, expected 0 to below 1");
    assertBad(WHOLE.replace("'swa'", "'Swahili'"), "'languages[0].language' is Swahili");
    assertBad(
        WHOLE.replace("'sizes': [100], 'epochs'", "'sizes': [200], 'epochs'"),
        "'training' names 200 in 'sizes', expected one of 100, all");
    assertBad(
        WHOLE.replace("'dev': 'dev.txt'", "'dev': 'dev.txt;tags=3'"), "'languages[0].dev': found");
    assertBad(
        WHOLE.replace("'dev': 'dev.txt'", "'dev': 'dev.txt', 'exclude': 'some'"),
        "exclude is some, expected \"in-training\" or a list");
    assertBad("null", "found null, expected an object {...}");
    assertBad(
        WHOLE.replace("{'sizes': [100], 'epochs': 3}", "null"),
        "'training' holds null, expected objects {...}");
  }

  @Test
  void encoders_are_one_more_dimension_with_their_own_settings() throws IOException {
    Experiment experiment =
        read(
            WHOLE
                .replace(
                    "'sizes': [100, 'all'],", "'encoders': ['chars', 'mbert'], 'sizes': [100],")
                .replace(
                    "{'sizes': [100], 'epochs': 3}",
                    "{'encoders': ['mbert'], 'epochs': 2, 'layers': [10, 11], 'tuneLayers': 1,"
                        + " 'tuneRate': 0.001, 'pooling': 'first'}"));
    assertThat(experiment.cells())
        .hasSize(2 * 2 * 5)
        .contains(new Cell("swa", MBERT, new Size(100), "none", 7));
    Cell chars = new Cell("swa", CHARS, new Size(100), "none", 1);
    Cell mbert = new Cell("swa", MBERT, new Size(100), "none", 1);
    assertThat(experiment.options(chars).get(0).epochs()).isEqualTo(9);
    assertThat(experiment.options(mbert).get(0).epochs()).isEqualTo(2);
    assertThat(experiment.reading(chars)).isNull();
    assertThat(experiment.reading(mbert))
        .isEqualTo(new Reading("mbert", 10, 11, 1, 0.001f, Pooling.FIRST));
  }

  @Test
  void settings_of_a_pretrained_encoder_must_go_together_and_have_one() {
    String both = WHOLE.replace("'sizes': [100, 'all'],", "'encoders': ['mbert'], 'sizes': [100],");
    assertBad(
        both.replace("'epochs': 3", "'layers': [4, 9], 'tuneLayers': 2"),
        "'training': layers 4 to 9 cannot go with tuneLayers 2");
    assertBad(
        both.replace("'epochs': 3", "'tuneLayers': 12"),
        "'training': tuneLayers is 12, expected at most the 9 layers up to the last read");
    assertBad(both.replace("'epochs': 3", "'layers': [9, 4]"), "layers is [9, 4], expected one");
    assertBad(both.replace("'epochs': 3", "'pooling': 'last'"), "pooling is last, expected one of");
    assertBad(both.replace("'mbert'", "'a b'"), "an encoder is a b, expected chars, mbert, or the");
    assertBad(both.replace("'mbert'", "7"), "an encoder is 7, expected chars, mbert, or the");
    assertBad(
        WHOLE.replace("'epochs': 3", "'layers': [9]"), "'training' sets options of a pretrained");
    assertBad(
        WHOLE.replace("'epochs': 3", "'encoders': ['mbert']"),
        "'training' names mbert in 'encoders', expected one of chars");
  }

  @Test
  void settings_of_reading_english_need_an_arm_that_does() {
    assertBad(
        WHOLE.replace("'epochs': 3", "'arms': ['none'], 'englishDropout': 0.2"),
        "'training' sets options of reading English");
    assertBad(
        WHOLE.replace("'sizes': [100], 'epochs': 3", "'arms': [null]"),
        "arms holds null, expected");
  }

  @Test
  void any_arm_but_none_can_start_from_a_tagger() throws IOException {
    String started = WHOLE.replace("'gate', 'states'", "'start', 'start+shuffled'");
    started = started.replace("{'arms': ['gate'],", "{'arms': ['start'],");
    assertBad(started, "the arm start needs the key 'languages[0].start', found none");
    String one = started.replace("'e.can'", "'e.can', 'start': 's.can'");
    Experiment experiment = read(one);
    assertThat(experiment.languages().get(0).starts())
        .containsExactly(Map.entry(CHARS, folder.resolve("s.can")));
    Arm shuffled = experiment.arm(new Cell("swa", CHARS, new Size(100), "start+shuffled", 1));
    assertThat(shuffled.started()).isTrue();
    assertThat(shuffled.readsEnglish()).isTrue();
    assertThat(shuffled.alignments()).isEqualTo(Alignments.SHUFFLED);
    assertBad(one.replace("'start+shuffled'", "'start+none'"), "'arms' names start+none, expected");
    assertBad(one.replace("'start+shuffled'", "'start+start'"), "'arms' names start+start");

    String both =
        one.replace("'sizes': [100, 'all']", "'encoders': ['chars', 'mbert'], 'sizes': [100]");
    assertBad(both, "'languages[0].start' is one file, expected an object with a file for each of");
    assertBad(
        both.replace("'s.can'", "{'chars': 's.can'}"),
        "the arm start needs the key 'languages[0].start.mbert', found none");
    assertThat(
            read(both.replace("'s.can'", "{'chars': 's.can', 'mbert': 'm.can'}"))
                .languages()
                .get(0)
                .starts())
        .containsEntry(MBERT, folder.resolve("m.can"));
    assertBad(both.replace("'s.can'", "7"), "start is 7, expected a file or an object");
  }

  @Test
  void several_taggers_of_any_arm_can_decide_together() throws IOException {
    Experiment experiment = read(WHOLE.replace("'gate', 'states'", "'gate', 'states', 'none*3'"));
    List<TaggerOptions> three =
        experiment.options(new Cell("swa", CHARS, new Size(100), "none*3", 7));
    assertThat(three).extracting(TaggerOptions::seed).hasSize(3).startsWith(7L);
    assertThat(three).extracting(TaggerOptions::seed).doesNotHaveDuplicates();
    assertThat(three.get(0)).isEqualTo(options(experiment, 100, "none"));
    Experiment gates = read(WHOLE.replace("'gate', 'states'", "'gate*2', 'states'"));
    assertThat(options(gates, 100, "gate*2")).isEqualTo(options(read(WHOLE), 100, "gate"));
    assertThat(options(gates, 100, "gate*2").learningRate()).isEqualTo(0.01f);
    for (String name : List.of("none*1", "none*10", "*2", "none*", "none*3*2")) {
      assertBad(
          WHOLE.replace("'gate', 'states'", "'gate', '" + name + "'"), "'arms' names " + name);
    }
  }

  @Test
  void what_is_no_json_is_refused_with_the_line() {
    assertBad("{'output':\n 'out', ]}", "experiment.json, line 2: found no JSON as expected");
    assertBad(WHOLE + " {}", "experiment.json, line 1: found no JSON as expected");
    assertThatThrownBy(() -> Experiment.read(folder.resolve("absent.json")))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("no such file")
        .hasMessageContaining("absent.json");
  }

  @Test
  void every_arm_has_its_own_name_and_says_what_it_does() {
    List<String> names = Arms.ALL.stream().map(Arm::name).toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(Experiment.knownArms())
        .hasSize(names.size() + 3)
        .containsKeys("start", "start+ARM", "ARM*N");
    assertThat(Experiment.knownArms().values()).doesNotHaveDuplicates().doesNotContain("");
  }

  @Test
  void the_examples_can_be_read() {
    assertThat(Experiment.read(Path.of("experiments/transfer.json")).cells())
        .hasSize(4 * 2 * 3 * 6 * 3);
    assertThat(Experiment.read(Path.of("experiments/mbert-start.json")).cells()).hasSize(24);
    assertThat(Experiment.read(Path.of("experiments/mbert-ensemble.json")).cells()).hasSize(6);
    assertThat(Experiment.read(Path.of("experiments/mbert-adapted.json")).cells()).hasSize(9);
    Experiment controls = Experiment.read(Path.of("experiments/controls.json"));
    assertThat(controls.cells()).hasSize(17 * 3);
    assertThat(options(controls, 100, "start").learningRate()).isEqualTo(0.0005f);
    assertThat(controls.output()).isEqualTo(Path.of("experiments/results/controls"));
  }

  private void assertBad(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("experiment.json")
        .hasMessageContaining(message);
  }

  private static TaggerOptions options(Experiment experiment, int size, String arm) {
    return experiment.options(new Cell("swa", CHARS, new Size(size), arm, 7)).get(0);
  }

  private Experiment read(String text) throws IOException {
    Path file = folder.resolve("experiment.json");
    Files.writeString(file, text.replace('\'', '"'));
    return Experiment.read(file);
  }
}
