// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import io.github.canner.text.Typography;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Numbers the words of one side of a text as the aligner compares them, and knows how they are
 * spelt.
 */
final class WordKeys {
  private static final int NAME_PREFIX = 5;

  private final int stemLength;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Integer> idOfWord = new HashMap<>();
  private final List<String> plain = new ArrayList<>();
  private final List<Boolean> name = new ArrayList<>();

  WordKeys(int stemLength) {
    this.stemLength = stemLength;
  }

  int[] number(List<String> words) {
    int[] numbers = new int[words.size()];
    for (int i = 0; i < numbers.length; i++) {
      String word = words.get(i);
      numbers[i] = idOfWord.computeIfAbsent(word, this::idOf);
      if (i > 0 && !word.isEmpty() && Character.isUpperCase(word.codePointAt(0))) {
        name.set(numbers[i], true);
      }
    }
    return numbers;
  }

  private int idOf(String word) {
    String lower = Typography.ascii(Typography.nfc(word)).toLowerCase(Locale.ROOT);
    String stem =
        stemLength > 0 && lower.codePointCount(0, lower.length()) > stemLength
            ? lower.substring(0, lower.offsetByCodePoints(0, stemLength))
            : lower;
    Integer known = ids.get(stem);
    if (known != null) {
      return known;
    }
    ids.put(stem, plain.size());
    plain.add(Normalizer.normalize(stem, Normalizer.Form.NFD).replaceAll("\\p{M}", ""));
    name.add(false);
    return plain.size() - 1;
  }

  int size() {
    return plain.size();
  }

  /** The same number for words spelt alike but for case and marks on letters. */
  int[] spellings(Map<String, Integer> numbering) {
    return plain.stream()
        .mapToInt(word -> numbering.computeIfAbsent(word, w -> numbering.size()))
        .toArray();
  }

  /**
   * The same number for names that begin alike; -1 for what was never written with a capital within
   * a sentence.
   */
  int[] nameBeginnings(Map<String, Integer> numbering) {
    int[] beginnings = new int[size()];
    for (int id = 0; id < beginnings.length; id++) {
      String word = plain.get(id);
      beginnings[id] =
          name.get(id) && word.length() >= NAME_PREFIX
              ? numbering.computeIfAbsent(word.substring(0, NAME_PREFIX), w -> numbering.size())
              : -1;
    }
    return beginnings;
  }
}
