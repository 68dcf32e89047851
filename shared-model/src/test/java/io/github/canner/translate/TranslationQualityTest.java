// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranslationQualityTest {

  @Test
  void counts_capitalised_words_that_were_copied_as_the_reference_copies_them() {
    List<String> source = List.of("Molu", "Nairobi", "vipe", "Lusaka");
    Translation translation =
        new Translation(source, List.of("Nairobi", "sees"), new float[2][4], 0);
    WordPair pair = new WordPair(source, List.of("Nairobi", "sees", "Lusaka"));
    TranslationQuality quality =
        TranslationQuality.measure(
            List.of(translation), List.of(pair), List.of("Nairobi sees Lusaka"), List.of());
    assertThat(quality.copyable()).isEqualTo(2);
    assertThat(quality.copied()).isEqualTo(1);
    assertThat(quality.copyAccuracy()).isEqualTo(0.5);
  }

  @Test
  void gives_full_marks_to_the_reference_itself() {
    List<WordPair> pairs = ToyLanguage.sentences(30, 1);
    TranslationQuality quality =
        TranslationQuality.measure(translations(pairs, true), pairs, references(pairs), List.of());
    assertThat(quality.chrf()).isCloseTo(100, within(1e-6));
    assertThat(quality.bleu().score()).isCloseTo(100, within(1e-6));
    assertThat(quality.copyAccuracy()).isEqualTo(1);
  }

  @Test
  void tells_attention_on_the_linked_words_from_attention_elsewhere() {
    List<WordPair> pairs = ToyLanguage.sentences(200, 1);
    double right =
        TranslationQuality.measure(translations(pairs, true), pairs, references(pairs), List.of())
            .attentionAgreement();
    double wrong =
        TranslationQuality.measure(translations(pairs, false), pairs, references(pairs), List.of())
            .attentionAgreement();
    assertThat(right).isGreaterThan(0.8);
    assertThat(wrong).isLessThan(0.3);
  }

  /** The references as translations, looking at the mirrored word, or one beside it. */
  private static List<Translation> translations(List<WordPair> pairs, boolean right) {
    List<Translation> translations = new ArrayList<>();
    for (WordPair pair : pairs) {
      int length = pair.english().size();
      float[][] attention = new float[length][length];
      for (int n = 0; n < length; n++) {
        attention[n][right ? length - 1 - n : (2 * length - 2 - n) % length] = 1;
      }
      translations.add(new Translation(pair.foreign(), pair.english(), attention, 0));
    }
    return translations;
  }

  private static List<String> references(List<WordPair> pairs) {
    return pairs.stream().map(pair -> String.join(" ", pair.english())).toList();
  }
}
