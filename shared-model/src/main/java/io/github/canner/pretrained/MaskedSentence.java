// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A sentence of which some pieces are to be guessed, by the recipe of BERT with masking of whole
 * words (Devlin et al. 2019): words are drawn until 15 % of the pieces are chosen, a word that
 * would go beyond is passed over, but one word is always chosen; of the chosen pieces 80 % are
 * replaced by the mask, 10 % by a random piece, and 10 % stay.
 *
 * @param seen the numbers of the pieces as the network sees them
 * @param places of the pieces to guess, rising
 */
record MaskedSentence(int[] seen, int[] places) {
  private static final double CHOSEN = 0.15;
  private static final double MASKED = 0.8;
  private static final double REPLACED = 0.1;

  /**
   * What may stand in the place of a chosen piece.
   *
   * @param mask the number of the mask
   * @param others the numbers of the pieces to draw from
   */
  record Replacements(int mask, int[] others) {}

  /** Chooses pieces of a sentence of one word at least. */
  static MaskedSentence of(
      PieceSentence sentence, Replacements replacements, SplittableRandom random) {
    int[] seen = sentence.ids().clone();
    int[] places = chosen(sentence, random);
    for (int place : places) {
      double kind = random.nextDouble();
      if (kind < MASKED) {
        seen[place] = replacements.mask();
      } else if (kind < MASKED + REPLACED) {
        seen[place] = replacements.others()[random.nextInt(replacements.others().length)];
      }
    }
    return new MaskedSentence(seen, places);
  }

  private static int[] chosen(PieceSentence sentence, SplittableRandom random) {
    int wanted = Math.max(1, (int) Math.round(CHOSEN * sentence.ids().length));
    List<Integer> places = new ArrayList<>();
    for (int word : shuffled(sentence.words(), random)) {
      int from = sentence.starts()[word];
      int to = sentence.starts()[word + 1];
      if (places.isEmpty() || places.size() + to - from <= wanted) {
        for (int place = from; place < to; place++) {
          places.add(place);
        }
      }
      if (places.size() >= wanted) {
        break;
      }
    }
    return places.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }
}
