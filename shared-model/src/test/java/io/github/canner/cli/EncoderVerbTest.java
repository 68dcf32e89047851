// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.Tensor;
import io.github.canner.pretrained.TinyArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderVerbTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--layers nine|--layers is nine, expected a number such as 9 or two such as 6-10",
        "--layers 9-6|--layers is 9-6, expected the lower layer first",
        "--layers 4 --tune-layers 5|--tune-layers is 5, expected 0 to 4, the last of --layers",
        "--layers 6-10 --tune-layers 2|only the last, 8, can be mixed",
        "--tune-layers 1 --tune-rate 0|--tune-rate is 0.0, expected more than 0",
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--layers 8-9",
        "--tune-layers 1",
        "--tune-rate 0.1",
        "--pooling first",
        "--reserve 1",
        "--encoder-weights half"
      })
  void options_of_reading_need_an_encoder_to_read(String option) {
    List<String> tagger =
        new ArrayList<>(List.of("train", "--language", "fin", "--transfer", "none", "--seed", "1"));
    tagger.addAll(List.of("--train", "x", "--dev", "x", "--output", "m.can"));
    List<String> english = new ArrayList<>(List.of("train-english", "--train", "x"));
    english.addAll(List.of("--output", "e.can"));
    for (List<String> verb : List.of(tagger, english)) {
      verb.addAll(List.of(option.split(" ")));
      Run run = Run.can(verb.toArray());
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains(option.split(" ")[0] + " needs a pretrained --encoder");
      verb.addAll(List.of("--encoder", "mbert"));
    }
  }

  @Test
  void an_encoder_that_is_not_known_is_wrong_use() {
    Run run = Run.can("encoder", "fetch", "elmo");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("found 'elmo', expected one of mbert, bert-cased");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--encoder mbert --output a.can|expected text to learn from: --text, --parallel or",
        "--encoder mbert --text x|expected either --name or --output",
        "--encoder mbert --text x --name n --output a.can|expected either --name or --output",
        "--encoder mbert --text x --output enc|--output is enc, expected a file that ends in .can",
        "--encoder mbert --text x --name mBERT|--name is mBERT, expected letters",
        "--encoder mbert --text x --name ../up|--name is ../up, expected letters",
        "--encoder chars --text x --name n|--encoder is chars, expected one that was pretrained",
        "--encoder a/b --text x --name n|found 'a/b', expected chars, mbert, bert-cased",
        "--encoder mbert --text x --name n --warm-up 1|--warm-up is 1.0, expected 0 to below 1",
        "--encoder mbert --text x --name n --new-pieces -1|--new-pieces is -1, expected 0 or more",
      })
  void options_of_adapting_that_make_no_sense_are_wrong_use(String options, String message) {
    List<String> arguments = new ArrayList<>(List.of("encoder", "adapt"));
    arguments.addAll(List.of(options.split(" ")));
    Run run = Run.can(arguments.toArray());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @Test
  void without_a_verb_of_its_own_it_was_wrongly_used() {
    Run run = Run.can("encoder");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("expected fetch, adapt, average or extract");
  }

  @Test
  void an_encoder_is_adapted_and_a_tagger_reads_through_it() {
    Path tiny = folder.resolve("tiny.can");
    TinyArchive.encoder(tiny);
    Path adapted = folder.resolve("fin.can");
    Path text = Texts.write(folder.resolve("text"), List.of("Talo on suuri.", "", "Anna asuu."));
    List<Object> adapt =
        List.of(
            "encoder",
            "adapt",
            "--encoder",
            tiny,
            "--output",
            adapted,
            "--tune-layers",
            1,
            "--batch",
            60,
            "--epochs",
            2,
            "--text",
            text,
            "--parallel",
            Texts.parallel(folder),
            "--tagged",
            Texts.finnish(folder),
            Texts.write(
                folder.resolve("words"), List.of("Kissa\tO", "\tO", "nukkuu\tO", ".\tX-PER")));
    Run run = Run.can(adapt.toArray()).done();
    assertThat(run.lines()).containsExactly(adapted.toString());
    assertThat(run.err())
        .contains("words: 1 sentences; 1 rows without a token left out")
        .contains("learning from 13 different sentences, choosing the best state by 1")
        .contains("epoch 2 of 2")
        .containsPattern("perplexity of the held-out text: \\d+\\.\\d+ before, \\d+\\.\\d+ after");
    assertThat(Run.can("info", adapted).done().out())
        .contains("kind          encoder", "tiny notice", "adapted from");
    byte[] first = Texts.bytes(adapted);
    Run.can(adapt.toArray()).done();
    assertThat(Texts.bytes(adapted)).isEqualTo(first);
    Path model = trained(adapted, "m.can", "--layers", 2, "--encoder-weights", "int8");
    assertThat(Run.can("info", model).done().out())
        .contains("pretrained.name: fin", "MB as F32 and F16 and I8");
  }

  @Test
  void a_training_that_cannot_start_leaves_what_an_interrupted_one_left() {
    Path tiny = folder.resolve("tiny.can");
    TinyArchive.encoder(tiny);
    Path text = Texts.write(folder.resolve("text"), List.of("Talo on suuri.", "Anna asuu."));
    Path state = Texts.write(folder.resolve("x.can.checkpoint"), List.of("hours of work"));
    Object[] adapt = {"encoder", "adapt", "--encoder", tiny, "--output", folder.resolve("x.can")};
    Object[] layers = {"--text", text, "--tune-layers", 13};
    Run run = Run.can(TinyModels.joined(adapt, layers));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("expected at least the 13 to train");
    assertThat(state).content().isEqualTo("hours of work" + System.lineSeparator());
  }

  @Test
  void a_file_that_holds_no_encoder_cannot_be_adapted() {
    Path text = Texts.write(folder.resolve("text"), List.of("Talo on suuri.", "Anna asuu."));
    Run run =
        Run.can(
            "encoder",
            "adapt",
            "--encoder",
            folder.resolve("none.can"),
            "--text",
            text,
            "--output",
            folder.resolve("x.can"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("none.can");
    assertThat(folder.resolve("x.can")).doesNotExist();
  }

  @Test
  void the_encoder_that_a_training_changed_serves_other_trainings() {
    Path tiny = folder.resolve("tiny.can");
    TinyArchive.encoder(tiny);
    Path tuned = trained(tiny, "tuned.can", "--layers", 2, "--tune-layers", 1);
    Path own = folder.resolve("own.can");
    Run run = Run.can("encoder", "extract", "--model", tuned, "--output", own).done();
    assertThat(run.lines()).containsExactly(own.toString());
    assertThat(run.err()).contains("an encoder of 2 layers; read its last with --layers 2");
    assertThat(Run.can("info", own).done().out())
        .contains("kind          encoder", "pretrained.name: own", "tiny notice", "extracted from");
    Path other = trained(own, "other.can", "--layers", 2);
    assertThat(Run.can("info", other).done().out()).contains("pretrained.name: own");
    Path plain = folder.resolve("plain.can");
    Run frozen = Run.can("encoder", "extract", "--model", other, "--output", plain);
    assertThat(frozen.code()).isEqualTo(1);
    assertThat(frozen.err())
        .contains("other.can reads words through own as it was, expected a model that was trained");
    assertThat(plain).doesNotExist();
  }

  @Test
  void the_mean_of_encoders_serves_trainings_as_they_do() {
    Path tiny = folder.resolve("tiny.can");
    ModelFile before = TinyArchive.encoder(tiny);
    Path adapted = adapted(tiny, "adapted.can", 0);
    Path mean = folder.resolve("mean.can");
    Object[] average = {"encoder", "average", "--output", mean, "--encoders"};
    Run run = Run.can(TinyModels.joined(average, tiny + "," + adapted)).done();
    assertThat(run.lines()).containsExactly(mean.toString());
    assertThat(Run.can("info", mean).done().out())
        .contains("kind          encoder", "pretrained.name: mean", "tiny notice", "averaged 2");
    Map<String, Tensor> one = before.tensors("pretrained.safetensors");
    Map<String, Tensor> two = ModelFile.open(adapted).tensors("pretrained.safetensors");
    Map<String, Tensor> both = ModelFile.open(mean).tensors("pretrained.safetensors");
    assertThat(both).hasSameSizeAs(one);
    assertThat(two.get("layer1.query")).isNotEqualTo(one.get("layer1.query"));
    both.forEach(
        (weight, tensor) -> {
          float[] x = one.get(weight).toFloats();
          float[] y = two.get(weight).toFloats();
          float[] z = tensor.toFloats();
          for (int i = 0; i < z.length; i++) {
            assertThat(z[i]).isCloseTo((x[i] + y[i]) / 2, within(1e-3f));
          }
        });
    assertThat(Run.can("info", trained(mean, "m.can", "--layers", 2)).done().out())
        .contains("pretrained.name: mean");
  }

  @Test
  void only_encoders_that_come_from_the_same_one_have_a_mean() {
    Path tiny = folder.resolve("tiny.can");
    TinyArchive.encoder(tiny);
    Path larger = adapted(tiny, "larger.can", 2);
    Path mean = folder.resolve("mean.can");
    Object[] average = {"encoder", "average", "--output", mean, "--encoders"};
    Run run = Run.can(TinyModels.joined(average, tiny + "," + larger));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("larger.can has other sizes or word pieces than", "that come from the same one");
    assertThat(mean).doesNotExist();
    Run one = Run.can(TinyModels.joined(average, tiny));
    assertThat(one.code()).isEqualTo(2);
    assertThat(one.err()).contains("--encoders names 1 encoder, expected two or more");
    Run chars = Run.can(TinyModels.joined(average, tiny + ",chars"));
    assertThat(chars.code()).isEqualTo(2);
    assertThat(chars.err()).contains("--encoders names chars, expected encoders that were");
  }

  private Path adapted(Path encoder, String name, int newPieces) {
    Path adapted = folder.resolve(name);
    Path text =
        Texts.write(
            folder.resolve("text"),
            List.of("Talo on suuri.", "suuri suuri suuri suuri suuri", "Anna asuu."));
    List<Object> arguments = new ArrayList<>(List.of("encoder", "adapt", "--encoder", encoder));
    arguments.addAll(List.of("--output", adapted, "--text", text, "--dev", text));
    arguments.addAll(List.of("--tune-layers", 2, "--learning-rate", 0.01, "--steps", 3));
    arguments.addAll(List.of("--new-pieces", newPieces));
    Run.can(arguments.toArray()).done();
    return adapted;
  }

  private Path trained(Path encoder, String name, Object... options) {
    Path corpus = Texts.finnish(folder);
    Path model = folder.resolve(name);
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of("train", "--train", corpus, "--dev", corpus, "--language", "fin"));
    arguments.addAll(List.of("--seed", 1, "--transfer", "none", "--encoder", encoder));
    arguments.addAll(List.of("--epochs", 1, "--passes", 1, "--hidden", 8));
    arguments.addAll(List.of("--cache", folder.resolve("cache"), "--output", model));
    arguments.addAll(List.of(options));
    Run.can(arguments.toArray()).done();
    return model;
  }

  @Test
  void the_help_names_the_encoders() {
    assertThat(Run.can("encoder", "fetch", "--help").done().out()).contains("mbert, bert-cased");
    assertThat(Run.can("train-english", "--help").done().out()).contains("Default: chars");
  }
}
