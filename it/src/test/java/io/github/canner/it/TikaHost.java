// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.ner.NamedEntityParser;
import org.xml.sax.helpers.DefaultHandler;

/** Tika's parser for names: reads a text file, prints a line for each name with its type. */
final class TikaHost {
  private TikaHost() {}

  public static void main(String[] arguments) throws Exception {
    String text = Files.readString(Path.of(arguments[0]));
    PrintStream out = System.out;
    System.setOut(System.err);
    Metadata metadata = new Metadata();
    metadata.set(Metadata.CONTENT_TYPE, "text/plain");
    new NamedEntityParser()
        .parse(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            new DefaultHandler(),
            metadata,
            new ParseContext());
    try (PrintStream utf8 = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      for (String key : metadata.names()) {
        if (key.startsWith(NamedEntityParser.MD_KEY_PREFIX)) {
          Arrays.stream(metadata.getValues(key)).forEach(name -> utf8.println(key + " " + name));
        }
      }
    }
  }
}
