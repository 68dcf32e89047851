// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

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
}
