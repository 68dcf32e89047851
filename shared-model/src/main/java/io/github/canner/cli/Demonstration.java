// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanModel;
import io.github.canner.Explanation;
import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.text.Detokenizer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows what a model does with a few sentences, and what each host makes of them. */
final class Demonstration {
  /** Finnish, as a newspaper might write; people and events are made up. */
  static final List<List<String>> SENTENCES =
      List.of(
          words("Presidentti Aino Salmela vierailee Tallinnassa ensi tiistaina ."),
          words("Oulun yliopisto palkkasi tutkija Mikko Rantasen syyskuussa 2024 ."),
          words("Kirjailija Eero Lahtinen muutti Turusta Berliiniin vuonna 1998 ."),
          words("Nokia ja Helsingin kaupunki allekirjoittivat sopimuksen 14. maaliskuuta 2025 ."),
          words("Euroopan unioni rahoittaa rautatien Tampereelta Poriin ."));

  private static final int WIDTH = 96;

  private Demonstration() {}

  private static List<String> words(String sentence) {
    return List.of(sentence.split(" "));
  }

  /** Shows each sentence, its translation, and each mention with the English words behind it. */
  static void show(CanModel model, List<List<String>> sentences, PrintStream out) {
    out.println(
        "What the model finds. Below each sentence stands the English that it made of it; beside"
            + " each mention, its");
    out.println(
        "probability and the English words that came from it, with the share of attention they"
            + " paid to it.");
    for (List<String> sentence : sentences) {
      Explanation seen = model.explain(sentence);
      out.println();
      out.println(MentionFormat.inline(new TaggedSentence(sentence, seen.mentions())));
      if (!seen.english().isEmpty()) {
        out.println("  = " + Detokenizer.english().join(seen.english()));
      }
      for (Mention mention : seen.mentions()) {
        out.println("  " + line(sentence, mention) + behind(seen, mention));
      }
    }
  }

  /** Shows what a host makes of the sentences, several mentions a line where they fit. */
  static void show(
      DemoHost host, @Nullable Path model, List<List<String>> sentences, PrintStream out) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    host.show(model, sentences, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    out.println();
    out.println("The same sentences through " + host.name() + ":");
    StringBuilder row = new StringBuilder();
    for (String mention : bytes.toString(StandardCharsets.UTF_8).lines().toList()) {
      if (row.length() + mention.length() > WIDTH) {
        out.println(row);
        row.setLength(0);
      }
      row.append(row.isEmpty() ? "  " : "   ").append(mention);
    }
    if (!row.isEmpty()) {
      out.println(row);
    }
  }

  private static String line(List<String> sentence, Mention mention) {
    String text = new TaggedSentence(sentence, List.of(mention)).textOf(mention);
    return DemoHost.line(mention.type(), text, mention.probability());
  }

  /** The English words whose strongest attention lies within the mention. */
  private static String behind(Explanation seen, Mention mention) {
    List<String> words = new ArrayList<>();
    for (int j = 0; j < seen.english().size(); j++) {
      List<Float> attention = seen.alignment().get(j);
      int strongest = 0;
      double share = 0;
      for (int i = 0; i < attention.size(); i++) {
        strongest = attention.get(i) > attention.get(strongest) ? i : strongest;
        share += i >= mention.start() && i < mention.end() ? attention.get(i) : 0;
      }
      if (strongest >= mention.start() && strongest < mention.end()) {
        words.add(String.format(Locale.ROOT, "%s %.2f", seen.english().get(j), share));
      }
    }
    if (seen.english().isEmpty()) {
      return "";
    }
    return words.isEmpty() ? "  <- no English word" : "  <- " + String.join(", ", words);
  }
}
