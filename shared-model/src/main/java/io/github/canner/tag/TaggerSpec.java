// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import java.util.List;

/**
 * What a tagger's weights are for.
 *
 * @param options shape and training
 * @param types the entity types it finds
 * @param englishTypes the entity types of the English posteriors; empty without transfer
 * @param stateWidth the width of the English states; 0 without transfer
 */
public record TaggerSpec(
    TaggerOptions options, List<String> types, List<String> englishTypes, int stateWidth) {
  public TaggerSpec {
    types = List.copyOf(types);
    englishTypes = List.copyOf(englishTypes);
  }

  /** The width of the English posteriors. */
  int posteriorWidth() {
    return 2 * englishTypes.size() + 1;
  }
}
