// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanException;
import io.github.canner.corpus.AtomicFiles;
import io.github.canner.corpus.ConllReader;
import io.github.canner.corpus.ConllWriter;
import io.github.canner.corpus.Lines;
import io.github.canner.corpus.TaggedSentence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.NameSampleDataStream;
import opennlp.tools.tokenize.WhitespaceTokenizer;
import opennlp.tools.util.StringUtil;

/**
 * Files in OpenNLP's own format, a sentence a line with {@code <START:person> Aino Virtanen <END>}
 * in it, from CoNLL and back. What one of the formats cannot say is an error, so nothing is lost
 * but where documents start, which CoNLL need not say.
 */
public final class NativeFormat {
  private static final Pattern TAG = Pattern.compile("<START(:[^:>\\s]*)?>|<END>");
  private static final Pattern TYPE = Pattern.compile("[^:>\\s]+");

  private NativeFormat() {}

  /**
   * Makes a file in OpenNLP's format from CoNLL of any dialect.
   *
   * @param documentSize how many sentences count as a document, at least 1; an empty line stands
   *     between documents, by which OpenNLP's cross-validation goes
   * @throws CanException if the file cannot be read or written, or holds words that are not
   *     annotated, that hold white space or look like tags, or types that cannot stand in a tag
   */
  public static void fromConll(Path conll, Path file, int documentSize) {
    if (documentSize < 1) {
      throw new CanException("a document of " + documentSize + " sentences, expected 1 or more");
    }
    List<TaggedSentence> sentences = ConllReader.detecting().read(conll).sentences();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences.size(); i++) {
      check(sentences.get(i), conll);
      boolean startsDocument = i > 0 && i % documentSize == 0;
      text.append(NameSamples.toOpenNlp(sentences.get(i), startsDocument)).append('\n');
    }
    AtomicFiles.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static void check(TaggedSentence sentence, Path file) {
    for (String token : sentence.tokens()) {
      if (TAG.matcher(token).matches() || token.chars().anyMatch(StringUtil::isWhitespace)) {
        throw new CanException(
            file
                + ": the token '"
                + token
                + "' cannot stand in OpenNLP's format, expected one without white space that is no"
                + " tag");
      }
    }
    sentence
        .mentions()
        .forEach(
            mention -> {
              if (!TYPE.matcher(mention.type()).matches()) {
                throw new CanException(
                    file
                        + ": the type '"
                        + mention.type()
                        + "' cannot stand in OpenNLP's format, expected one without white space,"
                        + " ':' and '>'");
              }
            });
  }

  /**
   * Makes a CoNLL file, in IOB2 with two columns, from one in OpenNLP's format.
   *
   * @throws CanException if the file cannot be read or written, or a line is malformed, with its
   *     number
   */
  public static void toConll(Path file, Path conll) {
    ConllWriter.write(conll, read(file));
  }

  private static List<TaggedSentence> read(Path file) {
    List<TaggedSentence> sentences = new ArrayList<>();
    try (Lines lines = Lines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          sentences.add(sentence(line, file + ", line " + lines.number()));
        }
      }
    }
    return sentences;
  }

  private static TaggedSentence sentence(String line, String where) {
    try {
      requireClosed(line);
      return NameSamples.fromOpenNlp(NameSample.parse(line, false));
    } catch (IOException | IllegalArgumentException e) {
      throw new CanException(where + ": " + e.getMessage() + ", expected OpenNLP's format", e);
    }
  }

  /** OpenNLP drops a name that no tag ends, and makes one without words that it then refuses. */
  private static void requireClosed(String line) throws IOException {
    String open = "";
    String before = "";
    for (String word : WhitespaceTokenizer.INSTANCE.tokenize(line)) {
      if (word.startsWith(NameSampleDataStream.START_TAG_PREFIX)
          || word.equals(NameSampleDataStream.START_TAG)) {
        open = word;
      } else if (word.equals(NameSampleDataStream.END_TAG)) {
        if (before.equals(open) && !open.isEmpty()) {
          throw new IOException(open + " is followed by no word");
        }
        open = "";
      }
      before = word;
    }
    if (!open.isEmpty()) {
      throw new IOException(open + " is not closed by " + NameSampleDataStream.END_TAG);
    }
  }
}
