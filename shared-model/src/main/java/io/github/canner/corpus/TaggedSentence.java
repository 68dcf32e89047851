// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.Mention;
import java.util.List;

/**
 * A tokenised sentence and its mentions.
 *
 * @param tokens the tokens, none empty
 * @param mentions the mentions in order, none overlapping, all within the tokens
 * @param unannotated the indices, ascending, of the tokens that are not annotated: of these it is
 *     not known whether they lie in a mention. None lies in one of the mentions.
 */
public record TaggedSentence(
    List<String> tokens, List<Mention> mentions, List<Integer> unannotated) {

  /**
   * Checks and copies the lists.
   *
   * @throws IllegalArgumentException if a token is empty, if mentions are out of order, overlap or
   *     leave the sentence, or if tokens not annotated are out of order, leave the sentence or lie
   *     in a mention
   */
  public TaggedSentence {
    tokens = List.copyOf(tokens);
    mentions = List.copyOf(mentions);
    unannotated = List.copyOf(unannotated);
    if (tokens.contains("")) {
      throw new IllegalArgumentException("token " + tokens.indexOf("") + " is empty");
    }
    TagScheme.requireOrdered(mentions, tokens.size());
    int least = 0;
    for (int token : unannotated) {
      if (token < least || token >= tokens.size()) {
        throw new IllegalArgumentException(
            "token "
                + token
                + " is not annotated, expected ascending indices of "
                + tokens.size()
                + " tokens");
      }
      least = token + 1;
      for (Mention mention : mentions) {
        if (mention.start() <= token && token < mention.end()) {
          throw new IllegalArgumentException(mention + " holds token " + token + ", not annotated");
        }
      }
    }
  }

  /**
   * A sentence that is annotated throughout.
   *
   * @throws IllegalArgumentException if a token is empty or mentions are out of order, overlap or
   *     leave the sentence
   */
  public TaggedSentence(List<String> tokens, List<Mention> mentions) {
    this(tokens, mentions, List.of());
  }

  /** The same with its {@link Mojibake} repaired. */
  public TaggedSentence repaired() {
    return new TaggedSentence(Mojibake.repaired(tokens), mentions, unannotated);
  }

  /** The tokens of a mention of this sentence, joined by single spaces. */
  public String textOf(Mention mention) {
    return String.join(" ", tokens.subList(mention.start(), mention.end()));
  }
}
