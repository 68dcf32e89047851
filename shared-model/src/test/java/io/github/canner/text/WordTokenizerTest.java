// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordTokenizerTest {

  private static String join(List<String> words) {
    return String.join(" ", words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Amina left Mombasa, and came back. | Amina left Mombasa , and came back .",
        "Kenya's farmers don't sleep.       | Kenya 's farmers do n't sleep .",
        "I can't, we'll, they've, I'm       | I ca n't , we 'll , they 've , I 'm",
        "The teachers' room                 | The teachers ' room",
        "You cannot pay $1,250.50 (or 3.5%) | You can not pay $ 1,250.50 ( or 3.5 % )",
        "“Wait”, she said — ‘no’…           | \" Wait \" , she said -- ' no ' ...",
        "Mr. Otieno of the U.S.-led team    | Mr. Otieno of the U.S.-led team",
        "a cease-fire in 2006–07            | a cease-fire in 2006-07",
        "See https://example.org/a?b=c.     | See https://example.org/a?b=c .",
        "Mail us@example.org, @amina #news! | Mail us@example.org , @amina #news !",
        "O'Brien's AT&T shares              | O'Brien 's AT&T shares",
        "George W. Bush met J. Doe.         | George W. Bush met J. Doe .",
        "He was born in the U.S.            | He was born in the U.S.",
        "Nairobi 's mayor did n't           | Nairobi 's mayor did n't",
      })
  void writes_english_as_treebanks_do(String text, String expected) {
    assertThat(join(WordTokenizer.english().tokenize(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Ng'ombe wake, watano!          | Ng'ombe wake , watano !",
        "Watu 1,500 (asilimia 3.5%)     | Watu 1,500 ( asilimia 3.5 % )",
        "1980-luvun EU:n talous- ja -yhtye | 1980-luvun EU:n talous- ja -yhtye",
        "Alisema: “Ndiyo”               | Alisema : “ Ndiyo ”",
        "kello 21:20, laki 12/2003.     | kello 21:20 , laki 12/2003 .",
        "Kwa n' abantu 'sawa'           | Kwa n' abantu ' sawa '",
        "Mwisho...                      | Mwisho ...",
      })
  void keeps_foreign_words_whole(String text, String expected) {
    assertThat(join(WordTokenizer.foreign().tokenize(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Ng'ombe 160,000 wa COVID-19. | Ng'ombe 160 , 000 wa COVID - 19 .",
        "saa 2:30 na.                 | saa 2 : 30 na .",
      })
  void splits_everything_but_apostrophes_where_asked(String text, String expected) {
    assertThat(join(WordTokenizer.splittingForeign().tokenize(text))).isEqualTo(expected);
  }

  @Test
  void gives_composed_characters() {
    assertThat(WordTokenizer.foreign().tokenize("o\u0301ja\u0323")).containsExactly("ójạ");
  }

  @Test
  void keeps_a_mark_with_the_letter_it_cannot_be_composed_with() {
    assertThat(WordTokenizer.foreign().tokenize("ẹ\u0301dá")).containsExactly("ẹ\u0301dá");
  }

  @Test
  void finds_no_words_in_white_space() {
    assertThat(WordTokenizer.english().tokenize(" \t\u00a0\n\u200b\ufeff")).isEmpty();
  }

  @Test
  void loses_no_character_but_spaces_from_any_text() {
    String alphabet =
        "abzAZ09 ..,,''’’--–—:;/&@#_$%()[]\"“”«…\u0301\u200d\u00a0\u200b\t\nßİé日語😀\ud83d";
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(30);
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String nfc = Normalizer.normalize(text, Normalizer.Form.NFC);
      assertThat(String.join("", WordTokenizer.foreign().tokenize(text.toString())))
          .isEqualTo(withoutSpaces(nfc));
      assertThat(String.join("", WordTokenizer.splittingForeign().tokenize(text.toString())))
          .isEqualTo(withoutSpaces(nfc));
      assertThat(String.join("", WordTokenizer.english().tokenize(text.toString())))
          .isEqualTo(withoutSpaces(Typography.ascii(nfc)));
    }
  }

  private static String withoutSpaces(String text) {
    return text.replaceAll("[\\s\u00a0\u200b\ufeff]", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "+a", "A.", "a.", "A.A.-", "'s", "a's", "n't", "-", ".", "a-", "@a", "a@a.", "\u0301",
        "1,"
      })
  @Timeout(60)
  void takes_a_hundred_thousand_characters_without_a_space(String pattern) {
    String text = pattern.repeat(100_000 / pattern.length());
    for (WordTokenizer tokenizer :
        List.of(
            WordTokenizer.english(), WordTokenizer.foreign(), WordTokenizer.splittingForeign())) {
      assertThat(String.join("", tokenizer.tokenize(text))).isEqualTo(text);
    }
  }

  @Test
  void gives_no_empty_word() {
    assertThat(WordTokenizer.english().tokenize("'s n't 'S cannot CANNOT '' ' n't's"))
        .doesNotContain("");
  }
}
