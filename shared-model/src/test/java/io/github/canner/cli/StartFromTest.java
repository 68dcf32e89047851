// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.bundle.ModelFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TinyModels.Trained.class)
class StartFromTest {
  @TempDir private Path folder;

  private final TinyModels models;

  StartFromTest(TinyModels models) {
    this.models = models;
  }

  @Test
  void starts_from_another_tagger_and_says_so_in_the_file() {
    Path corpus =
        Texts.conll(
            folder.resolve("own.conll"),
            List.of("[ORG Talola] on [LOC Turussa] .", "[ORG Talola] on suuri ."));
    Object[] own = {"train", "--train", corpus, "--dev", corpus, "--language", "fin", "--seed", 1};
    Object[] shape = {"--hidden", 12, "--epochs", 2, "--passes", 20, "--learning-rate", 0.01};
    Object[] start = {"--start-from", models.model(), "--cache", models.cache()};
    Object[] parts = {"--translator", models.translator(), "--english", models.english()};
    Path first = folder.resolve("first.can");
    Run run = Run.can(TinyModels.joined(own, shape, start, parts, "--output", first)).done();
    assertThat(run.err())
        .contains(
            "starting from " + models.model() + "; new words: 1; kept types: LOC; new types: ORG;")
        .contains("dropped types: PER");
    assertThat(Run.can("info", first).done().out())
        .contains("tagger.types: [\"LOC\",\"ORG\"]")
        .contains("started from: m.can, SHA-256 " + ModelFile.open(models.model()).contentHash())
        .contains("  The corpus was written for a test.");

    Path second = folder.resolve("second.can");
    Object[] all = TinyModels.joined(own, shape, start, parts, "--output", second);
    Run.interruptedAt("epoch 2 of 2", all);
    Run resumed = Run.can(TinyModels.joined(all, "--resume")).done();
    assertThat(resumed.err()).contains("going on from").doesNotContain("epoch 1 of 2");
    assertThat(Texts.bytes(second)).isEqualTo(Texts.bytes(first));
  }

  @Test
  void takes_translator_and_english_network_from_the_tagger_that_it_starts_from() {
    Path given = folder.resolve("given.can");
    Path taken = folder.resolve("taken.can");
    Object[] start = {"--start-from", models.model()};
    models.train(given, TinyModels.joined(start, models.transfer(models.cache()))).done();
    models.train(taken, TinyModels.joined(start, "--cache", models.cache())).done();
    assertThat(Texts.bytes(taken)).isEqualTo(Texts.bytes(given));

    Run run = models.train(folder.resolve("none.can"), "--start-from", models.alone());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .endsWith(
            "can: "
                + models.alone()
                + " was trained with --transfer none and has no part 'translator'\n");
  }

  @Test
  void a_training_goes_on_only_with_the_tagger_that_it_started_from() {
    Path output = folder.resolve("m.can");
    Object[] none = {"--transfer", "none", "--start-from", models.alone()};
    Run.interruptedAt("epoch 2 of 4", models.arguments(output, none));
    Run run = models.train(output, "--transfer", "none", "--resume");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("holds the state of a training with other data or options");
  }

  @Test
  void a_tagger_that_a_training_cannot_start_from_is_refused_before_translating() {
    Path output = folder.resolve("m.can");
    Object[] gate = {"--start-from", models.model(), "--fusion", "gate"};
    Run plain =
        models.train(output, TinyModels.joined(models.transfer(folder.resolve("cache")), gate));
    assertThat(plain.code()).isEqualTo(1);
    assertThat(plain.err())
        .doesNotContain("translated")
        .endsWith(
            "can: "
                + models.model()
                + " was trained with --fusion concat, this training has gate; give --fusion concat"
                + " to start from it\n");
    Run wrong = models.train(output, "--transfer", "none", "--start-from", models.english());
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("found a model of kind english, expected tagger");
    Run shipped = models.train(output, "--transfer", "none", "--start-from", "default");
    assertThat(shipped.code()).isEqualTo(1);
    assertThat(shipped.err()).contains("can: default model was trained with --transfer converse");
    assertThat(Run.filesOf(folder)).isEmpty();
  }
}
