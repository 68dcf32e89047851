// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import io.github.canner.translate.Alignment;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a sentence and of its translation with the links between them, quick to look up.
 * Links from or to punctuation are left out, since it is aligned with anything.
 */
final class LinkedWords {
  private final List<String> foreign;
  private final List<String> english;
  private final List<List<Integer>> englishOf = new ArrayList<>();
  private final List<List<Integer>> foreignOf = new ArrayList<>();

  /**
   * @throws IllegalArgumentException if a link leads out of the sentences
   */
  LinkedWords(List<String> foreign, List<String> english, Alignment alignment) {
    this.foreign = foreign;
    this.english = english;
    foreign.forEach(word -> englishOf.add(new ArrayList<>()));
    english.forEach(word -> foreignOf.add(new ArrayList<>()));
    for (int[] link : alignment.links()) {
      if (link[0] >= foreign.size() || link[1] >= english.size()) {
        throw new IllegalArgumentException(
            "the link " + link[0] + "-" + link[1] + " leads out of the sentences");
      }
      if (Words.isWord(foreign.get(link[0])) && Words.isWord(english.get(link[1]))) {
        englishOf.get(link[0]).add(link[1]);
        foreignOf.get(link[1]).add(link[0]);
      }
    }
  }

  List<String> foreign() {
    return foreign;
  }

  List<String> english() {
    return english;
  }

  /** The English words linked to a foreign one, in order. */
  List<Integer> englishOf(int foreignWord) {
    return englishOf.get(foreignWord);
  }

  /** The foreign words linked to an English one, in order. */
  List<Integer> foreignOf(int englishWord) {
    return foreignOf.get(englishWord);
  }
}
