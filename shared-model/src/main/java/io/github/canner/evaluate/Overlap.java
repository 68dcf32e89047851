// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import io.github.canner.corpus.TaggedSentence;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Test sentences that also stand in the training text. */
public final class Overlap {

  private Overlap() {}

  /**
   * The indices of the test sentences whose tokens are those of no training sentence, ascending.
   */
  public static List<Integer> absentFrom(
      Collection<TaggedSentence> training, List<TaggedSentence> test) {
    Set<List<String>> known = new HashSet<>();
    training.forEach(sentence -> known.add(sentence.tokens()));
    return IntStream.range(0, test.size())
        .filter(i -> !known.contains(test.get(i).tokens()))
        .boxed()
        .toList();
  }
}
