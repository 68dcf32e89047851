// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import io.github.canner.Mention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusSpecTest {
  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("a.conll");
    Files.writeString(file, "Lahti B-GPE\nLahti B-LOC\nOy B-ORG\nkevät B-MISC\n");
  }

  @Test
  void a_path_alone_changes_nothing() {
    CorpusSpec spec = CorpusSpec.parse("data/a.conll");

    assertThat(spec)
        .isEqualTo(new CorpusSpec(Path.of("data/a.conll"), Set.of(), Map.of(), Set.of()));
  }

  @Test
  void drops_and_renames_types_and_carries_those_not_annotated() {
    Corpus corpus = CorpusSpec.parse(file + ";drop=MISC,ORG;rename=GPE:LOC;unlabelled=DATE").read();

    assertThat(corpus.sentences().get(0).mentions())
        .containsExactly(Mention.gold(0, 1, "LOC"), Mention.gold(1, 2, "LOC"));
    assertThat(corpus.unlabelled()).containsExactly("DATE");
    assertThat(corpus.report().types()).containsOnlyKeys("GPE", "LOC", "MISC", "ORG");
  }

  @Test
  void a_type_that_is_dropped_may_be_declared_not_annotated() {
    assertThat(CorpusSpec.parse(file + ";drop=MISC;unlabelled=MISC").read().unlabelled())
        .containsExactly("MISC");
  }

  @Test
  void words_that_were_read_as_chinese_are_repaired_and_counted() throws IOException {
    Files.writeString(file, "茒an B-PER\nLawal I-PER\nna O\n茩asar O\n联通 B-ORG\n");
    Corpus corpus = CorpusSpec.parse(file.toString()).read();
    assertThat(corpus.sentences().get(0).tokens())
        .containsExactly("Ɗan", "Lawal", "na", "ƙasar", "联通");
    assertThat(corpus.sentences().get(0).mentions())
        .containsExactly(Mention.gold(0, 2, "PER"), Mention.gold(4, 5, "ORG"));
    assertThat(corpus.report().describe()).contains("2 words repaired");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ";drop=DATE",
        ";rename=DATE:TIME",
        ";unlabelled=ORG",
        ";rename=GPE:X;unlabelled=X"
      })
  void types_that_do_not_fit_the_file_are_errors(String options) {
    CorpusSpec spec = CorpusSpec.parse(file + options);

    assertThatThrownBy(spec::read).isInstanceOf(CanException.class).hasMessageContaining("a.conll");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";drop=A",
        "f;",
        "f;drop",
        "f;drop=",
        "f;drop=A,",
        "f;rename=A",
        "f;rename=A:",
        "f;rename=A:B:C",
        "f;dorp=A",
        "f;drop=A;rename=A:B",
        "f;drop=A,A",
        "f;rename=A:B,A:C"
      })
  void rejects_what_has_another_form(String text) {
    assertThatThrownBy(() -> CorpusSpec.parse(text))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
