// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How the alignments of the two directions, where each word has at most one partner, become one
 * (Koehn, Och and Marcu, "Statistical Phrase-Based Translation", NAACL 2003).
 */
public enum Symmetrization {
  /** Only links that both directions have: few, and mostly right. */
  INTERSECTION,
  /** All links of either direction. */
  UNION,
  /**
   * The intersection, grown by neighbouring links of the union that reach a word without link,
   * until there are no more; then links of either direction between two words without link.
   */
  GROW_DIAG_FINAL_AND;

  private static final int[][] NEIGHBOURS = {
    {-1, 0}, {0, -1}, {1, 0}, {0, 1}, {-1, -1}, {-1, 1}, {1, -1}, {1, 1}
  };

  /**
   * Merges two alignments of one sentence.
   *
   * @param foreignOfEnglish gives each English word at most one foreign word
   * @param englishOfForeign gives each foreign word at most one English word
   */
  public Alignment apply(Alignment foreignOfEnglish, Alignment englishOfForeign) {
    LongStream all = LongStream.concat(foreignOfEnglish.stream(), englishOfForeign.stream());
    return switch (this) {
      case UNION -> Alignment.of(all);
      case INTERSECTION ->
          Alignment.of(
              Arrays.stream(foreignOfEnglish.links())
                  .filter(link -> englishOfForeign.contains(link[0], link[1]))
                  .toArray(int[][]::new));
      case GROW_DIAG_FINAL_AND -> new Growth(foreignOfEnglish, englishOfForeign).grown();
    };
  }

  private static final class Growth {
    private final Alignment first;
    private final Alignment second;
    private final boolean[][] union;
    private final boolean[][] linked;
    private final boolean[] foreignLinked;
    private final boolean[] englishLinked;

    Growth(Alignment first, Alignment second) {
      this.first = first;
      this.second = second;
      int[][] all = UNION.apply(first, second).links();
      int m = 1 + Arrays.stream(all).mapToInt(link -> link[0]).max().orElse(-1);
      int n = 1 + Arrays.stream(all).mapToInt(link -> link[1]).max().orElse(-1);
      union = new boolean[m][n];
      linked = new boolean[m][n];
      foreignLinked = new boolean[m];
      englishLinked = new boolean[n];
      for (int[] link : all) {
        union[link[0]][link[1]] = true;
      }
    }

    Alignment grown() {
      for (int[] link : INTERSECTION.apply(first, second).links()) {
        add(link[0], link[1]);
      }
      while (growOnce()) {
        continue;
      }
      addBetweenUnlinked(first);
      addBetweenUnlinked(second);
      return Alignment.of(
          IntStream.range(0, linked.length)
              .boxed()
              .flatMapToLong(
                  f ->
                      IntStream.range(0, linked[f].length)
                          .filter(e -> linked[f][e])
                          .mapToLong(e -> Alignment.link(f, e))));
    }

    private void add(int f, int e) {
      linked[f][e] = true;
      foreignLinked[f] = true;
      englishLinked[e] = true;
    }

    private boolean growOnce() {
      boolean grew = false;
      for (int e = 0; e < englishLinked.length; e++) {
        for (int f = 0; f < foreignLinked.length; f++) {
          if (linked[f][e]) {
            grew |= growAround(f, e);
          }
        }
      }
      return grew;
    }

    private boolean growAround(int f, int e) {
      boolean grew = false;
      for (int[] step : NEIGHBOURS) {
        int nearF = f + step[1];
        int nearE = e + step[0];
        if (nearF < 0
            || nearE < 0
            || nearF >= foreignLinked.length
            || nearE >= englishLinked.length) {
          continue;
        }
        if (union[nearF][nearE]
            && !linked[nearF][nearE]
            && !(foreignLinked[nearF] && englishLinked[nearE])) {
          add(nearF, nearE);
          grew = true;
        }
      }
      return grew;
    }

    private void addBetweenUnlinked(Alignment direction) {
      int[][] links = direction.links();
      Arrays.sort(
          links,
          (a, b) -> a[1] != b[1] ? Integer.compare(a[1], b[1]) : Integer.compare(a[0], b[0]));
      for (int[] link : links) {
        if (!foreignLinked[link[0]] && !englishLinked[link[1]]) {
          add(link[0], link[1]);
        }
      }
    }
  }
}
