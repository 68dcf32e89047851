// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A parallel text as numbers. Each pair of a source and a target word that stand in one pair of
 * sentences has a number, the same in both directions of reading.
 *
 * @param reversed whether the target is the foreign side
 * @param sources the source words of each sentence, by number
 * @param targets the target words of each sentence, by number
 * @param sourceTypes how many different source words there are
 * @param targetTypes how many different target words there are
 * @param pairs for each sentence of m foreign and n English words the m·n pair numbers, row by row
 * @param pairSource the source word of each pair
 * @param pairTarget the target word of each pair
 * @param affinity for each pair how much alike its words are spelt, in [0, 1]
 */
record Cooccurrences(
    boolean reversed,
    int[][] sources,
    int[][] targets,
    int sourceTypes,
    int targetTypes,
    int[][] pairs,
    int[] pairSource,
    int[] pairTarget,
    float[] affinity) {
  private static final float SAME_BEGINNING = 0.25f;

  static Cooccurrences of(
      List<? extends List<String>> foreign, List<? extends List<String>> english, int stemLength) {
    WordKeys foreignKeys = new WordKeys(stemLength);
    WordKeys englishKeys = new WordKeys(stemLength);
    int[][] sources = foreign.stream().map(foreignKeys::number).toArray(int[][]::new);
    int[][] targets = english.stream().map(englishKeys::number).toArray(int[][]::new);
    return new Numbering(sources, targets, foreignKeys, englishKeys).result();
  }

  /** The same text with source and target exchanged. */
  Cooccurrences turned() {
    return new Cooccurrences(
        !reversed,
        targets,
        sources,
        targetTypes,
        sourceTypes,
        pairs,
        pairTarget,
        pairSource,
        affinity);
  }

  int sentences() {
    return sources.length;
  }

  int pairTypes() {
    return pairSource.length;
  }

  /**
   * Goes through the text by source word, so that one array over the target words tells which pairs
   * are known.
   */
  private static final class Numbering {
    private final int[][] sources;
    private final int[][] targets;
    private final WordKeys foreignKeys;
    private final WordKeys englishKeys;
    private int[] pairSource = new int[1024];
    private int[] pairTarget = new int[1024];
    private int size;

    Numbering(int[][] sources, int[][] targets, WordKeys foreignKeys, WordKeys englishKeys) {
      this.sources = sources;
      this.targets = targets;
      this.foreignKeys = foreignKeys;
      this.englishKeys = englishKeys;
    }

    Cooccurrences result() {
      int[] first = new int[foreignKeys.size() + 1];
      for (int[] sentence : sources) {
        for (int word : sentence) {
          first[word + 1]++;
        }
      }
      Arrays.parallelPrefix(first, Integer::sum);
      int[] sentenceOf = new int[first[first.length - 1]];
      int[] positionOf = new int[sentenceOf.length];
      int[] next = Arrays.copyOf(first, first.length);
      int[][] pairs = new int[sources.length][];
      for (int s = 0; s < sources.length; s++) {
        pairs[s] = new int[sources[s].length * targets[s].length];
        for (int i = 0; i < sources[s].length; i++) {
          int at = next[sources[s][i]]++;
          sentenceOf[at] = s;
          positionOf[at] = i;
        }
      }
      int[] pairOfTarget = new int[englishKeys.size()];
      Arrays.fill(pairOfTarget, -1);
      for (int word = 0; word < foreignKeys.size(); word++) {
        int rowStart = size;
        for (int at = first[word]; at < first[word + 1]; at++) {
          int[] target = targets[sentenceOf[at]];
          int[] row = pairs[sentenceOf[at]];
          for (int j = 0; j < target.length; j++) {
            int pair = pairOfTarget[target[j]];
            if (pair < rowStart) {
              pair = add(word, target[j]);
              pairOfTarget[target[j]] = pair;
            }
            row[positionOf[at] * target.length + j] = pair;
          }
        }
      }
      pairSource = Arrays.copyOf(pairSource, size);
      pairTarget = Arrays.copyOf(pairTarget, size);
      return new Cooccurrences(
          false,
          sources,
          targets,
          foreignKeys.size(),
          englishKeys.size(),
          pairs,
          pairSource,
          pairTarget,
          affinity());
    }

    private int add(int source, int target) {
      if (size == pairSource.length) {
        pairSource = Arrays.copyOf(pairSource, size + (size >> 1));
        pairTarget = Arrays.copyOf(pairTarget, size + (size >> 1));
      }
      pairSource[size] = source;
      pairTarget[size] = target;
      return size++;
    }

    private float[] affinity() {
      Map<String, Integer> spellings = new HashMap<>();
      int[] foreignSpelling = foreignKeys.spellings(spellings);
      int[] englishSpelling = englishKeys.spellings(spellings);
      Map<String, Integer> beginnings = new HashMap<>();
      int[] foreignBeginning = foreignKeys.nameBeginnings(beginnings);
      int[] englishBeginning = englishKeys.nameBeginnings(beginnings);
      float[] affinity = new float[size];
      for (int pair = 0; pair < size; pair++) {
        int f = pairSource[pair];
        int e = pairTarget[pair];
        if (foreignSpelling[f] == englishSpelling[e]) {
          affinity[pair] = 1;
        } else if (foreignBeginning[f] >= 0 && foreignBeginning[f] == englishBeginning[e]) {
          affinity[pair] = SAME_BEGINNING;
        }
      }
      return affinity;
    }
  }
}
