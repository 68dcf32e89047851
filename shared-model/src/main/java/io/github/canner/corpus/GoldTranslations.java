// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Human translations of the sentences of a tagged corpus, as an upper bound of what a translator
 * can give.
 */
public final class GoldTranslations {
  private static final String FORM = "index<TAB>tokenised sentence<TAB>English<TAB>source";

  private GoldTranslations() {}

  /**
   * Reads {@code index<TAB>tokenised sentence<TAB>English<TAB>source} lines, UTF-8, plain or gzip.
   *
   * @return the pairs by the index, from 0, of the sentence in the tagged corpus; not every
   *     sentence needs one
   * @throws CanException if the file cannot be read or a line is malformed, with file and line
   *     number
   */
  public static SortedMap<Integer, SentencePair> read(Path file) {
    SortedMap<Integer, SentencePair> pairs = new TreeMap<>();
    try (Lines lines = Lines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String[] row = line.split("\t", -1);
        if (row.length != 4 || !row[0].matches("\\d{1,9}")) {
          throw new CanException(
              Lines.at(lines.name(), lines.number())
                  + Lines.found(line, row.length)
                  + "expected "
                  + FORM);
        }
        SentencePair pair =
            new SentencePair(
                ParallelReader.side(lines, row[1], line, FORM),
                ParallelReader.side(lines, row[2], line, FORM),
                row[3].strip());
        if (pairs.putIfAbsent(Integer.valueOf(row[0]), pair) != null) {
          throw new CanException(
              Lines.at(lines.name(), lines.number())
                  + "found a second translation of sentence "
                  + row[0]
                  + ", expected one at most");
        }
      }
    }
    return Collections.unmodifiableSortedMap(pairs);
  }
}
