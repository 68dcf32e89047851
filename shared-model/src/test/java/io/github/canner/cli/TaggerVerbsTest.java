// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.canner.CanModel;
import io.github.canner.Mention;
import io.github.canner.bundle.ModelFile;
import io.github.canner.corpus.ConllReader;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.pretrained.TinyArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaggerVerbsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path shared;

  private static Path finnish;
  private static Path englishCorpus;
  private static Path translator;
  private static Path english;
  private static Path alone;
  private static Path model;
  private static Run englishTraining;
  private static Run training;

  @TempDir private Path folder;

  @BeforeAll
  static void trainAll() {
    finnish = Texts.finnish(shared);
    englishCorpus = Texts.english(shared);
    translator = shared.resolve("t.can");
    english = shared.resolve("e.can");
    alone = shared.resolve("alone.can");
    model = shared.resolve("m.can");
    Run.can(
            "train-translator",
            "--parallel",
            Texts.parallel(shared),
            "--language",
            "fin",
            "--output",
            translator,
            "--subwords",
            100,
            "--embedding-size",
            8,
            "--encoder-size",
            8,
            "--decoder-size",
            8,
            "--epochs",
            2,
            "--notice",
            "The pairs were written for a test.")
        .done();
    englishTraining =
        Run.can(
                "train-english",
                "--train",
                englishCorpus,
                "--dev",
                englishCorpus,
                "--output",
                english,
                "--hidden",
                8,
                "--epochs",
                12,
                "--batch",
                2,
                "--learning-rate",
                0.02,
                "--minimum-count",
                1,
                "--dropout",
                0.1,
                "--test",
                englishCorpus)
            .done();
    train(alone, "--transfer", "none").done();
    training = train(model, transfer(shared.resolve("cache"))).done();
  }

  private static Object[] transfer(Path cache) {
    return new Object[] {"--translator", translator, "--english", english, "--cache", cache};
  }

  private static Run train(Path output, Object... more) {
    return Run.can(arguments(output, more));
  }

  private static Object[] arguments(Path output, Object... more) {
    Object[] usual = {
      "train",
      "--train",
      finnish,
      "--dev",
      finnish,
      "--language",
      "fin",
      "--output",
      output,
      "--seed",
      1,
      "--hidden",
      12,
      "--epochs",
      4,
      "--passes",
      20,
      "--batch",
      4,
      "--learning-rate",
      0.02,
      "--dropout",
      0.1,
      "--notice",
      "The corpus was written for a test."
    };
    return Stream.concat(Stream.of(usual), Stream.of(more)).toArray();
  }

  @Test
  void an_ensemble_is_a_model_like_any_other_and_holds_its_translator_once() throws IOException {
    Path other = folder.resolve("other.can");
    train(other, joined(transfer(shared.resolve("cache")), "--fusion", "gate")).done();
    Path twice = folder.resolve("twice.can");
    Run.can("ensemble", "--models", model + "," + model, "--output", twice).done();
    Path both = folder.resolve("both.can");
    Run.can("ensemble", "--models", model + "," + other + "," + alone, "--output", both).done();

    Path text = Texts.write(folder.resolve("in.txt"), List.of("Anna Laine asuu Turussa ."));
    String tagged = Run.can("tag", "--model", model, "--format", "json", text).done().out();
    assertThat(Run.can("tag", "--model", twice, "--format", "json", text).done().out())
        .isEqualTo(tagged);
    assertThat(Run.can("evaluate", "--model", both, "--test", finnish).done().out())
        .contains("precision");
    Run.can("misses", "--model", both, "--test", finnish, "--output", folder.resolve("m")).done();

    long parts = Files.size(translator) + Files.size(english);
    assertThat(Files.size(twice)).isLessThan(2 * Files.size(model) - parts / 2);
    String info = Run.can("info", both).done().out();
    assertThat(info)
        .contains("ensemble.members: 3")
        .contains("\nmember-3\n")
        .contains("  member 2: other.can, ")
        .contains("The corpus was written for a test.")
        .contains("The pairs were written for a test.")
        .containsOnlyOnce("\ntranslator\n");

    Run one = Run.can("ensemble", "--models", model, "--output", both);
    assertThat(one.code()).isEqualTo(2);
    assertThat(one.err()).contains("--models names 1 model, expected two or more");
    Run start = train(folder.resolve("s.can"), "--transfer", "none", "--start-from", both);
    assertThat(start.code()).isEqualTo(1);
    assertThat(start.err()).contains("both.can is an ensemble of taggers");
  }

  @Test
  void a_pretrained_encoder_that_both_sides_read_through_is_in_the_model_once() {
    Path encoder = folder.resolve("tiny.can");
    TinyArchive.encoder(encoder);
    Path reader = folder.resolve("reader.can");
    Run.can(
            "train-english",
            "--train",
            englishCorpus,
            "--dev",
            englishCorpus,
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
    Object[] parts = {"--translator", translator, "--english", reader};
    Object[] reading = {"--encoder", encoder, "--layers", 1, "--cache", folder.resolve("cache")};
    Path apart = folder.resolve("apart.can");
    train(apart, joined(parts, "--cache", folder.resolve("cache"))).done();
    Path both = folder.resolve("both.can");
    Run trained = train(both, joined(parts, reading)).done();

    assertThat(Run.can("info", both).done().out()).containsOnlyOnce("pieces.txt");
    assertThat(ModelFile.open(both).section("english").entries())
        .noneMatch(entry -> entry.startsWith("p"))
        .isNotEmpty();
    assertThat(Run.can("evaluate", "--model", both, "--test", finnish).done().out())
        .contains(trained.lines().get(trained.lines().size() - 1));
    try (CanModel model = CanModel.load(both)) {
      assertThat(model.explain(List.of("Anna", "asuu", "Turussa", ".")).english()).isNotEmpty();
    }

    Path next = folder.resolve("next.can");
    train(next, joined(reading, "--start-from", both)).done();
    assertThat(ModelFile.open(next).section("english").entries())
        .isEqualTo(ModelFile.open(both).section("english").entries());
    Path ensemble = folder.resolve("ensemble.can");
    Run.can("ensemble", "--models", both + "," + next + "," + apart, "--output", ensemble).done();
    assertThat(Run.can("tag", "--model", ensemble, "--input", "conll", finnish).done().lines())
        .isNotEmpty();
  }

  @Test
  void misses_are_counted_by_cause_for_several_models_in_one_table() {
    Path output = folder.resolve("misses");
    Run run =
        Run.can(
                "misses",
                "--model",
                model,
                "--test",
                finnish,
                "--train",
                finnish,
                "--model",
                alone,
                "--test",
                finnish,
                "--output",
                output)
            .done();
    assertThat(Run.filesOf(output))
        .containsExactly("causes.csv", "causes.md", "misses.csv", "misses.md");
    assertThat(output.resolve("causes.md")).hasContent(run.out());
    List<String> rows = run.out().lines().filter(line -> line.startsWith("| fin |")).toList();
    assertThat(rows).hasSize(7 + 1 + 1);
    int sum = rows.subList(0, 7).stream().mapToInt(row -> column(row, 4)).sum();
    assertThat(column(rows.get(7), 4)).isEqualTo(sum).isEqualTo(column(rows.get(8), 4));
    assertThat(rows.get(8)).contains("| " + alone + " | no-english |");
    assertThat(run.out()).contains("`" + alone + "` has no transfer");
    assertThat(run.err()).contains(alone + ": has no transfer; nothing can be told");
    int missed = column(rows.get(7), 5) + column(rows.get(8), 5);
    assertThat(output.resolve("misses.csv")).content().hasLineCount(1 + missed);

    Run wrong = Run.can("misses", "--model", model, "--output", output);
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("--test");
    Run english =
        Run.can(
            "misses", "--model", TaggerVerbsTest.english, "--test", finnish, "--output", output);
    assertThat(english.code()).isEqualTo(1);
    assertThat(english.err()).contains("found a model of kind english, expected tagger");
  }

  private static int column(String row, int number) {
    return Integer.parseInt(row.split("\\|")[number].strip());
  }

  @Test
  void projecting_makes_a_corpus_that_reads_back_and_accounts_for_every_pair() throws IOException {
    Path silver = folder.resolve("silver.conll");
    Run run = project(silver, 0.2).done();

    List<TaggedSentence> sentences = ConllReader.detecting().read(silver).sentences();
    assertThat(sentences)
        .anySatisfy(
            sentence -> {
              assertThat(sentence.tokens()).containsExactly("Matti", "asuu", "Oulussa", ".");
              assertThat(sentence.mentions())
                  .extracting(sentence::textOf)
                  .containsExactly("Matti", "Oulussa");
              assertThat(sentence.mentions())
                  .extracting(Mention::type)
                  .containsExactly("PER", "LOC");
            });
    assertThat(run.err())
        .contains("projecting along 8 pairs (school 8)")
        .contains("wrote " + silver + ": " + sentences.size() + " sentences");
    int dropped =
        run.err()
            .lines()
            .filter(line -> line.startsWith("dropped "))
            .mapToInt(line -> Integer.parseInt(line.replaceAll("dropped (\\d+): .*", "$1")))
            .sum();
    assertThat(sentences.size() + dropped).isEqualTo(8);

    Path again = folder.resolve("again.conll");
    project(again, 0.2).done();
    assertThat(Texts.bytes(again)).isEqualTo(Texts.bytes(silver));
    assertThat(Run.filesOf(folder)).containsExactly("again.conll", "silver.conll");
  }

  @Test
  void projects_along_the_attention_of_a_translator_where_one_is_given() throws IOException {
    Path silver = folder.resolve("silver.conll");
    Run run = project(silver, 0.2, "--translator", translator).done();
    List<TaggedSentence> sentences = ConllReader.detecting().read(silver).sentences();
    assertThat(sentences).isNotEmpty();
    assertThat(run.err()).contains("wrote " + silver + ": " + sentences.size() + " sentences");
    Path again = folder.resolve("again.conll");
    project(again, 0.2, "--translator", translator).done();
    assertThat(Texts.bytes(again)).isEqualTo(Texts.bytes(silver));

    Path shuffled = folder.resolve("shuffled.conll");
    project(shuffled, 0.2, "--shuffle", 1).done();
    assertThat(Texts.bytes(shuffled)).isNotEqualTo(Texts.bytes(silver));
    Files.delete(shuffled);

    Run wrong = project(folder.resolve("none.conll"), 0.2, "--translator", english);
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("found a model of kind english, expected translator");
    assertThat(Run.filesOf(folder)).containsExactly("again.conll", "silver.conll");
  }

  @Test
  void projecting_leaves_out_what_is_too_long_to_be_aligned_and_says_so() throws IOException {
    Path parallel = folder.resolve("long.tsv");
    Files.writeString(parallel, "sana ".repeat(1001) + "\tword\tweb\n");
    Path silver = folder.resolve("silver.conll");
    Run run = project(silver, 0.2, "--parallel", parallel).done();
    assertThat(run.err()).contains("left out pairs of more than 1000 words a side: 1");
  }

  @Test
  void projecting_from_sure_mentions_only_leaves_the_others_unannotated() {
    Path silver = folder.resolve("silver.conll");
    Run run = project(silver, 0.999999).done();
    assertThat(run.err()).contains(" words unannotated: linked to an unsure English mention");
    int left =
        run.err()
            .lines()
            .filter(line -> line.startsWith("left "))
            .mapToInt(line -> Integer.parseInt(line.replaceAll("left (\\d+) words .*", "$1")))
            .sum();
    assertThat(left).isPositive();
    assertThat(ConllReader.detecting().read(silver).report().unannotated()).isEqualTo(left);
  }

  @Test
  void learns_from_a_corpus_with_words_not_annotated_and_says_so() {
    Path output = folder.resolve("m.can");
    Object[] own = {"train", "--train", open(), "--dev", finnish, "--language", "fin", "--seed", 1};
    Object[] small = {"--transfer", "none", "--hidden", 12, "--epochs", 1, "--output", output};
    Run run = Run.can(joined(own, small)).done();
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
            Run.can(joined(tagger, finnish, "--dev", open, "--output", output)),
            Run.can("evaluate", "--model", alone, "--test", open),
            Run.can(joined(english, englishCorpus, "--dev", open)),
            Run.can(joined(english, englishCorpus, "--test", open)));
    assertThat(runs)
        .allSatisfy(
            run -> {
              assertThat(run.code()).isEqualTo(1);
              assertThat(run.err())
                  .contains("can: " + open + " holds 2 words that are not annotated (tag _)")
                  .contains("expected none");
            });
    Run held = Run.can(joined(english, open));
    assertThat(held.code()).isEqualTo(1);
    assertThat(held.err()).contains("can: " + open + " holds words").contains("expected --dev");
    assertThat(Run.filesOf(folder)).containsExactly("open.conll");
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

  private static Run project(Path output, double threshold, Object... more) {
    Object[] usual = {
      "project",
      "--parallel",
      Texts.parallel(shared),
      "--leave-out",
      "news",
      "--english",
      english,
      "--output",
      output,
      "--threshold",
      threshold
    };
    return Run.can(Stream.concat(Arrays.stream(usual), Arrays.stream(more)).toArray());
  }

  @Test
  void training_english_tells_its_scores_on_development_and_test_corpora() {
    assertThat(englishTraining.out())
        .contains("type  precision recall     F1 predicted    gold")
        .containsPattern("(?m)^all .* 12$");
    assertThat(englishTraining.err())
        .contains("7 sentences, 39 tokens, IOB2, LOC 5, PER 7")
        .contains("epoch 12 of 12: ");
    assertThat(Run.can("info", english).done().out())
        .contains("kind          english")
        .contains("encoder.types: [\"LOC\",\"PER\"]")
        .contains("train: eng.conll: 7 sentences, 39 tokens, LOC 5, PER 7");
  }

  @Test
  void english_corpora_are_joined_as_declared_and_some_is_held_out_where_there_is_no_other() {
    Path places =
        Texts.conll(
            folder.resolve("places.conll"),
            List.of("[GPE Turku] is [MISC Finnish] .", "No name ."));
    Path output = folder.resolve("e.can");
    Run run =
        Run.can(
                "train-english",
                "--train",
                englishCorpus,
                places + ";drop=MISC;rename=GPE:LOC;unlabelled=PER",
                "--output",
                output,
                "--hidden",
                4,
                "--epochs",
                1)
            .done();
    assertThat(run.err()).contains("drawing 2 % of the first corpus with seed 1");
    assertThat(Run.can("info", output).done().out())
        .contains("eng.conll: 6 of 7 sentences")
        .contains("places.conll: 2 sentences, 7 tokens, LOC 1, without PER")
        .contains("dev: eng.conll: 1 of 7 sentences");
  }

  @Test
  void a_corpus_with_a_type_too_many_is_refused() {
    Path other = Texts.conll(folder.resolve("other.conll"), List.of("[MISC Finnish] ."));
    Run run =
        Run.can(
            "train-english", "--train", englishCorpus, other, "--output", folder.resolve("e.can"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("annotates the type MISC");
    assertThat(Run.filesOf(folder)).containsExactly("other.conll");
  }

  @Test
  void a_training_that_was_interrupted_goes_on_to_the_same_file() {
    Path resumed = folder.resolve("resumed.can");
    Object[] options = transfer(shared.resolve("cache"));
    Run broken = Run.interruptedAt("epoch 2 of 4", arguments(resumed, options));
    assertThat(broken.code()).isEqualTo(1);
    assertThat(Run.filesOf(folder)).containsExactly("resumed.can.checkpoint");

    Object[] again = Stream.concat(Stream.of(options), Stream.of("--resume")).toArray();
    Run run = train(resumed, again).done();

    assertThat(run.err())
        .contains("going on from " + resumed + ".checkpoint")
        .doesNotContain("epoch 1 of 4")
        .contains("epoch 3 of 4");
    assertThat(Texts.bytes(resumed)).isEqualTo(Texts.bytes(model));
    assertThat(Run.filesOf(folder)).containsExactly("resumed.can");
  }

  @Test
  void a_tagger_carries_its_parts_with_their_notices() {
    assertThat(Run.can("info", model).done().out())
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
    assertThat(Run.can("info", alone).done().out())
        .contains("tagger.options.transfer: NONE")
        .doesNotContain("\ntranslator\n");
  }

  @Test
  void the_same_seed_gives_the_same_tagger_and_translates_only_once() {
    assertThat(training.err()).contains("translated 8 of 8 sentences");
    Path again = folder.resolve("again.can");
    Run run = train(again, transfer(shared.resolve("cache"))).done();
    assertThat(run.err()).doesNotContain("translated");
    assertThat(Texts.bytes(again)).isEqualTo(Texts.bytes(model));
    Path elsewhere = folder.resolve("elsewhere.can");
    assertThat(train(elsewhere, transfer(folder.resolve("cache"))).done().err())
        .contains("translated 8 of 8");
    assertThat(Texts.bytes(elsewhere)).isEqualTo(Texts.bytes(model));
    assertThat(Run.filesOf(folder)).containsExactly("again.can", "cache", "elsewhere.can");
  }

  @Test
  void learns_from_a_random_part_of_the_corpus() {
    Path output = folder.resolve("m.can");
    Run run = train(output, "--transfer", "none", "--sentences", 5).done();
    assertThat(run.err()).contains("learning from fin.conll: 5 of 8 sentences");
    assertThat(Run.can("info", output).done().out()).contains("train: fin.conll: 5 of 8 sentences");
    Run more = train(output, "--transfer", "none", "--sentences", 9);
    assertThat(more.code()).isEqualTo(1);
    assertThat(more.err()).contains("can: " + finnish + " holds 8 sentences, expected the 9");
  }

  @Test
  void starts_from_another_tagger_and_says_so_in_the_file() {
    Path corpus =
        Texts.conll(
            folder.resolve("own.conll"),
            List.of("[ORG Talola] on [LOC Turussa] .", "[ORG Talola] on suuri ."));
    Object[] own = {"train", "--train", corpus, "--dev", corpus, "--language", "fin", "--seed", 1};
    Object[] shape = {"--hidden", 12, "--epochs", 2, "--passes", 20, "--learning-rate", 0.01};
    Object[] start = {"--start-from", model, "--cache", shared.resolve("cache")};
    Object[] parts = {"--translator", translator, "--english", english};
    Path first = folder.resolve("first.can");
    Run run = Run.can(joined(own, shape, start, parts, "--output", first)).done();
    assertThat(run.err())
        .contains("starting from " + model + "; new words: 1; kept types: LOC; new types: ORG;")
        .contains("dropped types: PER");
    assertThat(Run.can("info", first).done().out())
        .contains("tagger.types: [\"LOC\",\"ORG\"]")
        .contains("started from: m.can, SHA-256 " + ModelFile.open(model).contentHash())
        .contains("  The corpus was written for a test.");

    Path second = folder.resolve("second.can");
    Object[] all = joined(own, shape, start, parts, "--output", second);
    Run.interruptedAt("epoch 2 of 2", all);
    Run resumed = Run.can(joined(all, "--resume")).done();
    assertThat(resumed.err()).contains("going on from").doesNotContain("epoch 1 of 2");
    assertThat(Texts.bytes(second)).isEqualTo(Texts.bytes(first));
  }

  @Test
  void takes_translator_and_english_network_from_the_tagger_that_it_starts_from() {
    Path given = folder.resolve("given.can");
    Path taken = folder.resolve("taken.can");
    Object[] start = {"--start-from", model};
    train(given, joined(start, transfer(shared.resolve("cache")))).done();
    train(taken, joined(start, "--cache", shared.resolve("cache"))).done();
    assertThat(Texts.bytes(taken)).isEqualTo(Texts.bytes(given));

    Run run = train(folder.resolve("none.can"), "--start-from", alone);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .endsWith(
            "can: " + alone + " was trained with --transfer none and has no part 'translator'\n");
  }

  @Test
  void a_training_goes_on_only_with_the_tagger_that_it_started_from() {
    Path output = folder.resolve("m.can");
    Object[] none = {"--transfer", "none", "--start-from", alone};
    Run.interruptedAt("epoch 2 of 4", arguments(output, none));
    Run run = train(output, "--transfer", "none", "--resume");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("holds the state of a training with other data or options");
  }

  @Test
  void a_tagger_that_a_training_cannot_start_from_is_refused_before_translating() {
    Path output = folder.resolve("m.can");
    Object[] gate = {"--start-from", model, "--fusion", "gate"};
    Run plain = train(output, joined(transfer(folder.resolve("cache")), gate));
    assertThat(plain.code()).isEqualTo(1);
    assertThat(plain.err())
        .doesNotContain("translated")
        .endsWith(
            "can: "
                + model
                + " was trained with --fusion concat, this training has gate; give --fusion concat"
                + " to start from it\n");
    Run wrong = train(output, "--transfer", "none", "--start-from", english);
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("found a model of kind english, expected tagger");
    Run shipped = train(output, "--transfer", "none", "--start-from", "default");
    assertThat(shipped.code()).isEqualTo(1);
    assertThat(shipped.err()).contains("can: default model was trained with --transfer converse");
    assertThat(Run.filesOf(folder)).isEmpty();
  }

  private static Object[] joined(Object... pieces) {
    return Stream.of(pieces)
        .flatMap(piece -> piece instanceof Object[] many ? Stream.of(many) : Stream.of(piece))
        .toArray();
  }

  @Test
  void a_translator_of_another_language_is_refused() {
    Path output = folder.resolve("m.can");
    Run run =
        Run.can(
            "train",
            "--train",
            finnish,
            "--dev",
            finnish,
            "--language",
            "swa",
            "--output",
            output,
            "--seed",
            1,
            "--translator",
            translator,
            "--english",
            english);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).endsWith("can: " + translator + " translates fin, expected swa\n");
    assertThat(Run.filesOf(folder)).isEmpty();
  }

  @Test
  void gives_back_a_corpus_that_it_learnt_by_heart() {
    for (Path file : List.of(alone, model)) {
      assertThat(Run.can("tag", "--model", file, "--input", "conll", finnish).done().out())
          .isEqualTo(new String(Texts.bytes(finnish), StandardCharsets.UTF_8));
    }
  }

  @Test
  void tags_lines_in_every_format() throws IOException {
    String text = "Anna Laine asuu Turussa .\n\nTalo on suuri .\n";
    assertThat(Run.reading(text, "tag", "--model", alone, "--format", "inline").done().lines())
        .containsExactly("[PER Anna Laine] asuu [LOC Turussa] .", "", "Talo on suuri .");
    assertThat(Run.reading(text, "tag", "--model", alone).done().lines().subList(0, 6))
        .containsExactly("Anna\tB-PER", "Laine\tI-PER", "asuu\tO", "Turussa\tB-LOC", ".\tO", "");

    List<String> json =
        Run.reading(text, "tag", "--model", alone, "--format", "json").done().lines();
    assertThat(json).hasSize(3);
    JsonNode mentions = JSON.readTree(json.get(0)).get("mentions");
    assertThat(mentions).hasSize(2);
    assertThat(mentions.get(0).get("start").asInt()).isZero();
    assertThat(mentions.get(0).get("end").asInt()).isEqualTo(2);
    assertThat(mentions.get(0).get("text").asText()).isEqualTo("Anna Laine");
    assertThat(mentions.get(1).get("type").asText()).isEqualTo("LOC");
    assertThat(mentions.get(1).get("probability").asDouble()).isBetween(0.5, 1.0);
    assertThat(JSON.readTree(json.get(1)).get("tokens")).isEmpty();
  }

  @Test
  void tags_what_has_come_before_the_text_ends() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int lines = 600;
    List<Integer> written = new ArrayList<>();
    InputStream slow =
        new InputStream() {
          private final byte[] line = "Anna asuu Turussa .\n".getBytes(StandardCharsets.UTF_8);
          private int position;

          @Override
          public int read() {
            return position == lines * line.length ? -1 : line[position++ % line.length];
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            if (position == lines * line.length) {
              written.add(out.size());
              return -1;
            }
            System.arraycopy(line, 0, bytes, offset, line.length);
            position += line.length;
            return line.length;
          }
        };
    Console console =
        new Console(
            slow, new PrintStream(out), new PrintStream(new ByteArrayOutputStream()), false);
    assertThat(Can.run(List.of("tag", "--model", alone.toString()), console)).isZero();
    assertThat(written.get(0)).isGreaterThan(out.size() / 2).isLessThan(out.size());
  }

  @Test
  void an_output_that_breaks_off_leaves_the_old_file() throws IOException {
    Path in = folder.resolve("in.txt");
    List<String> lines = new ArrayList<>(Collections.nCopies(300, "Anna asuu Turussa ."));
    Texts.write(in, lines);
    Files.write(in, new byte[] {(byte) 0xff, '\n'}, java.nio.file.StandardOpenOption.APPEND);
    Path out = Texts.write(folder.resolve("out.conll"), List.of("old"));
    Run run = Run.can("tag", "--model", alone, in, out);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("can: " + in + ", line 301: ");
    assertThat(Files.readAllLines(out)).containsExactly("old");
    assertThat(Run.filesOf(folder)).containsExactly("in.txt", "out.conll");
  }

  @Test
  void scores_a_model_for_people() {
    Path test =
        Texts.conll(
            folder.resolve("test.conll"),
            List.of("[PER Matti] asuu [LOC Oulussa] .", "[PER Kerttu] asuu [LOC Turussa] ."));
    Run run =
        Run.can(
                "evaluate",
                "--model",
                model,
                "--test",
                test,
                "--train",
                finnish,
                "--without-seen",
                "--baseline",
                alone,
                "--samples",
                200)
            .done();
    assertThat(run.out())
        .containsPattern("(?m)^LOC .* 2$")
        .containsPattern("(?m)^PER .* 2$")
        .containsPattern("(?m)^all .* 4$")
        .containsPattern("recall of mentions seen in training +100.00 \\(3 of 3\\)")
        .containsPattern("recall of mentions not seen .* of 1\\)")
        .contains("without 1 of 2 test sentences that also stand in the training corpus")
        .contains("baseline " + alone)
        .containsPattern(
            "F1 [\\d.]+ against [\\d.]+: .* p = [\\d.]+ \\(paired bootstrap, 200 samples\\)");
  }

  @Test
  void scores_a_model_for_programs() throws IOException {
    JsonNode json =
        JSON.readTree(
            Run.can(
                    "evaluate",
                    "--model",
                    alone,
                    "--test",
                    finnish,
                    "--train",
                    finnish,
                    "--without-seen",
                    "--baseline",
                    alone,
                    "--json")
                .done()
                .out());
    assertThat(json.get("f1").asDouble()).isEqualTo(1);
    assertThat(json.get("types").get("PER").get("gold").asInt()).isEqualTo(9);
    assertThat(json.get("seen").get("gold").asInt()).isEqualTo(json.get("gold").asInt());
    assertThat(json.get("unseen").get("gold").asInt()).isZero();
    assertThat(json.get("withoutSeenSentences").get("sentences").asInt()).isZero();
    assertThat(json.get("baseline").get("comparison").get("pValue").asDouble()).isEqualTo(1);
  }

  @Test
  void scores_the_types_asked_for_only() throws IOException {
    JsonNode json =
        JSON.readTree(
            Run.can(
                    "evaluate",
                    "--model",
                    english,
                    "--test",
                    englishCorpus,
                    "--types",
                    "PER",
                    "--json")
                .done()
                .out());
    assertThat(json.get("types").fieldNames()).toIterable().containsExactly("PER");
    assertThat(json.get("gold").asInt()).isEqualTo(7);
    Run typo = Run.can("evaluate", "--model", english, "--test", englishCorpus, "--types", "PRE");
    assertThat(typo.code()).isEqualTo(1);
    assertThat(typo.err()).endsWith("can: --types names PRE, expected one of LOC, PER\n");
  }

  @Test
  void types_that_the_test_corpus_leaves_unlabelled_are_not_scored() throws IOException {
    Path persons =
        Texts.conll(folder.resolve("persons.conll"), List.of("[PER Matti] asuu Oulussa ."));
    String all = Run.can("evaluate", "--model", alone, "--test", persons, "--json").done().out();
    assertThat(JSON.readTree(all).get("predicted").asInt()).isEqualTo(2);
    String declared =
        Run.can("evaluate", "--model", alone, "--test", persons + ";unlabelled=LOC", "--json")
            .done()
            .out();
    assertThat(JSON.readTree(declared).get("predicted").asInt()).isEqualTo(1);
  }

  @Test
  void the_demonstration_shows_translation_and_alignment_in_few_lines() {
    Run run = Run.can("demo", "--model", model).done();
    assertThat(run.lines().size()).isLessThanOrEqualTo(60);
    assertThat(run.lines().get(0)).startsWith("What the model finds.");
    assertThat(run.lines().stream().filter(line -> line.startsWith("  = "))).hasSize(5);
    assertThat(run.lines().stream().filter(line -> line.contains("  <- "))).isNotEmpty();
  }

  @Test
  void the_demonstration_shows_what_a_host_finds() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DemoHost host = new Names();
    Demonstration.show(
        host,
        alone,
        List.of(List.of("Anna", "asuu", "Turussa", ".")),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).isEmpty(),
            line -> assertThat(line).isEqualTo("The same sentences through Names:"),
            line ->
                assertThat(line)
                    .matches("  PER  \"Anna\"  0\\.\\d\\d   LOC  \"Turussa\"  0\\.\\d\\d"));
  }

  /** A host that asks the model itself. */
  private static final class Names implements DemoHost {
    @Override
    public String name() {
      return "Names";
    }

    @Override
    public void show(Path file, List<List<String>> sentences, PrintStream out) {
      try (CanModel loaded = CanModel.load(file)) {
        for (List<String> sentence : sentences) {
          loaded
              .tag(sentence)
              .forEach(
                  mention ->
                      out.println(
                          DemoHost.line(
                              mention.type(),
                              String.join(" ", sentence.subList(mention.start(), mention.end())),
                              mention.probability())));
        }
      }
    }
  }
}
