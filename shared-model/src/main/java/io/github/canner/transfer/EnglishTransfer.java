// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.canner.english.EnglishEncoder;
import io.github.canner.english.EnglishEncoder.Encoding;
import io.github.canner.translate.Translation;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries the encodings of translations back to the source words. Safe for use by many threads at
 * once.
 */
public final class EnglishTransfer {
  private static final int SENTENCES_AT_ONCE = 64;
  private static final long WEIGHTS_AT_ONCE = 1 << 22;

  private final ConverseAttention attention;

  /** A transfer that normalises the attention in this way. */
  public EnglishTransfer(Normalisation normalisation) {
    this.attention = new ConverseAttention(normalisation);
  }

  /**
   * What arrives at the words of each source sentence.
   *
   * @param parent owns the native memory used meanwhile
   * @param translations the translations of the sentences
   * @param encodings the encodings of their English words, in the same order
   * @param encoder made the encodings
   */
  public List<EnglishView> views(
      NDManager parent,
      List<Translation> translations,
      List<Encoding> encodings,
      EnglishEncoder encoder) {
    return views(parent, translations, encodings, encoder.stateWidth(), encoder.posteriorWidth());
  }

  /** As above, for encodings of these widths. */
  public List<EnglishView> views(
      NDManager parent,
      List<Translation> translations,
      List<Encoding> encodings,
      int stateWidth,
      int posteriorWidth) {
    List<EnglishView> views = new ArrayList<>();
    for (int from = 0, to; from < translations.size(); from = to) {
      to = end(translations, from);
      try (NDManager manager = parent.newSubManager()) {
        views.addAll(
            batch(
                manager,
                translations.subList(from, to),
                encodings.subList(from, to),
                stateWidth,
                posteriorWidth));
      }
    }
    return views;
  }

  /** Where a batch ends: before its padded attention becomes too large. */
  private static int end(List<Translation> translations, int from) {
    int most = Math.min(translations.size(), from + SENTENCES_AT_ONCE);
    long n = 1;
    long m = 1;
    for (int to = from; to < most; to++) {
      n = Math.max(n, translations.get(to).english().size());
      m = Math.max(m, translations.get(to).source().size());
      if (to > from && (to + 1 - from) * n * m > WEIGHTS_AT_ONCE) {
        return to;
      }
    }
    return most;
  }

  private List<EnglishView> batch(
      NDManager manager,
      List<Translation> translations,
      List<Encoding> encodings,
      int stateWidth,
      int posteriorWidth) {
    int size = translations.size();
    int n = 1;
    int m = 1;
    for (Translation translation : translations) {
      n = Math.max(n, translation.english().size());
      m = Math.max(m, translation.source().size());
    }
    int width = stateWidth + posteriorWidth;
    float[] weights = new float[size * n * m];
    float[] english = new float[size * n * width];
    for (int b = 0; b < size; b++) {
      float[][] alignment = translations.get(b).alignment();
      Encoding encoding = encodings.get(b);
      if (encoding.length() != alignment.length) {
        throw new IllegalArgumentException(
            encoding.length() + " encoded words for a translation of " + alignment.length);
      }
      for (int t = 0; t < alignment.length; t++) {
        System.arraycopy(alignment[t], 0, weights, (b * n + t) * m, alignment[t].length);
        int row = (b * n + t) * width;
        System.arraycopy(encoding.states()[t], 0, english, row, stateWidth);
        System.arraycopy(encoding.posteriors()[t], 0, english, row + stateWidth, posteriorWidth);
      }
    }
    NDArray a = manager.create(weights, new Shape(size, n, m));
    NDArray h = manager.create(english, new Shape(size, n, width));
    ConverseAttention.Carried carried = attention.carry(a, h);
    float[] vectors = carried.vectors().toFloatArray();
    float[] masses = carried.mass().toFloatArray();
    List<EnglishView> views = new ArrayList<>();
    for (int b = 0; b < size; b++) {
      int length = translations.get(b).source().size();
      float[] states = new float[length * stateWidth];
      float[] posteriors = new float[length * posteriorWidth];
      float[] mass = new float[length];
      System.arraycopy(masses, b * m, mass, 0, length);
      for (int i = 0; i < length; i++) {
        int row = (b * m + i) * width;
        System.arraycopy(vectors, row, states, i * stateWidth, stateWidth);
        System.arraycopy(vectors, row + stateWidth, posteriors, i * posteriorWidth, posteriorWidth);
      }
      views.add(new EnglishView(states, posteriors, mass));
    }
    return views;
  }
}
