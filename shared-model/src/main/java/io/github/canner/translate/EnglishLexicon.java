// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import io.github.canner.text.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The English words that a translator has seen. A translation spelt in subwords can hold words that
 * nobody ever wrote, mostly names and numbers it failed to copy letter by letter; such a word gives
 * way to the source word that it looks at (Luong et al., "Addressing the Rare Word Problem in
 * Neural Machine Translation", 2015). Immutable.
 */
final class EnglishLexicon {
  private final Vocabulary words;

  EnglishLexicon(Vocabulary words) {
    this.words = words;
  }

  /** The words of the English side of the pairs. */
  static EnglishLexicon of(List<WordPair> pairs) {
    Map<String, Long> counts = new HashMap<>();
    for (WordPair pair : pairs) {
      pair.english().forEach(word -> counts.merge(word, 1L, Long::sum));
    }
    return new EnglishLexicon(Vocabulary.of(List.of(), counts, 1, Integer.MAX_VALUE));
  }

  Vocabulary words() {
    return words;
  }

  /**
   * The translation without words that are neither English nor the source's. Neighbours that give
   * way to the same source word become one word, which gets the mean of their attention.
   */
  Translation withoutInventedWords(Translation translation) {
    List<String> english = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    int run = 0;
    int runSource = -1;
    for (int n = 0; n < translation.english().size(); n++) {
      float[] row = translation.alignment()[n];
      String word = translation.english().get(n);
      int looksAt = invented(word, translation.source()) ? Translation.strongest(row) : -1;
      if (looksAt >= 0 && looksAt == runSource) {
        run++;
        rows.set(rows.size() - 1, mean(rows.get(rows.size() - 1), row, run));
        continue;
      }
      run = 1;
      runSource = looksAt;
      english.add(looksAt < 0 ? word : translation.source().get(looksAt));
      rows.add(row);
    }
    return new Translation(
        translation.source(), english, rows.toArray(float[][]::new), translation.score());
  }

  private boolean invented(String word, List<String> source) {
    return word.codePoints().anyMatch(Character::isLetterOrDigit)
        && !words.contains(word)
        && !words.contains(word.toLowerCase(Locale.ROOT))
        && !source.contains(word);
  }

  /** The mean of {@code count} rows, of which the last one is given and the others' mean. */
  private static float[] mean(float[] meanOfOthers, float[] last, int count) {
    float[] mean = new float[last.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = meanOfOthers[i] + (last[i] - meanOfOthers[i]) / count;
    }
    return mean;
  }
}
