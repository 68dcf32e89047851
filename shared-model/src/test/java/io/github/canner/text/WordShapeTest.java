// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordShapeTest {

  @ParameterizedTest
  @CsvSource({
    "kitabu, LOWER",
    "re-run, LOWER",
    "Nairobi, TITLE",
    "Ẹ́dè, TITLE",
    "J, INITIAL",
    "J., INITIAL",
    "NATO, UPPER",
    "U.S., UPPER",
    "McDonald, MIXED",
    "al-Zarqawi, MIXED",
    "1994, DIGITS",
    "'1,000', NUMBER",
    "COVID-19, CAPITAL_AND_DIGITS",
    "1980-luvun, SMALL_AND_DIGITS",
    "--, PUNCTUATION",
    "'', EMPTY",
    "日本, LOWER"
  })
  void tells_how_a_word_is_written(String word, WordShape shape) {
    assertThat(WordShape.of(word)).isEqualTo(shape);
  }

  @Test
  void numbers_the_shapes_without_gaps() {
    assertThat(Arrays.stream(WordShape.values()).mapToInt(WordShape::ordinal).max())
        .hasValue(WordShape.COUNT - 1);
  }
}
