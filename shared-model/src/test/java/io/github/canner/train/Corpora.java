// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import io.github.canner.Mention;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.CorpusReport;
import io.github.canner.corpus.TaggedSentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Small corpora written by hand. */
public final class Corpora {

  private Corpora() {}

  /**
   * Reads sentences such as {@code [PER Juma Ali] left [LOC Rome] .}, tokens parted by spaces, with
   * {@code /_} after a token that is not annotated.
   *
   * @param unlabelled types that are not annotated
   */
  public static Corpus of(Set<String> unlabelled, String... lines) {
    List<TaggedSentence> sentences = Arrays.stream(lines).map(Corpora::sentence).toList();
    return new Corpus(sentences, unlabelled, CorpusReport.of("test", sentences));
  }

  private static TaggedSentence sentence(String line) {
    List<String> tokens = new ArrayList<>();
    List<Mention> mentions = new ArrayList<>();
    List<Integer> unannotated = new ArrayList<>();
    String type = "";
    int start = 0;
    for (String piece : Arrays.asList(line.split(" "))) {
      if (piece.startsWith("[")) {
        type = piece.substring(1);
        start = tokens.size();
      } else if (piece.endsWith("]")) {
        tokens.add(piece.substring(0, piece.length() - 1));
        mentions.add(Mention.gold(start, tokens.size(), type));
      } else if (piece.endsWith("/_")) {
        unannotated.add(tokens.size());
        tokens.add(piece.substring(0, piece.length() - 2));
      } else {
        tokens.add(piece);
      }
    }
    return new TaggedSentence(tokens, mentions, unannotated);
  }
}
