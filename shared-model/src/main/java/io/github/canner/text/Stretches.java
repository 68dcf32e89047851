// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts what is too long to be read at once. */
public final class Stretches {
  private Stretches() {}

  /**
   * The words in stretches: cut behind the last word without letters and digits in the second half
   * of what fits, or where it is full.
   *
   * @param longest how many words fit into a stretch, at least 1
   * @return stretches without gaps, in order; none where there are no words, and the words
   *     themselves where they fit
   */
  public static List<List<String>> of(List<String> words, int longest) {
    List<List<String>> stretches = new ArrayList<>();
    int start = 0;
    while (start < words.size()) {
      int end = Math.min(words.size(), start + longest);
      if (end < words.size()) {
        for (int cut = end; cut > start + longest / 2; cut--) {
          if (!words.get(cut - 1).codePoints().anyMatch(Character::isLetterOrDigit)) {
            end = cut;
            break;
          }
        }
      }
      stretches.add(words.subList(start, end));
      start = end;
    }
    return stretches;
  }
}
