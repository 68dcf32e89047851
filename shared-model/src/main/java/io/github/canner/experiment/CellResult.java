// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.github.canner.CanException;
import io.github.canner.Mention;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a cell. All scores follow from it without training again.
 *
 * @param key the hash of all that the result depends on
 * @param cell the cell that was trained first with this key
 * @param arm what its arm does
 * @param devF1 F1 on the development set, in [0, 1]
 * @param seconds that it took since it was last interrupted
 * @param found for each test sentence its mentions, such as {@code 0-2-PER 5-6-LOC}: first token,
 *     the one after the last, type
 */
@JsonPropertyOrder({"key", "cell", "arm", "devF1", "seconds", "found"})
record CellResult(
    String key, Cell cell, String arm, double devF1, double seconds, List<String> found) {
  private static final String FORM = "mentions such as 0-2-PER 5-6-LOC";

  CellResult {
    found = List.copyOf(found);
  }

  static List<String> written(List<List<Mention>> mentions) {
    return mentions.stream()
        .map(
            sentence ->
                String.join(
                    " ",
                    sentence.stream()
                        .map(
                            mention -> mention.start() + "-" + mention.end() + "-" + mention.type())
                        .toList()))
        .toList();
  }

  /**
   * The mentions of each test sentence.
   *
   * @throws CanException if one is malformed
   */
  List<List<Mention>> mentions() {
    return found.stream().map(CellResult::mentions).toList();
  }

  private static List<Mention> mentions(String sentence) {
    List<Mention> mentions = new ArrayList<>();
    if (sentence.isEmpty()) {
      return mentions;
    }
    for (String text : sentence.split(" ", -1)) {
      String[] parts = text.split("-", 3);
      try {
        if (parts.length < 3) {
          throw new IllegalArgumentException("needs two hyphens");
        }
        mentions.add(
            Mention.gold(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]));
      } catch (IllegalArgumentException e) {
        throw new CanException("found '" + sentence + "', expected " + FORM, e);
      }
    }
    return mentions;
  }
}
