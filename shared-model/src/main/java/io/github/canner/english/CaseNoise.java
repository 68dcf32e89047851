// SPDX-License-Identifier: Apache-2.0
package io.github.canner.english;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Changes the case of some training sentences, since machine translation does not always write
 * names with capitals.
 */
record CaseNoise(double lower, double upper) {

  List<String> apply(List<String> words, SplittableRandom random) {
    double draw = random.nextDouble();
    if (draw < lower) {
      return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }
    if (draw < lower + upper) {
      return words.stream().map(word -> word.toUpperCase(Locale.ROOT)).toList();
    }
    return words;
  }
}
