// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was found on reading a corpus.
 *
 * @param source the file
 * @param scheme how its mentions are written, given or detected
 * @param tokenColumn the column the tokens stand in, from 1
 * @param tagColumn the column the tags stand in, from 1
 * @param sentences number of sentences
 * @param tokens number of tokens
 * @param unannotated number of tokens among them that are not annotated
 * @param repaired number of tokens of a file whose {@link Mojibake} was repaired
 * @param types number of mentions by type, as read from the file
 * @param rowsWithoutToken line numbers of rows outside of mentions that were left out because their
 *     token is empty or white space
 * @param violationCount number of tags that break the scheme; see {@link TagScheme} for how those
 *     are read
 * @param firstViolations the first of them, at most {@value #SHOWN}
 */
public record CorpusReport(
    String source,
    TagScheme scheme,
    int tokenColumn,
    int tagColumn,
    int sentences,
    int tokens,
    int unannotated,
    int repaired,
    SortedMap<String, Integer> types,
    List<Integer> rowsWithoutToken,
    int violationCount,
    List<LineViolation> firstViolations) {

  /** How many violations are kept at most. */
  public static final int SHOWN = 10;

  /**
   * A tag that breaks the scheme.
   *
   * @param line its line in the file, from 1
   * @param tag the tag
   * @param problem what is wrong with it
   */
  public record LineViolation(int line, String tag, String problem) {}

  public CorpusReport {
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
    rowsWithoutToken = List.copyOf(rowsWithoutToken);
    firstViolations = List.copyOf(firstViolations);
  }

  /**
   * What there is to say of sentences that were not read from a file.
   *
   * @param source what they are
   */
  public static CorpusReport of(String source, List<TaggedSentence> sentences) {
    SortedMap<String, Integer> types = new TreeMap<>();
    int tokens = 0;
    int unannotated = 0;
    for (TaggedSentence sentence : sentences) {
      tokens += sentence.tokens().size();
      unannotated += sentence.unannotated().size();
      sentence.mentions().forEach(mention -> types.merge(mention.type(), 1, Integer::sum));
    }
    return new CorpusReport(
        source,
        TagScheme.IOB2,
        1,
        2,
        sentences.size(),
        tokens,
        unannotated,
        0,
        types,
        List.of(),
        0,
        List.of());
  }

  /** The same of a corpus some of whose tokens were repaired. */
  CorpusReport withRepaired(int count) {
    return new CorpusReport(
        source,
        scheme,
        tokenColumn,
        tagColumn,
        sentences,
        tokens,
        unannotated,
        count,
        types,
        rowsWithoutToken,
        violationCount,
        firstViolations);
  }

  /** Whether the file holds no sentence. */
  public boolean isEmpty() {
    return sentences == 0;
  }

  /** The report in a line for people, and one more for each violation kept. */
  public String describe() {
    StringBuilder text = new StringBuilder(source).append(": ");
    if (isEmpty()) {
      return text.append("no sentences").toString();
    }
    text.append(sentences).append(" sentences, ").append(tokens).append(" tokens, ").append(scheme);
    types.forEach((type, count) -> text.append(", ").append(type).append(' ').append(count));
    if (unannotated > 0) {
      text.append("; ").append(unannotated).append(" words not annotated");
    }
    if (repaired > 0) {
      text.append("; ").append(repaired).append(" words repaired that had been read as GBK");
    }
    if (!rowsWithoutToken.isEmpty()) {
      text.append("; ").append(rowsWithoutToken.size()).append(" rows without a token left out,");
      text.append(" the first in line ").append(rowsWithoutToken.get(0));
    }
    if (violationCount > 0) {
      text.append("; ").append(violationCount).append(" tags break ").append(scheme).append(':');
      for (LineViolation violation : firstViolations) {
        text.append("\n  line ").append(violation.line()).append(": ");
        text.append(violation.tag()).append(' ').append(violation.problem());
      }
      if (firstViolations.size() < violationCount) {
        text.append("\n  ...");
      }
    }
    return text.toString();
  }
}
