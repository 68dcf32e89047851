// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import io.github.canner.CanException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What the subwords of the foreign language tend to become in English, counted over words that the
 * statistical aligner links. It tells the network from the first step on what a whole training
 * would else have to teach it, and what it sees too rarely to learn (Arthur, Neubig and Nakamura,
 * "Incorporating Discrete Translation Lexicons into Neural Machine Translation", 2016). Immutable.
 */
final class SubwordLexicon {
  private static final int MOST_TRANSLATIONS = 12;
  private static final int SCALE = 1000;
  private static final Pattern ENTRY = Pattern.compile("(\\d{1,7}):(\\d{1,4})");

  private final int[][] translations;
  private final int[][] thousandths;

  private SubwordLexicon(int[][] translations, int[][] thousandths) {
    this.translations = translations;
    this.thousandths = thousandths;
  }

  /**
   * Counts links. The share of a translation is (links − 1) / (links of the foreign subword): that
   * of all other sentence pairs, so that no pair of the training text gives itself away.
   *
   * @param vocabulary how many subwords there are
   */
  static SubwordLexicon of(List<TrainingPair> pairs, int vocabulary) {
    List<Map<Integer, Integer>> counts = new ArrayList<>();
    for (int i = 0; i < vocabulary; i++) {
      counts.add(new HashMap<>());
    }
    for (TrainingPair pair : pairs) {
      int[] source = pair.source().pieceIds();
      int[] target = pair.target().pieceIds();
      boolean[][] linked = pair.linkedSubwords();
      for (int t = 0; t < target.length; t++) {
        for (int s = 0; s < source.length; s++) {
          if (linked[t][s]) {
            counts.get(source[s]).merge(target[t], 1, Integer::sum);
          }
        }
      }
    }
    int[][] translations = new int[vocabulary][];
    int[][] thousandths = new int[vocabulary][];
    for (int i = 0; i < vocabulary; i++) {
      int total = counts.get(i).values().stream().mapToInt(Integer::intValue).sum();
      Map<Integer, Integer> shares = new HashMap<>();
      counts
          .get(i)
          .forEach(
              (target, count) ->
                  shares.put(target, (int) Math.round((double) SCALE * (count - 1) / total)));
      int[] best =
          shares.entrySet().stream()
              .filter(share -> share.getValue() > 0)
              .sorted(
                  Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                      .thenComparing(Map.Entry.comparingByKey()))
              .limit(MOST_TRANSLATIONS)
              .mapToInt(Map.Entry::getKey)
              .toArray();
      translations[i] = best;
      thousandths[i] = Arrays.stream(best).map(shares::get).toArray();
    }
    return new SubwordLexicon(translations, thousandths);
  }

  /**
   * Reads what {@link #toLines} wrote.
   *
   * @param vocabulary how many subwords there are
   * @param where names the file in messages
   * @throws CanException if it is not a lexicon of so many subwords
   */
  static SubwordLexicon fromLines(List<String> lines, int vocabulary, String where) {
    if (lines.size() != vocabulary) {
      throw new CanException(
          where + ": found " + lines.size() + " lines, expected one for each of " + vocabulary);
    }
    int[][] translations = new int[vocabulary][];
    int[][] thousandths = new int[vocabulary][];
    for (int i = 0; i < vocabulary; i++) {
      String[] entries = lines.get(i).isEmpty() ? new String[0] : lines.get(i).split(" ", -1);
      translations[i] = new int[entries.length];
      thousandths[i] = new int[entries.length];
      for (int k = 0; k < entries.length; k++) {
        Matcher entry = ENTRY.matcher(entries[k]);
        boolean wellFormed = entry.matches();
        int target = wellFormed ? Integer.parseInt(entry.group(1)) : vocabulary;
        int share = wellFormed ? Integer.parseInt(entry.group(2)) : 0;
        boolean twice = Arrays.stream(translations[i], 0, k).anyMatch(other -> other == target);
        if (target >= vocabulary || share > SCALE || twice) {
          throw new CanException(
              where
                  + ", line "
                  + (i + 1)
                  + ": found '"
                  + entries[k]
                  + "', expected SUBWORD:SHARE, each subword once and below "
                  + vocabulary
                  + ", with a share up to "
                  + SCALE);
        }
        translations[i][k] = target;
        thousandths[i][k] = share;
      }
    }
    return new SubwordLexicon(translations, thousandths);
  }

  /** One line for each foreign subword: its translations and their shares in thousandths. */
  List<String> toLines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < translations.length; i++) {
      StringBuilder line = new StringBuilder();
      for (int k = 0; k < translations[i].length; k++) {
        line.append(k == 0 ? "" : " ").append(translations[i][k]).append(':');
        line.append(thousandths[i][k]);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** How many translations of a foreign subword there are. */
  int size(int foreign) {
    return translations[foreign].length;
  }

  /** The k-th translation of a foreign subword. */
  int translation(int foreign, int k) {
    return translations[foreign][k];
  }

  /** The share of the k-th translation of a foreign subword, in [0, 1]. */
  float shareAt(int foreign, int k) {
    return (float) thousandths[foreign][k] / SCALE;
  }

  /** The share of one translation of a foreign subword, in [0, 1]. */
  float share(int foreign, int english) {
    for (int k = 0; k < translations[foreign].length; k++) {
      if (translations[foreign][k] == english) {
        return shareAt(foreign, k);
      }
    }
    return 0;
  }

  /**
   * The English subwords with the largest sums of shares, the largest first.
   *
   * @param count how many at most
   */
  int[] commonest(int count) {
    double[] sums = new double[translations.length];
    for (int foreign = 0; foreign < translations.length; foreign++) {
      for (int k = 0; k < translations[foreign].length; k++) {
        sums[translations[foreign][k]] += thousandths[foreign][k];
      }
    }
    return IntStream.range(0, sums.length)
        .filter(subword -> sums[subword] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(subword -> -sums[subword]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The translations of all subwords of a sentence, each once. */
  int[] candidates(int[] sentence) {
    Set<Integer> candidates = new LinkedHashSet<>();
    for (int foreign : sentence) {
      for (int english : translations[foreign]) {
        candidates.add(english);
      }
    }
    return candidates.stream().mapToInt(Integer::intValue).toArray();
  }
}
