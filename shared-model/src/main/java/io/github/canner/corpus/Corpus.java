// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import io.github.canner.Mention;
import java.util.List;
import java.util.Set;

/**
 * Sentences with gold mentions.
 *
 * @param sentences the sentences in the order of the file
 * @param unlabelled types that this corpus is declared not to annotate: a token without a mention
 *     says nothing about them
 * @param report what was found on reading
 */
public record Corpus(List<TaggedSentence> sentences, Set<String> unlabelled, CorpusReport report) {
  public Corpus {
    sentences = List.copyOf(sentences);
    unlabelled = Set.copyOf(unlabelled);
  }

  /** Those mentions whose types this corpus annotates, so that they can be scored on it. */
  public List<Mention> scored(List<Mention> mentions) {
    return mentions.stream().filter(mention -> !unlabelled.contains(mention.type())).toList();
  }

  /**
   * Checks that one can score on this corpus.
   *
   * @throws CanException if there are words that are not annotated
   */
  public void requireAnnotated() {
    int open = sentences.stream().mapToInt(sentence -> sentence.unannotated().size()).sum();
    if (open > 0) {
      throw new CanException(
          report.source()
              + " holds "
              + open
              + " words that are not annotated (tag "
              + TagScheme.UNANNOTATED
              + "), expected none in a corpus to score on");
    }
  }
}
