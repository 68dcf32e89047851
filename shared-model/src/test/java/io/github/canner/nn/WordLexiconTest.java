// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordLexiconTest {
  @Test
  void keeps_its_numbers_when_words_come_behind() {
    WordLexicon old = WordLexicon.of(List.of(List.of("bib", "bab", "bib")), 1, Integer.MAX_VALUE);
    WordLexicon more = old.extendedBy(List.of(List.of("dub", "dub", "dub", "cab", "bab")));
    assertThat(more.words().tokens()).containsExactly("<pad>", "<unk>", "bib", "bab", "dub", "cab");
    assertThat(more.characters().tokens()).startsWith("<pad>", "<unk>", "b", "i", "a");
    assertThat(more.characters().tokens().subList(5, 8)).containsExactly("d", "u", "c");
  }
}
