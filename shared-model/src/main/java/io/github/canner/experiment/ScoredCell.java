// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.CanException;
import io.github.canner.Mention;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.evaluate.SpanReport;
import io.github.canner.evaluate.SpanScorer;
import io.github.canner.evaluate.UnseenRecall;
import java.util.List;

/**
 * The scores of a cell on the test set. Types that the test set leaves unlabelled are not scored.
 *
 * @param gold the mentions of each test sentence
 * @param found the mentions found in each
 * @param report of all sentences
 * @param recall of mentions seen and not seen in the sample
 * @param left of the sentences that count in the second score
 */
record ScoredCell(
    Cell cell,
    CellResult result,
    List<List<Mention>> gold,
    List<List<Mention>> found,
    SpanReport report,
    UnseenRecall.Report recall,
    SpanReport left) {

  static ScoredCell of(Cell cell, CellResult result, LanguageData data) {
    Corpus test = data.test();
    List<TaggedSentence> sentences =
        test.sentences().stream()
            .map(s -> new TaggedSentence(s.tokens(), test.scored(s.mentions())))
            .toList();
    List<List<Mention>> found = result.mentions().stream().map(test::scored).toList();
    if (found.size() != sentences.size()) {
      throw new CanException(
          "the result of "
              + cell.describe()
              + " is of "
              + found.size()
              + " sentences, expected "
              + sentences.size()
              + "; remove it");
    }
    List<List<Mention>> gold = sentences.stream().map(TaggedSentence::mentions).toList();
    return new ScoredCell(
        cell,
        result,
        gold,
        found,
        SpanScorer.score(gold, found),
        UnseenRecall.trainedOn(cell.size().sample(data.train(), cell.seed()).sentences())
            .score(sentences, found),
        SpanScorer.score(picked(gold, data.left()), picked(found, data.left())));
  }

  static <T> List<T> picked(List<T> all, List<Integer> places) {
    return places.stream().map(all::get).toList();
  }

  /** F1 of a type, in [0, 1]; 0 where there is no mention of it. */
  double f1(String type) {
    return report.byType().containsKey(type) ? report.byType().get(type).f1() : 0;
  }
}
