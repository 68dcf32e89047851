// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.CanModel;
import io.github.canner.bundle.ModelFile;
import io.github.canner.pretrained.TinyArchive;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TinyModels.Trained.class)
class TrainVerbTest {
  @TempDir private Path folder;

  private final TinyModels models;

  TrainVerbTest(TinyModels models) {
    this.models = models;
  }

  @Test
  void a_tagger_carries_its_parts_with_their_notices() {
    assertThat(Run.can("info", models.model()).done().out())
        .contains("kind          tagger")
        .contains("pipeline.language: fin")
        .contains("tagger.types: [\"LOC\",\"PER\"]")
        .contains("tagger.options.transfer: CONVERSE")
        .contains("train: fin.conll: 8 sentences")
        .contains("dev F1: ")
        .contains("\ntranslator\n  kind          translator")
        .contains("\nenglish\n  kind          english")
        .contains("    train: eng.conll: 7 sentences")
        .contains("  The corpus was written for a test.")
        .contains("  The pairs were written for a test.");
    assertThat(Run.can("info", models.alone()).done().out())
        .contains("tagger.options.transfer: NONE")
        .doesNotContain("\ntranslator\n");
  }

  @Test
  void the_same_seed_gives_the_same_tagger_and_translates_only_once() {
    assertThat(models.training().err()).contains("translated 8 of 8 sentences");
    Path again = folder.resolve("again.can");
    Run run = models.train(again, models.transfer(models.cache())).done();
    assertThat(run.err()).doesNotContain("translated");
    assertThat(Texts.bytes(again)).isEqualTo(Texts.bytes(models.model()));
    Path elsewhere = folder.resolve("elsewhere.can");
    assertThat(models.train(elsewhere, models.transfer(folder.resolve("cache"))).done().err())
        .contains("translated 8 of 8");
    assertThat(Texts.bytes(elsewhere)).isEqualTo(Texts.bytes(models.model()));
    assertThat(Run.filesOf(folder)).containsExactly("again.can", "cache", "elsewhere.can");
  }

  @Test
  void a_training_that_was_interrupted_goes_on_to_the_same_file() {
    Path resumed = folder.resolve("resumed.can");
    Object[] options = models.transfer(models.cache());
    Run broken = Run.interruptedAt("epoch 2 of 4", models.arguments(resumed, options));
    assertThat(broken.code()).isEqualTo(1);
    assertThat(Run.filesOf(folder)).containsExactly("resumed.can.checkpoint");

    Object[] again = Stream.concat(Stream.of(options), Stream.of("--resume")).toArray();
    Run run = models.train(resumed, again).done();

    assertThat(run.err())
        .contains("going on from " + resumed + ".checkpoint")
        .doesNotContain("epoch 1 of 4")
        .contains("epoch 3 of 4");
    assertThat(Texts.bytes(resumed)).isEqualTo(Texts.bytes(models.model()));
    assertThat(Run.filesOf(folder)).containsExactly("resumed.can");
  }

  @Test
  void learns_from_a_random_part_of_the_corpus() {
    Path output = folder.resolve("m.can");
    Run run = models.train(output, "--transfer", "none", "--sentences", 5).done();
    assertThat(run.err()).contains("learning from fin.conll: 5 of 8 sentences");
    assertThat(Run.can("info", output).done().out()).contains("train: fin.conll: 5 of 8 sentences");
    Run more = models.train(output, "--transfer", "none", "--sentences", 9);
    assertThat(more.code()).isEqualTo(1);
    assertThat(more.err())
        .contains("can: " + models.finnish() + " holds 8 sentences, expected the 9");
  }

  @Test
  void learns_from_a_corpus_with_words_not_annotated_and_says_so() {
    Path output = folder.resolve("m.can");
    Object[] own = {
      "train", "--train", open(), "--dev", models.finnish(), "--language", "fin", "--seed", 1
    };
    Object[] small = {"--transfer", "none", "--hidden", 12, "--epochs", 1, "--output", output};
    Run run = Run.can(TinyModels.joined(own, small)).done();
    assertThat(run.err()).contains("; 2 words not annotated");
    assertThat(Run.can("info", output).done().out())
        .contains("train: open.conll: 2 sentences, 8 tokens, LOC 1, PER 2, 2 words not annotated");
  }

  @Test
  void no_corpus_with_words_not_annotated_is_scored_on() {
    Path open = open();
    Path output = folder.resolve("m.can");
    Object[] tagger = {"train", "--language", "fin", "--seed", 1, "--transfer", "none", "--train"};
    Object[] english = {"train-english", "--output", output, "--train"};
    List<Run> runs =
        List.of(
            Run.can(TinyModels.joined(tagger, models.finnish(), "--dev", open, "--output", output)),
            Run.can("evaluate", "--model", models.alone(), "--test", open),
            Run.can(TinyModels.joined(english, models.englishCorpus(), "--dev", open)),
            Run.can(TinyModels.joined(english, models.englishCorpus(), "--test", open)));
    assertThat(runs)
        .allSatisfy(
            run -> {
              assertThat(run.code()).isEqualTo(1);
              assertThat(run.err())
                  .contains("can: " + open + " holds 2 words that are not annotated (tag _)")
                  .contains("expected none");
            });
    Run held = Run.can(TinyModels.joined(english, open));
    assertThat(held.code()).isEqualTo(1);
    assertThat(held.err()).contains("can: " + open + " holds words").contains("expected --dev");
    assertThat(Run.filesOf(folder)).containsExactly("open.conll");
  }

  @Test
  void options_of_reading_english_are_wrong_use_without_it() {
    for (Object[] option :
        List.of(
            new Object[] {"--fusion", "gate"},
            new Object[] {"--normalisation", "plain"},
            new Object[] {"--carry", "states"})) {
      Run run =
          models.train(folder.resolve("m.can"), TinyModels.joined("--transfer", "none", option));
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains(option[0] + " needs --transfer converse");
    }
  }

  @Test
  void a_translator_of_another_language_is_refused() {
    Path output = folder.resolve("m.can");
    Run run =
        Run.can(
            "train",
            "--train",
            models.finnish(),
            "--dev",
            models.finnish(),
            "--language",
            "swa",
            "--output",
            output,
            "--seed",
            1,
            "--translator",
            models.translator(),
            "--english",
            models.english());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .endsWith("can: " + models.translator() + " translates fin, expected swa\n");
    assertThat(Run.filesOf(folder)).isEmpty();
  }

  @Test
  void a_pretrained_encoder_that_both_sides_read_through_is_in_the_model_once() {
    Path encoder = folder.resolve("tiny.can");
    TinyArchive.encoder(encoder);
    Path reader = folder.resolve("reader.can");
    Run.can(
            "train-english",
            "--train",
            models.englishCorpus(),
            "--dev",
            models.englishCorpus(),
            "--encoder",
            encoder,
            "--layers",
            2,
            "--hidden",
            8,
            "--epochs",
            2,
            "--cache",
            folder.resolve("cache"),
            "--output",
            reader)
        .done();
    Object[] parts = {"--translator", models.translator(), "--english", reader};
    Object[] reading = {"--encoder", encoder, "--layers", 1, "--cache", folder.resolve("cache")};
    Path apart = folder.resolve("apart.can");
    models.train(apart, TinyModels.joined(parts, "--cache", folder.resolve("cache"))).done();
    Path both = folder.resolve("both.can");
    Run trained = models.train(both, TinyModels.joined(parts, reading)).done();

    assertThat(Run.can("info", both).done().out()).containsOnlyOnce("pieces.txt");
    assertThat(ModelFile.open(both).section("english").entries())
        .noneMatch(entry -> entry.startsWith("p"))
        .isNotEmpty();
    assertThat(Run.can("evaluate", "--model", both, "--test", models.finnish()).done().out())
        .contains(trained.lines().get(trained.lines().size() - 1));
    try (CanModel model = CanModel.load(both)) {
      assertThat(model.explain(List.of("Anna", "asuu", "Turussa", ".")).english()).isNotEmpty();
    }

    Path next = folder.resolve("next.can");
    models.train(next, TinyModels.joined(reading, "--start-from", both)).done();
    assertThat(ModelFile.open(next).section("english").entries())
        .isEqualTo(ModelFile.open(both).section("english").entries());
    Path ensemble = folder.resolve("ensemble.can");
    Run.can("ensemble", "--models", both + "," + next + "," + apart, "--output", ensemble).done();
    assertThat(Run.can("info", ensemble).done().out()).containsOnlyOnce("pieces.txt");
    assertThat(
            Run.can("tag", "--model", ensemble, "--input", "conll", models.finnish())
                .done()
                .lines())
        .isNotEmpty();
  }

  /** A corpus with two words that are not annotated. */
  private Path open() {
    return Texts.write(
        folder.resolve("open.conll"),
        List.of(
            "Anna\tB-PER",
            "asuu\tO",
            "Turussa\t_",
            ".\tO",
            "",
            "Matti\tB-PER",
            "Salo\t_",
            "meni\tO",
            "Ouluun\tB-LOC",
            ""));
  }
}
