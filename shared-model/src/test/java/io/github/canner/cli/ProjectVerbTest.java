// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canner.Mention;
import io.github.canner.corpus.ConllReader;
import io.github.canner.corpus.TaggedSentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TinyModels.Trained.class)
class ProjectVerbTest {
  @TempDir private Path folder;

  private final TinyModels models;

  ProjectVerbTest(TinyModels models) {
    this.models = models;
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
    Run run = project(silver, 0.2, "--translator", models.translator()).done();
    List<TaggedSentence> sentences = ConllReader.detecting().read(silver).sentences();
    assertThat(sentences).isNotEmpty();
    assertThat(run.err()).contains("wrote " + silver + ": " + sentences.size() + " sentences");
    Path again = folder.resolve("again.conll");
    project(again, 0.2, "--translator", models.translator()).done();
    assertThat(Texts.bytes(again)).isEqualTo(Texts.bytes(silver));

    Path shuffled = folder.resolve("shuffled.conll");
    project(shuffled, 0.2, "--shuffle", 1).done();
    assertThat(Texts.bytes(shuffled)).isNotEqualTo(Texts.bytes(silver));
    Files.delete(shuffled);

    Run wrong = project(folder.resolve("none.conll"), 0.2, "--translator", models.english());
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("found a model of kind english, expected translator");
    assertThat(Run.filesOf(folder)).containsExactly("again.conll", "silver.conll");
  }

  @Test
  void projecting_leaves_out_what_cannot_be_aligned_and_says_so() throws IOException {
    Path parallel = folder.resolve("long.tsv");
    Files.writeString(parallel, "sana ".repeat(1001) + "\tword\tweb\n\u00a0\tA house.\tweb\n");
    Path silver = folder.resolve("silver.conll");
    Object[] more = {"--parallel", parallel, "--translator", models.translator(), "--shuffle", 1};
    Run run = project(silver, 0.2, more).done();
    assertThat(run.err()).contains("left out pairs of more than 1000 words a side, or of none: 2");
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

  private Run project(Path output, double threshold, Object... more) {
    Object[] usual = {
      "project",
      "--parallel",
      models.parallel(),
      "--leave-out",
      "news",
      "--english",
      models.english(),
      "--output",
      output,
      "--threshold",
      threshold
    };
    return Run.can(Stream.concat(Arrays.stream(usual), Arrays.stream(more)).toArray());
  }
}
