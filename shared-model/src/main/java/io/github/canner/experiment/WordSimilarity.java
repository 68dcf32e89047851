// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.nn.Activations;
import io.github.canner.nn.Matrix;
import io.github.canner.pretrained.WordVectors;
import io.github.canner.translate.Translation;
import java.util.ArrayList;
import java.util.List;

/**
 * Aligns words by how alike a multilingual encoder finds them, instead of by the attention of a
 * translator: each English word looks at source words with the softmax of the dot products of their
 * vectors (Dou and Neubig 2021, in one direction and without training).
 */
final class WordSimilarity {
  private final WordVectors vectors;

  WordSimilarity(WordVectors vectors) {
    this.vectors = vectors;
  }

  /** The same translations, aligned anew. */
  List<Translation> aligned(List<Translation> translations) {
    List<float[][]> source = vectors.of(translations.stream().map(Translation::source).toList());
    List<float[][]> english = vectors.of(translations.stream().map(Translation::english).toList());
    List<Translation> aligned = new ArrayList<>();
    for (int i = 0; i < translations.size(); i++) {
      Translation translation = translations.get(i);
      aligned.add(
          new Translation(
              translation.source(),
              translation.english(),
              attention(english.get(i), source.get(i)),
              translation.score()));
    }
    return aligned;
  }

  /** Row t, column i: the share that English word t gives to source word i. */
  static float[][] attention(float[][] english, float[][] source) {
    if (english.length == 0) {
      return english;
    }
    Matrix words = Matrix.ofRows(source);
    float[][] attention = new float[english.length][];
    for (int t = 0; t < english.length; t++) {
      attention[t] = words.times(english[t]);
      Activations.softmax(attention[t]);
    }
    return attention;
  }
}
