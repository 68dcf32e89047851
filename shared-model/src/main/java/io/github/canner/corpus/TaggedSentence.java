// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.Mention;
import java.util.List;

/**
 * A tokenised sentence and its mentions.
 *
 * @param tokens the tokens, none empty
 * @param mentions the mentions in order, none overlapping, all within the tokens
 */
public record TaggedSentence(List<String> tokens, List<Mention> mentions) {

  /**
   * Checks and copies the lists.
   *
   * @throws IllegalArgumentException if a token is empty or mentions are out of order, overlap or
   *     leave the sentence
   */
  public TaggedSentence {
    tokens = List.copyOf(tokens);
    mentions = List.copyOf(mentions);
    if (tokens.contains("")) {
      throw new IllegalArgumentException("token " + tokens.indexOf("") + " is empty");
    }
    TagScheme.requireOrdered(mentions, tokens.size());
  }

  /** The tokens of a mention of this sentence, joined by single spaces. */
  public String textOf(Mention mention) {
    return String.join(" ", tokens.subList(mention.start(), mention.end()));
  }
}
