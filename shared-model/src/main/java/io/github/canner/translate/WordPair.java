// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import io.github.canner.corpus.SentencePair;
import io.github.canner.text.WordTokenizer;
import java.util.List;

/** A tokenised sentence and its tokenised English translation. */
public record WordPair(List<String> foreign, List<String> english) {
  public WordPair {
    foreign = List.copyOf(foreign);
    english = List.copyOf(english);
  }

  /** Cuts both sides of a pair into words. */
  public static WordPair of(SentencePair pair, WordTokenizer foreign, WordTokenizer english) {
    return new WordPair(foreign.tokenize(pair.foreign()), english.tokenize(pair.english()));
  }
}
