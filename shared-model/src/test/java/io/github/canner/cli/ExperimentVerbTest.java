// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.experiment.Experiment;
import io.github.canner.experiment.ExperimentListener;
import io.github.canner.experiment.Laboratory;
import io.github.canner.pretrained.TinyArchive;
import io.github.canner.train.DiskCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TinyModels.Trained.class)
class ExperimentVerbTest {
  private static final List<String> EVERY_ARM =
      List.of(
          "none",
          "converse",
          "converse-plain",
          "gate",
          "concat",
          "states",
          "posteriors",
          "both",
          "shuffled",
          "uniform",
          "random-english",
          "decoder-states",
          "hard-projection",
          "gold-translation",
          "joint-english",
          "start",
          "start+converse",
          "start+shuffled",
          "shuffled*2");

  private static final String SIMILARITY = "similarity";

  @TempDir private Path folder;

  private final TinyModels models;

  ExperimentVerbTest(TinyModels models) {
    this.models = models;
  }

  @Test
  void goes_on_after_an_interruption_and_repeats_nothing() throws IOException {
    Path file = experiment("'none', 'converse', 'shuffled', 'both'", "[4]", "[1, 2]", "");
    Run broken = Run.interruptedAt("training 3 of 6: F1", arguments(file));
    assertThat(broken.code()).isEqualTo(1);
    assertThat(cells()).hasSize(3);
    Path stranger = Texts.write(folder.resolve("out/cells/x.checkpoint"), List.of(""));
    byte[] first = Texts.bytes(folder.resolve("out/cells").resolve(cells().get(0)));

    Run resumed = run(file).done();
    assertThat(resumed.err())
        .contains("8 results asked for, 3 trainings to do")
        .contains("training 3 of 3: fin, chars, 4 sentences, shuffled, seed 2")
        .containsPattern("training 1 of 3: F1 \\d+\\.\\d\\d in .* about .* left")
        .contains(stranger + " is of an interrupted training that is none of this experiment");
    Files.delete(stranger);
    assertThat(cells()).hasSize(6).allMatch(name -> name.endsWith(".json"));
    assertThat(Texts.bytes(folder.resolve("out/cells").resolve(cells().get(0)))).isEqualTo(first);

    Run again = run(file).done();
    assertThat(again.err()).contains("8 results asked for, 0 trainings to do");
    assertThat(again.out()).isEqualTo(resumed.out()).contains("| fin | chars | 4 | both | 2 |");
    assertThat(folder.resolve("out/table.md")).hasContent(again.out());
    String both = again.out().lines().filter(line -> line.contains("| both |")).findFirst().get();
    assertThat(again.out()).contains(both.replace("both", "converse"));

    Path wholly = folder.resolve("wholly.json");
    Files.writeString(wholly, Files.readString(file).replace("\"out\"", "\"other\""));
    assertThat(run(wholly).done().out()).isEqualTo(again.out());
  }

  @Test
  void what_decides_a_result_decides_whether_it_is_there() throws IOException {
    Path file = experiment("'none'", "[4]", "[1]", "");
    assertThat(run(file).done().err()).contains("1 results asked for, 1 trainings to do");
    Path wider = experiment("'none', 'uniform'", "[4, 'all']", "[1]", "");
    assertThat(run(wider).done().err()).contains("4 results asked for, 3 trainings to do");
    Path english = experiment("'none', 'uniform'", "[4]", "[1]", ", 'englishDropout': 0.9");
    assertThat(run(english).done().err()).contains("2 results asked for, 1 trainings to do");
    Path other = experiment("'none'", "[4]", "[1]", ", 'dropout': 0.2");
    assertThat(run(other).done().err()).contains("1 results asked for, 1 trainings to do");
    assertThat(run(file).done().err()).contains("1 results asked for, 0 trainings to do");
  }

  @Test
  void reports_what_is_there_without_training() throws IOException {
    run(experiment("'none'", "[4]", "[1]", "")).done();
    Path file = experiment("'none', 'converse'", "[4]", "[1, 2]", "");
    Run run = run(file, "--report-only").done();
    assertThat(run.err())
        .doesNotContain("training")
        .contains("missing: fin, chars, 4 sentences, converse, seed 1")
        .contains("wrote " + folder.resolve("out/learning-curve-fin-chars.svg"));
    assertThat(run.out())
        .contains("| fin | chars | 4 | none | 1 of 2 |")
        .doesNotContain("| fin | chars | 4 | converse")
        .contains("Missing, and in no number above: 3 results.");
    assertThat(cells()).hasSize(1);
  }

  @Test
  void a_report_of_no_result_leaves_the_table_that_is_there() throws IOException {
    run(experiment("'none'", "[4]", "[1]", "")).done();
    byte[] before = Files.readAllBytes(folder.resolve("out/table.md"));
    Path other = experiment("'none'", "[4]", "[1]", ", 'dropout': 0.2");
    Run run = run(other, "--report-only");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("has no result yet");
    assertThat(folder.resolve("out/table.md")).hasBinaryContent(before);
  }

  @Test
  void every_arm_trains_and_has_its_row() throws IOException {
    String quoted = String.join(", ", EVERY_ARM.stream().map(arm -> "'" + arm + "'").toList());
    Run run = run(experiment(quoted, "['all']", "[1]", "")).done();
    assertThat(run.err())
        .contains(EVERY_ARM.size() + " results asked for, " + (EVERY_ARM.size() - 2))
        .contains("gold-train.tsv: human translations of 2 of 8 sentences")
        .contains("gold-test.tsv: human translations of 2 of 3 sentences");
    EVERY_ARM.forEach(
        arm -> assertThat(run.out()).contains("| fin | chars | all | " + arm + " | 1 |"));
    assertThat(run.out()).contains("excluded of fin: 2 test sentences of 3");
    Run.can("experiment", "--arms").done().lines().stream()
        .map(
            line ->
                line.substring(0, line.indexOf(':')).replace("ARM", "shuffled").replace("*N", "*2"))
        .filter(arm -> !arm.equals(SIMILARITY))
        .forEach(arm -> assertThat(EVERY_ARM).contains(arm));
  }

  @Test
  void words_can_be_aligned_by_their_likeness_in_an_encoder() throws IOException {
    Experiment experiment =
        Experiment.read(experiment("'converse', '" + SIMILARITY + "'", "[4]", "[1]", ""));
    List<String> asked = new ArrayList<>();
    Laboratory laboratory =
        new Laboratory(
            experiment,
            new DiskCache(models.cache()),
            name -> {
              asked.add(name);
              return TinyArchive.encoder(folder.resolve("tiny.can"));
            },
            new ExperimentListener() {});
    assertThat(laboratory.run().missing()).isEmpty();
    assertThat(asked).containsExactly("mbert");
    assertThat(cells()).hasSize(2);
  }

  @Test
  void a_wrong_file_fails_before_any_training() throws IOException {
    Path file = experiment("'none', 'magic'", "[4]", "[1]", "");
    Run unknown = run(file);
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("can: " + file + ": 'arms' names magic, expected one of");

    Run tooMany = run(experiment("'none'", "[40]", "[1]", ""));
    assertThat(tooMany.code()).isEqualTo(1);
    assertThat(tooMany.err()).contains("fin.conll holds 8 sentences, expected 40 at least");

    Run none = Run.can("experiment");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("expected EXPERIMENT.json");
    assertThat(Run.filesOf(folder)).doesNotContain("out");
  }

  @Test
  void files_that_do_not_fit_a_language_fail_before_any_training() throws IOException {
    Path file = experiment("'none', 'converse'", "[4]", "[1]", "");
    String right = Files.readString(file);
    Files.writeString(
        file, right.replace(models.translator().toString(), models.english().toString()));
    assertThat(run(file).err()).contains("found a model of kind english, expected translator");
    Files.writeString(file, right.replace("\"fin\"", "\"est\""));
    assertThat(run(file).err()).contains(models.translator() + " translates fin, expected est");
    assertThat(Run.filesOf(folder)).doesNotContain("out");
  }

  @Test
  void human_translations_of_other_sentences_are_refused() throws IOException {
    Path file = experiment("'gold-translation'", "[4]", "[1]", "");
    Files.writeString(file, Files.readString(file).replace("gold-test", "gold-train"));
    Run run = run(file);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("gold-train.tsv translates sentence 4, expected indices from 0 to 2");
    Texts.write(folder.resolve("gold-train.tsv"), List.of("1\tTalo on suuri .\tThe house.\ttest"));
    assertThat(run(file).err())
        .contains("gold-train.tsv translates 'Talo on suuri .' under the index 1, expected 'Matti");
  }

  @Test
  void english_to_learn_from_too_has_no_types_of_its_own_and_lacks_none_silently()
      throws IOException {
    Path file = experiment("'joint-english'", "[4]", "[1]", "");
    String right = Files.readString(file);
    Path other = folder.resolve("other.conll");
    Files.writeString(file, right.replace(models.englishCorpus().toString(), other.toString()));
    Texts.conll(other, List.of("[MISC Finnish] ."));
    assertThat(run(file).err())
        .contains(
            "other.conll annotates the type MISC, which is none of LOC, PER; drop or rename it");
    Texts.conll(other, List.of("[PER Matti] slept .", "No name ."));
    assertThat(run(file).done().err()).contains("other.conll has no mention of LOC: taggers");
  }

  @Test
  void a_damaged_result_is_named_and_not_silently_made_again() throws IOException {
    Path file = experiment("'none'", "[4]", "[1]", "");
    run(file).done();
    Path cell = folder.resolve("out/cells").resolve(cells().get(0));
    Files.writeString(cell, "{}");
    Run run = run(file);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(cell.toString());
  }

  private List<String> cells() {
    return Run.filesOf(folder.resolve("out/cells"));
  }

  private Run run(Path file, Object... more) {
    return Run.can(arguments(file, more));
  }

  private Object[] arguments(Path file, Object... more) {
    return TinyModels.joined("experiment", file, "--cache", models.cache(), more);
  }

  /** An experiment with small and short trainings. */
  private Path experiment(String arms, String sizes, String seeds, String settings)
      throws IOException {
    Texts.conll(
        folder.resolve("test.conll"),
        List.of(
            "[PER Anna Laine] asuu [LOC Turussa] .",
            "[PER Matti Salo] näki [PER Annan] [LOC Oulussa] .",
            "Talo on suuri ."));
    Texts.write(
        folder.resolve("gold-train.tsv"),
        List.of(
            "0\tAnna Laine asuu Turussa .\tAnna Laine lives in Turku.\ttest",
            "4\tTalo on suuri .\tThe house is large.\ttest"));
    Texts.write(
        folder.resolve("gold-test.tsv"),
        List.of(
            "0\tAnna Laine asuu Turussa .\tAnna Laine lives in Turku.\ttest",
            "2\tTalo on suuri .\tThe house is large.\ttest"));
    String text =
        """
        {
          'output': 'out',
          'languages': [{
            'language': 'fin',
            'train': 'FINNISH', 'dev': 'FINNISH', 'test': 'test.conll',
            'translator': 'TRANSLATOR', 'english': 'READER',
            'start': {'chars': 'ALONE', 'mbert': 'ALONE'},
            'humanTranslations':
              {'train': 'gold-train.tsv', 'dev': 'gold-train.tsv', 'test': 'gold-test.tsv'},
            'englishCorpora': ['ENGLISH'],
            'exclude': 'in-training'
          }],
          'sizes': SIZES, 'arms': [ARMS], 'seeds': SEEDS,
          'training': [{'hidden': 12, 'epochs': 1, 'passes': 3, 'learningRate': 0.02SETTINGS}],
          'bootstrapSamples': 50
        }
        """
            .replace("FINNISH", models.finnish().toString())
            .replace("ENGLISH", models.englishCorpus().toString())
            .replace("TRANSLATOR", models.translator().toString())
            .replace("READER", models.english().toString())
            .replace("ALONE", models.alone().toString())
            .replace("SIZES", sizes)
            .replace("ARMS", arms)
            .replace("SEEDS", seeds)
            .replace("SETTINGS", settings)
            .replace('\'', '"');
    return Files.writeString(folder.resolve("experiment.json"), text);
  }
}
