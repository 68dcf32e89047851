// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A text with persons, places and organisations, and one sentence without any. */
final class FinnishText {
  static final List<List<String>> SENTENCES =
      Stream.of(
              "Presidentti Sauli Niinistö vieraili maanantaina Turussa .",
              "Kansanedustaja Anna Virtanen matkusti eilen Helsingistä Tampereelle .",
              "Nokia avaa uuden toimiston Oulussa , kertoo tiedottaja Pekka Salonen .",
              "Suomen Pankki ja Kela toimivat Helsingissä .",
              "Ilta oli kylmä ja järvi jäässä .",
              "Jyväskylän yliopiston tutkija Liisa Korhonen väitteli Ruotsissa viime vuonna .",
              "Helsingin Sanomat haastatteli kirjailija Matti Niemistä Pariisissa .")
          .map(sentence -> List.of(sentence.split(" ")))
          .toList();

  private FinnishText() {}

  /** The sentences as text: a space between tokens, a sentence a line. */
  static String join(List<List<String>> sentences) {
    return sentences.stream()
        .map(tokens -> String.join(" ", tokens))
        .collect(Collectors.joining("\n"));
  }
}
