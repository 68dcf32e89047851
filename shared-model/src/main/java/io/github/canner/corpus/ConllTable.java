// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The columns of a CoNLL file before its tags are understood; see {@link ConllReader} for the
 * dialects.
 */
final class ConllTable {
  private static final String DOCUMENT = "-DOCSTART-";
  private static final String BARE_OUTSIDE = "0";
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern NO_TOKEN = Pattern.compile("\\d+[-.]\\d+");

  /**
   * The rows of a sentence.
   *
   * @param tags the tag of each; empty where tags are not read
   * @param lines the line number of each
   */
  record Sentence(List<String> tokens, List<String> tags, List<Integer> lines) {}

  private static final int LONGEST = 5_000;

  private final String name;
  private final List<String> lines;
  private final boolean tabs;
  private final int columns;
  private final int typicalLine;
  private final boolean numbered;
  private final int tokenColumn;
  private final int tagColumn;
  private final boolean tagged;
  private final List<Sentence> sentences = new ArrayList<>();
  private final List<Integer> rowsWithoutToken = new ArrayList<>();

  private ConllTable(
      String name, List<String> lines, int tokenColumn, int tagColumn, boolean tagged) {
    this.name = name;
    this.lines = lines;
    this.tagged = tagged;
    List<Integer> candidates = candidates(lines);
    this.tabs =
        candidates.stream().filter(i -> lines.get(i).indexOf('\t') >= 0).count() * 2
            > candidates.size();
    int[] typical = typicalColumns(lines, candidates, tabs);
    this.columns = typical[0];
    this.typicalLine = typical[1];
    this.numbered = columns >= 3 && numbered(lines, tabs);
    this.tokenColumn = tokenColumn > 0 ? tokenColumn : numbered ? 2 : 1;
    this.tagColumn = tagColumn > 0 ? tagColumn : numbered ? 3 : Math.max(columns, 2);
  }

  /** Reads the columns; those given as 0 are detected. */
  static ConllTable read(Lines source, int tokenColumn, int tagColumn, boolean tagged) {
    List<String> lines = new ArrayList<>();
    for (String line = source.next(); line != null; line = source.next()) {
      lines.add(line);
    }
    ConllTable table = new ConllTable(source.name(), lines, tokenColumn, tagColumn, tagged);
    table.requireColumns();
    table.readSentences();
    return table;
  }

  /** Lines that surely are rows; all that are not blank where there are none. */
  private static List<Integer> candidates(List<String> lines) {
    List<Integer> sure = new ArrayList<>();
    List<Integer> perhaps = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !isDocument(line)) {
        (line.startsWith("#") ? perhaps : sure).add(i);
      }
    }
    return sure.isEmpty() ? perhaps : sure;
  }

  /**
   * The most frequent number of columns, the first of those equally frequent, and the first line
   * that has it.
   */
  private static int[] typicalColumns(List<String> lines, List<Integer> candidates, boolean tabs) {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    Map<Integer, Integer> first = new HashMap<>();
    for (int i : candidates) {
      int count = split(lines.get(i), tabs).length;
      counts.merge(count, 1, Integer::sum);
      first.putIfAbsent(count, i + 1);
    }
    int best = 0;
    for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
      if (best == 0 || entry.getValue() > counts.getOrDefault(best, 0)) {
        best = entry.getKey();
      }
    }
    return new int[] {best, first.getOrDefault(best, 0)};
  }

  /** Whether each row begins with its number in the sentence, counted from 0 or 1. */
  private static boolean numbered(List<String> lines, boolean tabs) {
    int expected = -1;
    for (String line : lines) {
      if (line.isBlank() || isDocument(line)) {
        expected = -1;
      } else if (!line.startsWith("#")) {
        String first = split(line, tabs)[0];
        if (NO_TOKEN.matcher(first).matches()) {
          continue;
        }
        if (!NUMBER.matcher(first).matches() || first.length() > 9) {
          return false;
        }
        int number = Integer.parseInt(first);
        if (expected < 0 ? number > 1 : number != expected) {
          return false;
        }
        expected = number + 1;
      }
    }
    return true;
  }

  private void requireColumns() {
    if (columns == 0) {
      return;
    }
    int needed = tagged ? Math.max(tokenColumn, tagColumn) : tokenColumn;
    if (columns < needed) {
      throw malformed(
          typicalLine,
          "expected "
              + needed
              + " or more columns parted by a tab or by spaces, such as a token and its tag");
    }
    if (tagged && tokenColumn == tagColumn) {
      throw new CanException(name + ": tokens and tags cannot both stand in column " + tokenColumn);
    }
  }

  private void readSentences() {
    Map<String, String> known = new HashMap<>();
    Sentence sentence = new Sentence(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || isDocument(line)) {
        if (!sentence.lines().isEmpty()) {
          sentences.add(sentence);
          sentence = new Sentence(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
      } else if (!isComment(line)) {
        addRow(sentence, i + 1, known);
      }
    }
    if (!sentence.lines().isEmpty()) {
      sentences.add(sentence);
    }
    if (!known.containsKey(TagScheme.OUTSIDE) && known.containsKey(BARE_OUTSIDE)) {
      sentences.forEach(
          s -> s.tags().replaceAll(tag -> tag.equals(BARE_OUTSIDE) ? TagScheme.OUTSIDE : tag));
    }
  }

  private void addRow(Sentence sentence, int number, Map<String, String> known) {
    String[] row = split(lines.get(number - 1), tabs);
    if (row.length != columns) {
      throw malformed(number, "expected " + columns + " columns as in line " + typicalLine);
    }
    if (numbered && NO_TOKEN.matcher(row[0]).matches()) {
      return;
    }
    String token = row[tokenColumn - 1].strip();
    String tag = tagged ? row[tagColumn - 1].strip() : TagScheme.OUTSIDE;
    if (tag.isEmpty()) {
      throw malformed(number, "expected a tag in column " + tagColumn);
    }
    if (token.isEmpty()) {
      if (!TagScheme.isNoMention(tag) && !tag.equals(BARE_OUTSIDE)) {
        throw malformed(
            number, "expected a token in column " + tokenColumn + " where a mention is");
      }
      rowsWithoutToken.add(number);
      return;
    }
    if (sentence.tokens().size() == LONGEST) {
      throw new CanException(
          Lines.at(name, number)
              + "found more than "
              + LONGEST
              + " tokens since the last blank line, expected one after each sentence");
    }
    sentence.tokens().add(Normalizer.normalize(token, Normalizer.Form.NFC));
    sentence.lines().add(number);
    if (tagged) {
      sentence.tags().add(known.computeIfAbsent(tag, t -> t));
    }
  }

  private boolean isComment(String line) {
    if (!line.startsWith("#")) {
      return false;
    }
    if (numbered) {
      return true;
    }
    int found = split(line, tabs).length;
    return found != columns && (found == 1 || (!tabs && line.startsWith("# ")));
  }

  private static boolean isDocument(String line) {
    return line.startsWith(DOCUMENT)
        && (line.length() == DOCUMENT.length()
            || " \t".indexOf(line.charAt(DOCUMENT.length())) >= 0);
  }

  private static String[] split(String line, boolean tabs) {
    if (tabs) {
      return line.split("\t", -1);
    }
    String row = line.stripTrailing();
    return row.contains("  ") ? row.split(" +") : row.split(" ");
  }

  TagScheme detectScheme() {
    boolean prefixed = false;
    boolean bare = false;
    boolean ends = false;
    for (Sentence sentence : sentences) {
      for (String tag : sentence.tags()) {
        if (TagScheme.hasPrefix(tag)) {
          prefixed = true;
          ends |= !TagScheme.IOB2.admits(tag);
        } else {
          bare |= !TagScheme.isNoMention(tag);
        }
      }
    }
    if (!prefixed) {
      return bare ? TagScheme.BARE : TagScheme.IOB2;
    }
    if (ends) {
      return TagScheme.BIOES;
    }
    sentences.forEach(sentence -> requireTags(sentence, TagScheme.IOB2));
    return violations(TagScheme.IOB1) < violations(TagScheme.IOB2)
        ? TagScheme.IOB1
        : TagScheme.IOB2;
  }

  private long violations(TagScheme scheme) {
    return sentences.stream()
        .mapToLong(sentence -> scheme.violations(sentence.tags()).size())
        .sum();
  }

  void requireTags(Sentence sentence, TagScheme scheme) {
    for (int i = 0; i < sentence.tags().size(); i++) {
      String tag = sentence.tags().get(i);
      if (!scheme.admits(tag) || tag.equals(BARE_OUTSIDE)) {
        throw malformed(
            sentence.lines().get(i),
            "expected in column "
                + tagColumn
                + " a tag of "
                + scheme
                + " such as "
                + scheme.example()
                + ", not "
                + Lines.shown(tag));
      }
    }
  }

  private CanException malformed(int line, String expected) {
    String there = lines.get(line - 1);
    return new CanException(
        Lines.at(name, line) + Lines.found(there, split(there, tabs).length) + expected);
  }

  void requireTokens() {
    if (!rowsWithoutToken.isEmpty()) {
      throw malformed(rowsWithoutToken.get(0), "expected a token in column " + tokenColumn);
    }
  }

  String name() {
    return name;
  }

  int tokenColumn() {
    return tokenColumn;
  }

  int tagColumn() {
    return tagColumn;
  }

  /** The line numbers of rows that were left out for want of a token. */
  List<Integer> rowsWithoutToken() {
    return rowsWithoutToken;
  }

  List<Sentence> sentences() {
    return sentences;
  }
}
