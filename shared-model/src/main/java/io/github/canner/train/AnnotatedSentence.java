package io.github.canner.train;

import io.github.canner.Mention;
import java.util.List;
import java.util.Set;

/**
 * A sentence to learn from.
 *
 * @param tokens its words
 * @param mentions its mentions
 * @param unlabelled types that its annotators did not mark: a word outside every mention may belong to one
 */
public record AnnotatedSentence(List<String> tokens, List<Mention> mentions, Set<String> unlabelled) {
  public AnnotatedSentence {
    tokens = List.copyOf(tokens);
    mentions = List.copyOf(mentions);
    unlabelled = Set.copyOf(unlabelled);
  }
}
