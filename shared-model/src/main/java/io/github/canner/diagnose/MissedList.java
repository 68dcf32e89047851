// SPDX-License-Identifier: Apache-2.0
package io.github.canner.diagnose;

import io.github.canner.Mention;
import io.github.canner.evaluate.Csv;
import io.github.canner.tag.Observation.EnglishSide;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Each missed mention with its sentence, the translation and the alignment. */
final class MissedList {
  /** A word of the translation is shown from this share of its attention on. */
  private static final double SHOWN = 0.1;

  private static final List<String> HEAD =
      List.of(
          "language",
          "model",
          "sentence",
          "start",
          "end",
          "type",
          "mention",
          "cause",
          "outcome",
          "found instead",
          "seen in training",
          "attention",
          "english words",
          "translation",
          "text");

  private final List<Diagnosis> diagnoses;

  MissedList(List<Diagnosis> diagnoses) {
    this.diagnoses = List.copyOf(diagnoses);
  }

  /** For reading: by language and model, then by cause. */
  String markdown() {
    StringBuilder text = new StringBuilder("# Missed mentions\n\n");
    text.append(
        "Beside a word stand the English words that paid it a tenth or more of their attention,"
            + " with that share, and with the type and the probability of their likeliest tag.\n");
    for (Diagnosis diagnosis : diagnoses) {
      for (Cause cause : diagnosis.causes()) {
        List<JudgedMention> missed =
            diagnosis.missed().stream().filter(mention -> mention.cause() == cause).toList();
        if (!missed.isEmpty()) {
          text.append("\n## ")
              .append(String.join(", ", diagnosis.language(), diagnosis.model(), cause.toString()))
              .append(": ")
              .append(cause.description())
              .append("\n");
          missed.forEach(mention -> append(text, mention));
        }
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, JudgedMention missed) {
    text.append("\n- sentence ")
        .append(missed.place())
        .append(", ")
        .append(missed.outcome())
        .append(missed.instead().isEmpty() ? "" : ", found " + instead(missed))
        .append(seen(missed).isEmpty() ? "" : ", " + seen(missed))
        .append(": ")
        .append(inline(missed))
        .append('\n');
    EnglishSide side = missed.english();
    if (side == null) {
      return;
    }
    text.append("  - English: ")
        .append(String.join(" ", side.translation().english()))
        .append('\n');
    for (int i = missed.mention().start(); i < missed.mention().end(); i++) {
      List<String> words =
          EnglishWord.all(side, i, i + 1).stream()
              .filter(word -> word.share() >= SHOWN)
              .map(MissedList::shown)
              .toList();
      text.append("  - ")
          .append(missed.sentence().tokens().get(i))
          .append(" <- ")
          .append(words.isEmpty() ? "no word" : String.join(", ", words))
          .append('\n');
    }
  }

  private static String shown(EnglishWord word) {
    return String.format(
        Locale.ROOT,
        "%s %.2f (%s %.2f)",
        word.text(),
        word.share(),
        word.type().isEmpty() ? "O" : word.type(),
        word.probability());
  }

  private static String inline(JudgedMention missed) {
    List<String> words = new ArrayList<>(missed.sentence().tokens());
    Mention mention = missed.mention();
    int last = mention.end() - 1;
    words.set(last, words.get(last) + "]");
    words.set(mention.start(), "[" + mention.type() + " " + words.get(mention.start()));
    return String.join(" ", words);
  }

  private static String seen(JudgedMention missed) {
    if (missed.seen() == null) {
      return "";
    }
    return missed.seen() ? "seen in training" : "unseen in training";
  }

  private static String instead(JudgedMention missed) {
    return String.join(
        ", ",
        missed.instead().stream()
            .map(found -> "[" + found.type() + " " + missed.sentence().textOf(found) + "]")
            .toList());
  }

  /** For other programs: a line for each missed mention. */
  String csv() {
    StringBuilder text = new StringBuilder(Csv.line(HEAD));
    for (Diagnosis diagnosis : diagnoses) {
      diagnosis.missed().forEach(missed -> text.append(Csv.line(fields(diagnosis, missed))));
    }
    return text.toString();
  }

  private static List<String> fields(Diagnosis diagnosis, JudgedMention missed) {
    Mention mention = missed.mention();
    List<EnglishWord> words = missed.englishWords();
    EnglishSide side = missed.english();
    return List.of(
        diagnosis.language(),
        diagnosis.model(),
        Integer.toString(missed.place()),
        Integer.toString(mention.start()),
        Integer.toString(mention.end()),
        mention.type(),
        missed.text(),
        missed.cause().toString(),
        missed.outcome().toString(),
        instead(missed),
        missed.seen() == null ? "" : missed.seen().toString(),
        side == null
            ? ""
            : String.format(
                Locale.ROOT, "%.3f", words.stream().mapToDouble(EnglishWord::share).sum()),
        String.join(
            " ", words.stream().filter(EnglishWord::isAligned).map(MissedList::shown).toList()),
        side == null ? "" : String.join(" ", side.translation().english()),
        String.join(" ", missed.sentence().tokens()));
  }
}
