// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import java.util.ArrayList;
import java.util.List;

/** Sentences that adapters stumble over. */
final class HardText {
  /** Emoji, right-to-left text, combining marks, mark-up, a word of 500 letters. */
  static final List<List<String>> UNUSUAL =
      List.of(
          List.of("🙂", "Turku", "👩‍🚀", "Åbo"),
          List.of("القاهرة", "ja", "ירושלים"),
          List.of("Helsinki\u0301", "Oulu\u200b", "<b>", "&", "\"", "\\", "%41", "<START:PER>"),
          List.of("x".repeat(500)),
          List.of("Pekka", "Salonen", "Anna", "Virtanen", "Turku", "Oulu"),
          List.of("."));

  /** What every host must find as the model does: usual text, unusual words. */
  static final List<List<String>> ALL = all();

  private HardText() {}

  private static List<List<String>> all() {
    List<List<String>> all = new ArrayList<>(FinnishText.SENTENCES);
    all.addAll(UNUSUAL);
    return List.copyOf(all);
  }
}
