// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

import io.github.canner.bundle.Tensor;
import io.github.canner.english.EnglishEncoder.Encoding;
import io.github.canner.translate.Translation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Translations and encodings as tensors, to keep them on disk. */
public final class TransferTensors {
  private static final String WORD_END = "\n";

  private TransferTensors() {}

  /**
   * Words joined by line feeds in UTF-8, their number in each sentence, scores, and all alignments
   * row by row.
   */
  public static Map<String, Tensor> ofTranslations(List<Translation> translations) {
    StringBuilder words = new StringBuilder();
    float[] lengths = new float[translations.size()];
    float[] scores = new float[translations.size()];
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      Translation translation = translations.get(i);
      translation.english().forEach(word -> words.append(word).append(WORD_END));
      lengths[i] = translation.english().size();
      scores[i] = (float) translation.score();
      rows.addAll(List.of(translation.alignment()));
    }
    byte[] bytes = words.toString().getBytes(StandardCharsets.UTF_8);
    float[] alignment = joined(rows);
    return Map.of(
        "words", Tensor.ofBytes(bytes, bytes.length),
        "lengths", Tensor.ofFloats(lengths, lengths.length),
        "scores", Tensor.ofFloats(scores, scores.length),
        "alignment", Tensor.ofFloats(alignment, alignment.length));
  }

  /** The inverse of {@link #ofTranslations}. */
  public static List<Translation> toTranslations(
      Map<String, Tensor> tensors, List<? extends List<String>> sentences) {
    ByteBuffer bytes = named(tensors, "words").data();
    String[] words = StandardCharsets.UTF_8.decode(bytes).toString().split(WORD_END, -1);
    float[] lengths = named(tensors, "lengths").toFloats();
    float[] scores = named(tensors, "scores").toFloats();
    float[] alignment = named(tensors, "alignment").toFloats();
    List<Translation> translations = new ArrayList<>();
    int word = 0;
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      int m = sentences.get(i).size();
      List<String> english = new ArrayList<>();
      float[][] rows = new float[(int) lengths[i]][m];
      for (float[] row : rows) {
        english.add(words[word++]);
        System.arraycopy(alignment, at, row, 0, m);
        at += m;
      }
      translations.add(new Translation(List.copyOf(sentences.get(i)), english, rows, scores[i]));
    }
    return translations;
  }

  /** States and posteriors of all words, in half precision. */
  public static Map<String, Tensor> ofEncodings(
      List<Encoding> encodings, int stateWidth, int posteriorWidth) {
    List<float[]> states = new ArrayList<>();
    List<float[]> posteriors = new ArrayList<>();
    for (Encoding encoding : encodings) {
      states.addAll(List.of(encoding.states()));
      posteriors.addAll(List.of(encoding.posteriors()));
    }
    return Map.of(
        "states", Tensor.ofFloats(joined(states), states.size(), stateWidth).toHalf(),
        "posteriors",
            Tensor.ofFloats(joined(posteriors), posteriors.size(), posteriorWidth).toHalf());
  }

  /**
   * The inverse of {@link #ofEncodings}.
   *
   * @param translations the translations that were encoded
   */
  public static List<Encoding> toEncodings(
      Map<String, Tensor> tensors, List<Translation> translations) {
    float[][] states = rows(named(tensors, "states"));
    float[][] posteriors = rows(named(tensors, "posteriors"));
    List<Encoding> encodings = new ArrayList<>();
    int from = 0;
    for (Translation translation : translations) {
      int to = from + translation.english().size();
      encodings.add(
          new Encoding(
              Arrays.copyOfRange(states, from, to), Arrays.copyOfRange(posteriors, from, to)));
      from = to;
    }
    return encodings;
  }

  private static Tensor named(Map<String, Tensor> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  private static float[][] rows(Tensor tensor) {
    float[] values = tensor.toFloats();
    int width = (int) tensor.shape()[1];
    float[][] rows = new float[(int) tensor.shape()[0]][width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, i * width, rows[i], 0, width);
    }
    return rows;
  }

  private static float[] joined(List<float[]> rows) {
    float[] all = new float[rows.stream().mapToInt(row -> row.length).sum()];
    int at = 0;
    for (float[] row : rows) {
      System.arraycopy(row, 0, all, at, row.length);
      at += row.length;
    }
    return all;
  }
}
