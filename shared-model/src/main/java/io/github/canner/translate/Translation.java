// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.List;

/**
 * A sentence in English and how it came about.
 *
 * @param source the words of the sentence, m of them
 * @param english the words of its translation, n of them
 * @param alignment for each English word the share of attention each source word got: n rows of m
 *     values that sum to 1
 * @param score log-probability of the translation, divided by its length in subwords; 0 for an
 *     empty one, the mean of its parts for one that was made in parts
 */
public record Translation(
    List<String> source, List<String> english, float[][] alignment, double score) {
  public Translation {
    source = List.copyOf(source);
    english = List.copyOf(english);
    if (alignment.length != english.size()) {
      throw new IllegalArgumentException(
          alignment.length + " rows of attention for " + english.size() + " words");
    }
    for (float[] row : alignment) {
      if (row.length != source.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.length + " values for " + source.size() + " words");
      }
    }
  }

  /**
   * The translation of a sentence that was translated in parts.
   *
   * @param parts in order; none for an empty sentence
   * @return with the mean of the scores of the parts
   */
  public static Translation joined(List<Translation> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<String> source = parts.stream().flatMap(part -> part.source.stream()).toList();
    List<String> english = parts.stream().flatMap(part -> part.english.stream()).toList();
    float[][] alignment = new float[english.size()][source.size()];
    int row = 0;
    int offset = 0;
    for (Translation part : parts) {
      for (float[] values : part.alignment) {
        System.arraycopy(values, 0, alignment[row++], offset, values.length);
      }
      offset += part.source.size();
    }
    double score = parts.stream().mapToDouble(Translation::score).average().orElse(0);
    return new Translation(source, english, alignment, score);
  }

  /** The place of the largest value, the first of equal ones. */
  public static int strongest(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
