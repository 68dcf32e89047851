// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void tells_words_apart_that_read_alike_together() {
    assertThat(new Fingerprint().addWords(List.of("Dar, Salaam")).hex())
        .isNotEqualTo(new Fingerprint().addWords(List.of("Dar", "Salaam")).hex());
    assertThat(new Fingerprint().addWords(List.of("Dar")).addWords(List.of("Salaam")).hex())
        .isNotEqualTo(
            new Fingerprint().addWords(List.of("Dar", "Salaam")).addWords(List.of()).hex());
  }

  @Test
  void tells_corpora_apart_by_their_words_tags_and_types() {
    String one = of("[LOC Roma] ni mbali .");

    assertThat(of("[LOC Roma] ni mbali .")).isEqualTo(one);
    assertThat(of("[PER Roma] ni mbali .")).isNotEqualTo(one);
    assertThat(of("[LOC Roma] ni mbali/_ .")).isNotEqualTo(one);
    assertThat(of("[LOC Oslo] ni mbali .")).isNotEqualTo(one);
  }

  private static String of(String sentence) {
    return new Fingerprint().add(Corpora.of(Set.of(), sentence)).hex();
  }
}
