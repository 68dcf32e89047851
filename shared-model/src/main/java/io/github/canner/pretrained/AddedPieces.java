// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import io.github.canner.bundle.DType;
import io.github.canner.bundle.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Word pieces that an encoder lacks and a text could use: first the characters that it does not
 * know, at the beginning of a word or within one, then whole words that break into many pieces,
 * those first that save most pieces in the text.
 *
 * @param pieces the new pieces; for each the numbers of pieces, known or added before it, whose
 *     mean its vector begins as
 */
record AddedPieces(Map<String, int[]> pieces) {
  private static final int LEAST = 5;
  private static final int LONGEST = 40;

  /** None. */
  static final AddedPieces NONE = new AddedPieces(Map.of());

  /**
   * Chooses new pieces for words and characters that stand {@value #LEAST} times in a text or more.
   *
   * @param vocabulary the known pieces by number
   * @param where names their origin in messages
   * @param most how many to choose at most
   */
  static AddedPieces of(
      List<String> vocabulary, String where, List<? extends List<String>> text, int most) {
    if (most == 0) {
      return NONE;
    }
    Map<String, Long> counts = new TreeMap<>();
    text.forEach(sentence -> sentence.forEach(word -> counts.merge(word, 1L, Long::sum)));
    Map<String, int[]> added = new LinkedHashMap<>();
    addCharacters(vocabulary, counts, most, added);
    List<String> spelling = new ArrayList<>(vocabulary);
    spelling.addAll(added.keySet());
    try (WordPieces pieces = new WordPieces(spelling, where)) {
      addWords(pieces, counts, most - added.size(), added);
    }
    return new AddedPieces(added);
  }

  private static void addCharacters(
      List<String> vocabulary, Map<String, Long> counts, int most, Map<String, int[]> added) {
    Map<String, Long> forms = new TreeMap<>();
    counts.forEach(
        (word, count) -> forms(word).forEach(form -> forms.merge(form, count, Long::sum)));
    Set<String> known = new HashSet<>(vocabulary);
    Map<String, int[]> alike = new HashMap<>();
    forms.entrySet().stream()
        .filter(entry -> entry.getValue() >= LEAST && !known.contains(entry.getKey()))
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(Map.Entry::getKey)
        .forEach(
            form ->
                added.put(
                    form, alike.computeIfAbsent(kind(form), kind -> alike(vocabulary, kind))));
  }

  /** The characters of a word as pieces: BERT's tokeniser begins a word before any but letters. */
  private static List<String> forms(String word) {
    List<String> forms = new ArrayList<>();
    boolean within = false;
    for (int character : word.codePoints().toArray()) {
      boolean letter = isLetter(character) || Character.isDigit(character);
      forms.add((within && letter ? WordPieces.CONTINUED : "") + Character.toString(character));
      within = letter;
    }
    return forms;
  }

  /** The known pieces of one character of a kind, or the one for what is not known. */
  private static int[] alike(List<String> vocabulary, String kind) {
    int[] alike =
        IntStream.range(0, vocabulary.size())
            .filter(id -> kind(vocabulary.get(id)).equals(kind))
            .toArray();
    return alike.length == 0 ? new int[] {vocabulary.indexOf(WordPieces.UNKNOWN)} : alike;
  }

  /** The place in the word, and the script or category, of a piece of one character. */
  private static String kind(String piece) {
    boolean within = piece.startsWith(WordPieces.CONTINUED) && piece.length() > 2;
    String form = within ? WordPieces.CONTINUED : "";
    if (piece.codePointCount(form.length(), piece.length()) != 1) {
      return "";
    }
    int character = piece.codePointAt(form.length());
    return isLetter(character)
        ? form + Character.UnicodeScript.of(character) + " " + Character.isUpperCase(character)
        : form + Character.getType(character);
  }

  private static boolean isLetter(int character) {
    int type = Character.getType(character);
    return Character.isLetter(character) && !Character.isIdeographic(character)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static void addWords(
      WordPieces pieces, Map<String, Long> counts, int most, Map<String, int[]> added) {
    Map<String, Long> frequent = new TreeMap<>(counts);
    frequent
        .entrySet()
        .removeIf(
            entry ->
                entry.getValue() < LEAST
                    || entry.getKey().codePointCount(0, entry.getKey().length()) > LONGEST
                    || !entry.getKey().codePoints().allMatch(AddedPieces::isLetter));
    List<List<String>> words = frequent.keySet().stream().map(List::of).toList();
    List<PieceSentence> split = pieces.split(words);
    Map<String, Long> saved = new TreeMap<>();
    Map<String, int[]> parts = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).get(0);
      int[] ids = split.get(i).ids();
      if (ids.length > 1) {
        saved.put(word, (ids.length - 1) * frequent.getOrDefault(word, 0L));
        parts.put(word, ids);
      }
    }
    saved.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(Map.Entry::getKey)
        .forEach(word -> added.put(word, parts.getOrDefault(word, new int[0])));
  }

  /** The known pieces and behind them the new ones. */
  List<String> after(List<String> vocabulary) {
    List<String> all = new ArrayList<>(vocabulary);
    all.addAll(pieces.keySet());
    return all;
  }

  /**
   * A table with a row for each known piece and behind them one for each new piece: the mean of the
   * rows of its parts.
   *
   * @param table of the known pieces, shape (pieces, width)
   * @return in half precision
   */
  Tensor after(Tensor table) {
    Tensor known = table.type() == DType.F16 ? table : table.toHalf();
    if (pieces.isEmpty()) {
      return known;
    }
    int width = Math.toIntExact(table.shape()[1]);
    int first = Math.toIntExact(table.shape()[0]);
    float[] means = new float[pieces.size() * width];
    int next = 0;
    for (int[] parts : pieces.values()) {
      float[] sum = new float[width];
      for (int part : parts) {
        float[] row =
            part < first
                ? new KeptPieces(new int[] {part}).rows(known).toFloats()
                : Arrays.copyOfRange(means, (part - first) * width, (part - first + 1) * width);
        for (int i = 0; i < width; i++) {
          sum[i] += row[i];
        }
      }
      for (int i = 0; i < width; i++) {
        means[next * width + i] = sum[i] / parts.length;
      }
      next++;
    }
    ByteBuffer rows = Tensor.ofFloats(means, pieces.size(), width).toHalf().data();
    ByteBuffer all = ByteBuffer.allocate(known.data().remaining() + rows.remaining());
    all.put(known.data()).put(rows).flip();
    return new Tensor(DType.F16, new long[] {first + pieces.size(), width}, all);
  }
}
