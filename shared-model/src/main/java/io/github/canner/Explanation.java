// SPDX-License-Identifier: Apache-2.0
package io.github.canner;

import java.util.List;

/**
 * What a model saw in one sentence.
 *
 * @param tokens the sentence, m tokens
 * @param english the words of its translation, n of them; empty for a model without transfer
 * @param alignment for each English word the attention it paid to each token, n rows of m values in
 *     [0, 1]
 * @param mentions the mentions found
 */
public record Explanation(
    List<String> tokens,
    List<String> english,
    List<List<Float>> alignment,
    List<Mention> mentions) {
  public Explanation {
    tokens = List.copyOf(tokens);
    english = List.copyOf(english);
    alignment = alignment.stream().map(List::copyOf).toList();
    mentions = List.copyOf(mentions);
  }
}
