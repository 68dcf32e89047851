// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.ArrayList;
import java.util.List;

/**
 * Links between words as a translator's attention has them: each English word picks the source word
 * that it looked at most, and, with the attention read backwards, each source word the English word
 * that looked at it most; both directions become one by {@link Symmetrization#GROW_DIAG_FINAL_AND}.
 */
public final class AttentionLinks {
  private AttentionLinks() {}

  /**
   * The links of a sentence and its translation.
   *
   * @param attention for each of n English words the share that each of m source words got: n rows
   *     of m values
   */
  public static Alignment of(float[][] attention) {
    List<int[]> forwards = new ArrayList<>();
    for (int t = 0; t < attention.length; t++) {
      forwards.add(new int[] {Translation.strongest(attention[t]), t});
    }
    List<int[]> backwards = new ArrayList<>();
    int sources = attention.length == 0 ? 0 : attention[0].length;
    for (int s = 0; s < sources; s++) {
      float[] column = new float[attention.length];
      for (int t = 0; t < attention.length; t++) {
        column[t] = attention[t][s];
      }
      backwards.add(new int[] {s, Translation.strongest(column)});
    }
    return Symmetrization.GROW_DIAG_FINAL_AND.apply(alignment(forwards), alignment(backwards));
  }

  private static Alignment alignment(List<int[]> links) {
    return Alignment.of(links.toArray(int[][]::new));
  }
}
