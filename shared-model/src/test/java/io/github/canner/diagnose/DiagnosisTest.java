// SPDX-License-Identifier: Apache-2.0
package io.github.canner.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.canner.Mention;
import io.github.canner.Tagging;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.tag.Observation;
import io.github.canner.tag.Observation.EnglishSide;
import io.github.canner.train.Corpora;
import io.github.canner.translate.Translation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Causes of sentences whose translation, alignment and English tags are written by hand. */
class DiagnosisTest {
  private static final List<String> TYPES = List.of("LOC", "PER");
  private static final int OUTSIDE = 0;
  private static final int IN_PER = 4;

  @TempDir private Path folder;

  /**
   * @param english the translation
   * @param name how much of its attention the second English word pays to the mention, the first
   *     word of the source
   * @param tag the likeliest tag of that word
   */
  @ParameterizedTest
  @CsvSource({
    "the Kigoma,     0.6, 1, PER, OTHER_TYPE",
    "the Kigoma,     0.6, 4, PER, KNOWN",
    "the Kigoma,     0.6, 3, PER, KNOWN",
    "the Kigoma,     0.6, 0, PER, UNTAGGED",
    "the kigomas,    0.5, 0, PER, UNTAGGED",
    "the Kigoma,     0.4, 4, PER, MISALIGNED",
    "the Kigoma,     0.4, 0, PER, MISALIGNED",
    "the town,       0.6, 0, PER, ALTERED",
    "the town,       0.6, 4, PER, KNOWN",
    "the town,       0.4, 4, PER, DROPPED",
    "the Kigoma,     0.9, 4, DATE, UNKNOWN_TYPE"
  })
  void a_mention_has_the_first_cause_that_fits(
      String english, float share, int tag, String type, Cause cause) {
    Diagnosis diagnosis = diagnosis(type, english, share, tag);
    assertThat(diagnosis.mentions()).hasSize(1);
    assertThat(diagnosis.mentions().get(0).cause()).isEqualTo(cause);
  }

  @Test
  void a_name_of_several_words_gathers_the_attention_of_all() {
    TaggedSentence sentence = sentence("[PER Juma Ali] alifika");
    EnglishSide side =
        side(sentence, "Ali", new float[][] {{0.3f, 0.3f, 0.4f}}, new int[] {OUTSIDE});
    JudgedMention judged = judge(sentence, side);
    assertThat(judged.cause()).isEqualTo(Cause.UNTAGGED);
    assertThat(judged.englishWords().get(0).share()).isCloseTo(0.6, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "Kigoma, kigoma, true",
    "Ali, Ali, true",
    "Ali, Alim, false",
    "naJacob, Jacob, true",
    "Marekani, Marekan, true",
    "Tanzania, Tasmania, true",
    "Uganda, Rwanda, false",
    "2019, 2018, false",
    "2019, 2019, true",
    "., ., false",
    "Benki ya Dunia, ya, false",
    "Benki ya Dunia, dunia, true",
    "jana, jana, true"
  })
  void a_word_is_the_name_if_it_is_spelt_like_it(String mention, String english, boolean fits) {
    assertThat(new Spelling(List.of(mention.split(" "))).fits(english)).isEqualTo(fits);
  }

  @Test
  void outcomes_tell_how_a_mention_was_missed() {
    Mention gold = Mention.gold(1, 3, "PER");
    assertThat(Outcome.of(gold, List.of())).isEqualTo(Outcome.NOTHING);
    assertThat(Outcome.of(gold, List.of(Mention.gold(0, 1, "PER"), Mention.gold(3, 4, "PER"))))
        .isEqualTo(Outcome.NOTHING);
    assertThat(Outcome.of(gold, List.of(Mention.gold(1, 3, "LOC")))).isEqualTo(Outcome.WRONG_TYPE);
    assertThat(Outcome.of(gold, List.of(Mention.gold(1, 2, "LOC"), Mention.gold(2, 3, "PER"))))
        .isEqualTo(Outcome.WRONG_BOUNDARIES);
    assertThat(Outcome.of(gold, List.of(Mention.gold(2, 4, "LOC")))).isEqualTo(Outcome.WRONG_BOTH);
    assertThat(Outcome.of(gold, List.of(new Mention(1, 3, "PER", 0.7)))).isEqualTo(Outcome.FOUND);
  }

  @Test
  void tables_count_each_mention_once_and_lists_show_the_missed_ones() throws IOException {
    Corpus gold =
        Corpora.of(
            Set.of(),
            "[PER Juma] alifika [LOC Roma]",
            "[PER Asha] yuko [LOC Oslo]",
            "habari , njema");
    List<Observation> observations =
        List.of(
            observation(gold, 0, "Juma arrived", 0, 1, IN_PER, OUTSIDE, Mention.gold(0, 1, "PER")),
            observation(gold, 1, "\"Oslo\" is", 0, 1, OUTSIDE, OUTSIDE, Mention.gold(0, 1, "LOC")),
            observation(gold, 2, "good news", 0, 0, OUTSIDE, OUTSIDE));
    Diagnosis with =
        Diagnosis.of(
            "swa",
            "m.can",
            true,
            gold.sentences(),
            observations,
            Corpora.of(Set.of(), "[LOC Roma] ni mbali").sentences());
    DiagnosisReport report = new DiagnosisReport(List.of(with));

    // Juma: found, English knew. Roma: no word aligned, seen. Asha: "Oslo" looks at it, not tagged.
    // Oslo: stands in the translation, aligned with Asha.
    assertThat(with.mentions())
        .extracting(JudgedMention::cause)
        .containsExactly(Cause.KNOWN, Cause.DROPPED, Cause.ALTERED, Cause.MISALIGNED);
    assertThat(report.table())
        .contains("| swa | m.can | known | 1 | 0 | 0.0 | 0.0 | 0 | 0 | 0 | 0 | 0 |")
        .contains("| swa | m.can | dropped | 1 | 1 | 100.0 | 33.3 | 0 | 0 | 0 | 0 | 1 |")
        .contains("| swa | m.can | altered | 1 | 1 | 100.0 | 33.3 | 1 | 1 | 0 | 0 | 0 |")
        .contains("| swa | m.can | misaligned | 1 | 1 | 100.0 | 33.3 | 1 | 0 | 0 | 0 | 1 |")
        .contains("| swa | m.can | all | 4 | 3 | 75.0 | 100.0 | 2 | 1 | 0 | 0 | 2 |")
        .contains("- `misaligned`: the name stands in the translation, and is not aligned")
        .doesNotContain("no-english");

    List<Path> files = report.write(folder.resolve("new"));
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("causes.md", "causes.csv", "misses.md", "misses.csv");
    assertThat(files.get(1)).content().contains("swa,m.can,all,4,3,75.0,100.0,2,1,0,0,2\n");
    assertThat(files.get(2))
        .content()
        .contains("## swa, m.can, altered: the name is not in the translation; other words")
        .contains(
            "- sentence 1, wrong type, found [LOC Asha], unseen in training: [PER Asha] yuko Oslo\n"
                + "  - English: \"Oslo\" is\n"
                + "  - Asha <- \"Oslo\" 1.00 (O 0.90)\n")
        .contains("- sentence 0, nothing, seen in training: Juma alifika [LOC Roma]\n")
        .contains("  - Roma <- no word\n")
        .doesNotContain("[PER Juma]");
    assertThat(files.get(3))
        .content()
        .contains("swa,m.can,1,2,3,LOC,Oslo,misaligned,nothing,,false,0.000,,\"\"\"Oslo\"\" is\",")
        .hasLineCount(4);
  }

  @Test
  void a_model_without_transfer_says_what_is_missing() {
    Corpus gold = Corpora.of(Set.of(), "[PER Juma] alifika");
    Tagging nothing = new Tagging(List.of(), List.of(1.0, 1.0));
    Diagnosis without =
        Diagnosis.of(
            "swa", "n.can", false, gold.sentences(), List.of(new Observation(nothing, null)), null);
    assertThat(new DiagnosisReport(List.of(without)).table())
        .contains("| swa | n.can | no-english | 1 | 1 | 100.0 | 100.0 |  | 0 | 0 | 0 | 1 |")
        .contains("`n.can` has no transfer: there is no translation, no alignment")
        .doesNotContain("misaligned");
  }

  private static TaggedSentence sentence(String text) {
    return Corpora.of(Set.of(), text).sentences().get(0);
  }

  private static Diagnosis diagnosis(String type, String english, float share, int tag) {
    TaggedSentence sentence = sentence("[" + type + " Kigoma] ni mbali");
    float[][] alignment = {{0, 1, 0}, {share, 0, 1 - share}};
    EnglishSide side = side(sentence, english, alignment, new int[] {OUTSIDE, tag});
    return diagnosis(sentence, side);
  }

  private static JudgedMention judge(TaggedSentence sentence, EnglishSide side) {
    return diagnosis(sentence, side).mentions().get(0);
  }

  private static Diagnosis diagnosis(TaggedSentence sentence, EnglishSide side) {
    Tagging nothing = new Tagging(List.of(), Collections.nCopies(sentence.tokens().size(), 1.0));
    return Diagnosis.of(
        "swa", "m", true, List.of(sentence), List.of(new Observation(nothing, side)), null);
  }

  /**
   * A sentence of three words and a translation of two, each with all its attention on one word.
   */
  private static Observation observation(
      Corpus gold,
      int place,
      String english,
      int first,
      int second,
      int firstTag,
      int secondTag,
      Mention... found) {
    TaggedSentence sentence = gold.sentences().get(place);
    float[][] alignment = new float[2][3];
    alignment[0][first] = 1;
    alignment[1][second] = 1;
    return new Observation(
        new Tagging(List.of(found), List.of(0.5, 0.5, 0.5)),
        side(sentence, english, alignment, new int[] {firstTag, secondTag}));
  }

  private static EnglishSide side(
      TaggedSentence sentence, String english, float[][] alignment, int[] tags) {
    List<float[]> posteriors = new ArrayList<>();
    for (int tag : tags) {
      float[] row = new float[2 * TYPES.size() + 1];
      Arrays.fill(row, 0.025f);
      row[tag] = 0.9f;
      posteriors.add(row);
    }
    return new EnglishSide(
        new Translation(sentence.tokens(), List.of(english.split(" ")), alignment, 0),
        TYPES,
        posteriors.toArray(float[][]::new));
  }
}
