// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small files to train tiny models on. */
final class Texts {
  private static final String[][] PAIRS = {
    {"Anna asuu Turussa.", "Anna lives in Turku.", "school"},
    {"Matti asuu Oulussa.", "Matti lives in Oulu.", "school"},
    {"Anna näki Matin Turussa.", "Anna saw Matti in Turku.", "school"},
    {"Liisa asuu Porissa.", "Liisa lives in Pori.", "school"},
    {"Matti näki Liisan Oulussa.", "Matti saw Liisa in Oulu.", "school"},
    {"Talo on suuri.", "The house is large.", "school"},
    {"Kirja on pieni.", "The book is small.", "school"},
    {"Liisa näki Annan Porissa.", "Liisa saw Anna in Pori.", "school"},
    {"Anna asuu Oulussa.", "Anna lives in Oulu.", "news"},
    {"Kirja on suuri.", "The book is large.", "news"},
  };

  private static final List<String> FINNISH =
      List.of(
          "[PER Anna Laine] asuu [LOC Turussa] .",
          "[PER Matti] asuu [LOC Oulussa] .",
          "[PER Anna] näki [PER Matin] [LOC Turussa] .",
          "[PER Liisa Salo] asuu [LOC Porissa] .",
          "Talo on suuri .",
          "[PER Matti] näki [PER Liisan] [LOC Oulussa] .",
          "Kirja on pieni .",
          "[PER Liisa] näki [PER Annan] [LOC Porissa] .");

  private static final List<String> ENGLISH =
      List.of(
          "[PER Anna Laine] lives in [LOC Turku] .",
          "[PER Matti] lives in [LOC Oulu] .",
          "[PER Anna] saw [PER Matti] in [LOC Turku] .",
          "The house is large .",
          "[PER Liisa Salo] lives in [LOC Pori] .",
          "The book is small .",
          "[PER Liisa] saw [PER Anna] in [LOC Pori] .");

  private Texts() {}

  /** Sentence pairs with the sources {@code school} and {@code news}, tab-separated. */
  static Path parallel(Path folder) {
    List<String> lines = new ArrayList<>();
    for (String[] pair : PAIRS) {
      lines.add(String.join("\t", pair));
    }
    return write(folder.resolve("pairs.tsv"), lines);
  }

  /** A Finnish corpus with the types LOC and PER. */
  static Path finnish(Path folder) {
    return conll(folder.resolve("fin.conll"), FINNISH);
  }

  /** An English corpus with the types LOC and PER. */
  static Path english(Path folder) {
    return conll(folder.resolve("eng.conll"), ENGLISH);
  }

  /** Writes sentences such as {@code [PER Anna Laine] asuu [LOC Turussa] .}. */
  static Path conll(Path file, List<String> sentences) {
    List<String> lines = new ArrayList<>();
    for (String sentence : sentences) {
      String type = "";
      boolean first = true;
      for (String piece : sentence.split(" ")) {
        if (piece.startsWith("[")) {
          type = piece.substring(1);
          first = true;
          continue;
        }
        boolean last = piece.endsWith("]");
        String token = last ? piece.substring(0, piece.length() - 1) : piece;
        lines.add(token + "\t" + (type.isEmpty() ? "O" : (first ? "B-" : "I-") + type));
        first = false;
        type = last ? "" : type;
      }
      lines.add("");
    }
    return write(file, lines);
  }

  static Path write(Path file, List<String> lines) {
    try {
      return Files.write(file, lines);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
