// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives a translation the names that it left out: capitalised words of the source that stand
 * nowhere in it and that none of its words looks at. They come after the words that translate what
 * stands before them in the source, spelt as there. Small data makes translators drop names that
 * they never saw; an English network of named entities can then read them all the same.
 */
final class ForgottenNames {
  /**
   * A word of the translation looks at a source word if it gives it this share of its attention.
   */
  private static final float LOOKS = 0.5f;

  private ForgottenNames() {}

  /** The translation with the names that it lacks. */
  static Translation restored(Translation translation) {
    List<String> source = translation.source();
    boolean[] forgotten = forgotten(translation);
    int[] places = new int[source.size()];
    for (int i = 0; i < places.length; i++) {
      boolean continued = i > 0 && forgotten[i - 1];
      places[i] = !forgotten[i] ? -1 : continued ? places[i - 1] : after(translation, i);
    }
    List<String> english = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    for (int n = 0; n <= translation.english().size(); n++) {
      for (int i = 0; i < places.length; i++) {
        if (places[i] == n) {
          float[] row = new float[places.length];
          row[i] = 1;
          english.add(source.get(i));
          rows.add(row);
        }
      }
      if (n < translation.english().size()) {
        english.add(translation.english().get(n));
        rows.add(translation.alignment()[n]);
      }
    }
    return new Translation(source, english, rows.toArray(float[][]::new), translation.score());
  }

  private static boolean[] forgotten(Translation translation) {
    List<String> source = translation.source();
    boolean[] forgotten = new boolean[source.size()];
    int capitalised = 0;
    int words = 0;
    for (int i = 0; i < forgotten.length; i++) {
      String word = source.get(i);
      boolean letters = word.codePoints().anyMatch(Character::isLetter);
      words += letters ? 1 : 0;
      if (letters && isCapital(word)) {
        capitalised++;
        forgotten[i] = !translation.english().contains(word) && !isSeen(translation, i);
      }
    }
    if (2 * capitalised > words) {
      return new boolean[source.size()];
    }
    boolean nameBegins = source.size() > 1 && forgotten[1];
    if (forgotten.length > 0 && !nameBegins) {
      forgotten[0] = false;
    }
    return forgotten;
  }

  private static boolean isCapital(String word) {
    int first = word.codePointAt(0);
    return Character.isUpperCase(first) || Character.isTitleCase(first);
  }

  private static boolean isSeen(Translation translation, int word) {
    for (float[] row : translation.alignment()) {
      if (row[word] >= LOOKS) {
        return true;
      }
    }
    return false;
  }

  /**
   * The place in the translation behind the words that look at what stands before a source word.
   */
  private static int after(Translation translation, int word) {
    int nearest = -1;
    int place = 0;
    for (int n = 0; n < translation.alignment().length; n++) {
      int strongest = Translation.strongest(translation.alignment()[n]);
      if (strongest < word && strongest >= nearest) {
        nearest = strongest;
        place = n + 1;
      }
    }
    return place;
  }
}
