// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import io.github.canner.Mention;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.Span;

/** A program that knows OpenNLP only. */
final class NameFinderHost {
  private NameFinderHost() {}

  public static void main(String[] arguments) throws Exception {
    HostMain.serve(
        () -> {
          try (InputStream in =
              new BufferedInputStream(Files.newInputStream(Path.of(arguments[0])))) {
            NameFinderME finder = new NameFinderME(new TokenNameFinderModel(in));
            return sentences -> sentences.stream().map(tokens -> find(finder, tokens)).toList();
          }
        });
  }

  private static List<Mention> find(NameFinderME finder, List<String> tokens) {
    return mentions(finder.find(tokens.toArray(String[]::new)));
  }

  static List<Mention> mentions(Span[] spans) {
    return Stream.of(spans)
        .map(span -> new Mention(span.getStart(), span.getEnd(), span.getType(), span.getProb()))
        .toList();
  }
}
