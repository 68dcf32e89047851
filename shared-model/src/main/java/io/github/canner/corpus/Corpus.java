// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import io.github.canner.Mention;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

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

  /** The types of its mentions, sorted. */
  public SortedSet<String> types() {
    SortedSet<String> types = new TreeSet<>();
    sentences.forEach(
        sentence -> sentence.mentions().forEach(mention -> types.add(mention.type())));
    return types;
  }

  /** Those mentions whose types this corpus annotates, so that they can be scored on it. */
  public List<Mention> scored(List<Mention> mentions) {
    return mentions.stream().filter(mention -> !unlabelled.contains(mention.type())).toList();
  }

  /**
   * Checks that the corpus annotates no other types than these.
   *
   * @throws CanException if it does
   */
  public void requireNoTypesBut(Collection<String> known) {
    for (String type : types()) {
      if (!known.contains(type)) {
        throw new CanException(
            report.source()
                + " annotates the type "
                + type
                + ", which is none of "
                + String.join(", ", known)
                + "; drop or rename it");
      }
    }
  }

  /**
   * Checks that one can choose the best epoch by the score on this corpus.
   *
   * @throws CanException if it is empty, or there are words that are not annotated
   */
  public void requireToChooseBy() {
    requireAnnotated();
    if (sentences.isEmpty()) {
      throw new CanException(
          "no sentence in " + report.source() + ", expected some to choose the best epoch by");
    }
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
