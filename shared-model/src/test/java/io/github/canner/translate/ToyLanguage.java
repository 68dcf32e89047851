// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An invented language whose sentences are those of English read backwards, word for word; names
 * stay as they are.
 */
final class ToyLanguage {
  private static final List<String> ENGLISH =
      List.of("the", "king", "sees", "a", "river", "and", "old", "house");
  private static final List<String> FOREIGN =
      List.of("ta", "molu", "vipe", "ke", "saruno", "ji", "hado", "pelim");
  private static final List<String> NAMES =
      List.of("Anna", "Boris", "Carla", "Dmitri", "Elena", "Franz");

  private ToyLanguage() {}

  static boolean isEnglish(String word) {
    return ENGLISH.contains(word) || NAMES.contains(word);
  }

  static List<WordPair> sentences(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<WordPair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> english = new ArrayList<>();
      List<String> foreign = new ArrayList<>();
      int length = 2 + random.nextInt(5);
      for (int w = 0; w < length; w++) {
        boolean name = random.nextInt(4) == 0;
        int word = random.nextInt(name ? NAMES.size() : ENGLISH.size());
        english.add(name ? NAMES.get(word) : ENGLISH.get(word));
        foreign.add(0, name ? NAMES.get(word) : FOREIGN.get(word));
      }
      pairs.add(new WordPair(foreign, english));
    }
    return pairs;
  }
}
