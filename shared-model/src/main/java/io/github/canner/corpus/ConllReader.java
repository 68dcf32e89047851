// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import io.github.canner.Mention;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads tagged text with one token a line and a blank line after each sentence, in the many
 * dialects called CoNLL.
 *
 * <ul>
 *   <li>UTF-8, plain or gzip, with or without a byte order mark, lines ending in LF or CR LF.
 *   <li>Columns parted by a tab each, or by spaces where most lines hold no tab; the same number in
 *       every line. In a file with tabs a token may hold spaces; those around it are dropped. A
 *       no-break space parts nothing.
 *   <li>Where every line has three columns or more and begins with its number in the sentence, the
 *       token stands in column 2 and the tag in column 3, as in Universal NER; numbers such as
 *       {@code 4-5} and {@code 8.1} mark lines that are no tokens of their own and are left out, as
 *       in CoNLL-U. Elsewhere the token stands in the first column and the tag in the last.
 *   <li>A line whose first column is {@code -DOCSTART-} ends a sentence and is none.
 *   <li>A line beginning with {@code #} is a comment in a file with numbered lines. Elsewhere it is
 *       one if it has no columns, or if it begins with {@code #} and a space in a file without tabs
 *       and has not as many columns as the other lines; so {@code # O} is a token.
 *   <li>The tag {@code _} marks a token that is not annotated, as CoNLL-U writes a value left open.
 *   <li>The tag {@code 0} means {@code O} in a file that has no {@code O}.
 *   <li>A row outside of mentions whose token is empty or white space is left out and reported, or
 *       refused by {@link #readTokens}; a no-break space is a token.
 *   <li>A sentence has 5,000 tokens at most; more are a file without blank lines.
 *   <li>Tokens are brought into Unicode normal form C.
 * </ul>
 *
 * <p>The {@link TagScheme} is given or detected from the whole file: {@code BARE} if no tag has a
 * prefix, {@code BIOES} if one of E, S, L, U occurs, otherwise that of {@code IOB1} and {@code
 * IOB2} which the file breaks more rarely, which is {@code IOB2} for a file without mentions.
 * Immutable.
 */
public final class ConllReader {
  private final @Nullable TagScheme scheme;
  private final int tokenColumn;
  private final int tagColumn;

  private ConllReader(Builder builder) {
    this.scheme = builder.scheme;
    this.tokenColumn = builder.tokenColumn;
    this.tagColumn = builder.tagColumn;
  }

  /** A reader that detects everything. */
  public static ConllReader detecting() {
    return builder().build();
  }

  /** Starts a reader that detects what it is not told. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads a file.
   *
   * @throws CanException if the file cannot be read or a line is malformed, with file and line
   *     number
   */
  public Corpus read(Path file) {
    try (Lines lines = Lines.open(file)) {
      ConllTable table = ConllTable.read(lines, tokenColumn, tagColumn, true);
      return corpus(table, scheme == null ? table.detectScheme() : scheme);
    }
  }

  /**
   * The words of a file.
   *
   * @param rowsWithoutToken the lines that were left out because they have none, from 1
   */
  public record Words(List<List<String>> sentences, List<Integer> rowsWithoutToken) {}

  /**
   * Reads the tokens alone, so that a file may have one column and its tags may be anything.
   *
   * @throws CanException if the file cannot be read or a line is malformed, with file and line
   *     number
   */
  public Words readWords(Path file) {
    try (Lines lines = Lines.open(file)) {
      ConllTable table = ConllTable.read(lines, tokenColumn, tagColumn, false);
      return new Words(tokens(table), List.copyOf(table.rowsWithoutToken()));
    }
  }

  /**
   * Reads the tokens alone from a stream, which it leaves open, and leaves no row out: for results
   * that have a row for each.
   *
   * @param name stands for the stream in messages
   * @throws CanException if the stream cannot be read or a line is malformed or has no token, with
   *     name and line number
   */
  public List<List<String>> readTokens(InputStream stream, String name) {
    @SuppressWarnings("resource") // belongs to the caller
    Lines lines = Lines.of(stream, name);
    ConllTable table = ConllTable.read(lines, tokenColumn, tagColumn, false);
    table.requireTokens();
    return tokens(table);
  }

  private static List<List<String>> tokens(ConllTable table) {
    return table.sentences().stream().map(sentence -> List.copyOf(sentence.tokens())).toList();
  }

  private static Corpus corpus(ConllTable table, TagScheme scheme) {
    List<TaggedSentence> sentences = new ArrayList<>(table.sentences().size());
    SortedMap<String, Integer> types = new TreeMap<>();
    List<CorpusReport.LineViolation> shown = new ArrayList<>();
    int violations = 0;
    int tokens = 0;
    int unannotated = 0;
    for (ConllTable.Sentence sentence : table.sentences()) {
      table.requireTags(sentence, scheme);
      TagReading reading = new TagReading(scheme, sentence.tags());
      for (TagScheme.Violation violation : reading.violations()) {
        if (violations++ < CorpusReport.SHOWN) {
          int line = sentence.lines().get(violation.position());
          shown.add(new CorpusReport.LineViolation(line, violation.tag(), violation.problem()));
        }
      }
      for (Mention mention : reading.mentions()) {
        types.merge(mention.type(), 1, Integer::sum);
      }
      tokens += sentence.tokens().size();
      unannotated += reading.unannotated().size();
      sentences.add(
          new TaggedSentence(sentence.tokens(), reading.mentions(), reading.unannotated()));
    }
    CorpusReport report =
        new CorpusReport(
            table.name(),
            scheme,
            table.tokenColumn(),
            table.tagColumn(),
            sentences.size(),
            tokens,
            unannotated,
            0,
            types,
            table.rowsWithoutToken(),
            violations,
            shown);
    return new Corpus(sentences, Set.of(), report);
  }

  /** Options of a reader. */
  public static final class Builder {
    private @Nullable TagScheme scheme;
    private int tokenColumn;
    private int tagColumn;

    private Builder() {}

    /** How mentions are written; detected where not set. */
    public Builder scheme(TagScheme value) {
      this.scheme = value;
      return this;
    }

    /** The column of the tokens, from 1; detected where not set. */
    public Builder tokenColumn(int value) {
      this.tokenColumn = positive(value);
      return this;
    }

    /** The column of the tags, from 1; detected where not set. */
    public Builder tagColumn(int value) {
      this.tagColumn = positive(value);
      return this;
    }

    /** The reader. */
    public ConllReader build() {
      return new ConllReader(this);
    }

    private static int positive(int column) {
      if (column < 1) {
        throw new IllegalArgumentException("columns count from 1, not " + column);
      }
      return column;
    }
  }
}
