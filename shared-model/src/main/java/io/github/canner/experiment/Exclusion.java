// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.canner.CanException;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.evaluate.Overlap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Test sentences that do not count in a second score.
 *
 * @param inTraining whether these are the ones that also stand in the training corpus
 * @param sentences their indices otherwise, from 0
 */
record Exclusion(boolean inTraining, Set<Integer> sentences) {
  private static final String IN_TRAINING = "in-training";

  Exclusion {
    sentences = Set.copyOf(sentences);
  }

  /**
   * What an experiment file says.
   *
   * @throws CanException if it is neither {@code "in-training"} nor a list of numbers from 0 on
   */
  @JsonCreator
  static Exclusion of(Object value) {
    if (IN_TRAINING.equals(value)) {
      return new Exclusion(true, Set.of());
    }
    Set<Integer> sentences = new TreeSet<>();
    for (Object index : value instanceof Collection<?> list ? list : List.of(value)) {
      if (!(index instanceof Integer number) || number < 0) {
        throw new CanException(
            "exclude is "
                + value
                + ", expected \"in-training\" or a list of indices of test sentences, from 0");
      }
      sentences.add(number);
    }
    return new Exclusion(false, sentences);
  }

  /**
   * The indices of the test sentences that are left.
   *
   * @throws CanException if a sentence is excluded that is not there, or all are
   */
  List<Integer> left(List<TaggedSentence> training, List<TaggedSentence> test) {
    List<Integer> left = inTraining ? Overlap.absentFrom(training, test) : listed(test);
    if (left.isEmpty()) {
      throw new CanException(
          "exclude leaves none of the " + test.size() + " test sentences, expected one at least");
    }
    return left;
  }

  private List<Integer> listed(List<TaggedSentence> test) {
    List<Integer> beyond = new ArrayList<>(new TreeSet<>(sentences));
    beyond.removeIf(index -> index < test.size());
    if (!beyond.isEmpty()) {
      throw new CanException(
          "exclude names the test sentence "
              + beyond.get(0)
              + ", expected indices from 0 to "
              + (test.size() - 1));
    }
    return IntStream.range(0, test.size()).filter(i -> !sentences.contains(i)).boxed().toList();
  }
}
