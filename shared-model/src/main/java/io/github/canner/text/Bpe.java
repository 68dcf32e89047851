// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import io.github.canner.CanException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Byte-pair encoding of words (Sennrich, Haddow and Birch, "Neural Machine Translation of Rare
 * Words with Subword Units", ACL 2016): words are cut into characters and the pairs learnt are
 * joined again, the one learnt first before the others.
 *
 * <p>The last piece of a word ends with {@value #END}, so that pieces map back to words. A
 * character that learning did not see, or too seldom, becomes the piece {@value #UNKNOWN}, or
 * {@value #UNKNOWN_END} at the end of a word: encoding never fails, and the word itself is known to
 * the caller by its place. Within a piece the characters {@code <} and {@code \} of a word are
 * written {@code \<} and {@code \\}, so that no text can imitate a marker.
 *
 * <p>Immutable but for a bounded cache, and safe for use by many threads.
 */
public final class Bpe {
  /** Ends the last piece of each word. */
  public static final String END = "</w>";

  /** Stands for an unknown character that others of the same word follow. */
  public static final String UNKNOWN = "<unk>";

  /** Stands for an unknown character at the end of a word, and for the empty word. */
  public static final String UNKNOWN_END = UNKNOWN + END;

  private static final int LONGEST_WORD = 100;
  private static final int CACHED_WORDS = 200_000;
  private static final int UNKNOWN_ID = 0;
  private static final int UNKNOWN_END_ID = 1;

  private record Join(int rank, int result) {}

  private final List<String> pieces;
  private final int alphabetSize;
  private final List<int[]> joins;
  private final Map<String, Integer> ids;
  private final Map<Long, Join> ranks;
  private final Map<String, List<String>> cache = new ConcurrentHashMap<>();

  /**
   * Takes over its arguments.
   *
   * @param alphabet the single characters, each once
   * @param joins pairs of numbers: 0 and 1 are the unknown pieces, the alphabet and the results of
   *     the joins follow
   */
  Bpe(List<String> alphabet, List<int[]> joins) {
    List<String> all = new ArrayList<>(2 + alphabet.size() + joins.size());
    all.add(UNKNOWN);
    all.add(UNKNOWN_END);
    all.addAll(alphabet);
    ids = new HashMap<>();
    for (int id = 0; id < all.size(); id++) {
      ids.put(all.get(id), id);
    }
    ranks = new HashMap<>(joins.size() * 2);
    for (int rank = 0; rank < joins.size(); rank++) {
      int[] pair = joins.get(rank);
      String joined = all.get(pair[0]) + all.get(pair[1]);
      Integer known = ids.get(joined);
      int result = known == null ? all.size() : known;
      if (known == null) {
        all.add(joined);
        ids.put(joined, result);
      }
      ranks.put(key(pair[0], pair[1]), new Join(rank, result));
    }
    this.pieces = List.copyOf(all);
    this.alphabetSize = alphabet.size();
    this.joins = List.copyOf(joins);
  }

  /**
   * Learns from counted words; every character that was seen is kept.
   *
   * @see #learn(Map, int, long)
   */
  public static Bpe learn(Map<String, Long> wordCounts, int symbols) {
    return learn(wordCounts, symbols, 1);
  }

  /**
   * Learns from counted words. Equally frequent pairs are joined in the order of their text, so the
   * result depends on nothing but the counts.
   *
   * @param wordCounts how often each word was seen, each count above 0
   * @param symbols how many pieces to end with, at most, the alphabet and the unknown pieces among
   *     them; no pairs are joined if the alphabet alone is larger
   * @param minimumCharacterCount rarer characters are left unknown
   */
  public static Bpe learn(Map<String, Long> wordCounts, int symbols, long minimumCharacterCount) {
    return new BpeLearner(wordCounts, minimumCharacterCount).learn(symbols);
  }

  /**
   * All pieces that encoding can give, each once: the unknown pieces, the alphabet, the joined ones
   * as they were learnt.
   */
  public List<String> pieces() {
    return pieces;
  }

  /** Whether a string is one of {@link #pieces()}. */
  public boolean isPiece(String string) {
    return ids.containsKey(string);
  }

  /** A numbering of the special strings, in their order, and then of all {@link #pieces()}. */
  public Vocabulary vocabulary(List<String> specials) {
    List<String> tokens = new ArrayList<>(specials);
    tokens.addAll(pieces);
    return Vocabulary.of(tokens);
  }

  /**
   * The pieces of a word, at least one; of a word of more than {@value #LONGEST_WORD} characters,
   * such as a web address or encoded data, {@value #UNKNOWN_END} alone.
   */
  public List<String> encode(String word) {
    if (word.length() > LONGEST_WORD && word.codePointCount(0, word.length()) > LONGEST_WORD) {
      return List.of(UNKNOWN_END);
    }
    List<String> known = cache.get(word);
    if (known != null) {
      return known;
    }
    List<String> encoded = join(word);
    if (cache.size() < CACHED_WORDS) {
      cache.put(word, encoded);
    }
    return encoded;
  }

  private List<String> join(String word) {
    int[] symbols = characters(word);
    int length = symbols.length;
    while (length > 1) {
      int at = -1;
      Join best = null;
      for (int i = 0; i + 1 < length; i++) {
        Join join = ranks.get(key(symbols[i], symbols[i + 1]));
        if (join != null && (best == null || join.rank < best.rank)) {
          best = join;
          at = i;
        }
      }
      if (best == null) {
        break;
      }
      symbols[at] = best.result;
      System.arraycopy(symbols, at + 2, symbols, at + 1, length - at - 2);
      length--;
    }
    List<String> result = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      result.add(pieces.get(symbols[i]));
    }
    return List.copyOf(result);
  }

  private int[] characters(String word) {
    List<String> characters = symbols(word);
    int[] symbols = new int[characters.size()];
    for (int i = 0; i < symbols.length; i++) {
      Integer id = ids.get(characters.get(i));
      boolean last = i == symbols.length - 1;
      symbols[i] = id == null ? (last ? UNKNOWN_END_ID : UNKNOWN_ID) : id;
    }
    return symbols;
  }

  /** The single characters of a word as they stand in pieces, the last one with its marker. */
  static List<String> symbols(String word) {
    if (word.isEmpty()) {
      return List.of(UNKNOWN_END);
    }
    List<String> symbols = new ArrayList<>(word.length());
    for (int i = 0; i < word.length(); i += Character.charCount(word.codePointAt(i))) {
      int c = word.codePointAt(i);
      boolean last = i + Character.charCount(c) == word.length();
      symbols.add(symbol(c) + (last ? END : ""));
    }
    return symbols;
  }

  static String symbol(int c) {
    return c == '<' || c == '\\' ? "\\" + (char) c : Character.toString(c);
  }

  /** Whether a piece is the last of its word. */
  public static boolean endsWord(String piece) {
    return piece.endsWith(END)
        && (piece.length() == END.length() || !escaped(piece, piece.length() - END.length()));
  }

  private static boolean escaped(String piece, int at) {
    int backslashes = 0;
    while (at - backslashes > 0 && piece.charAt(at - backslashes - 1) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  /** Whether a piece stands for an unknown character. */
  public static boolean isUnknown(String piece) {
    return piece.equals(UNKNOWN) || piece.equals(UNKNOWN_END);
  }

  /**
   * The text of a piece within its word: without marker and escapes; {@value #UNKNOWN} for an
   * unknown piece.
   */
  public static String text(String piece) {
    if (isUnknown(piece)) {
      return UNKNOWN;
    }
    String text = endsWord(piece) ? piece.substring(0, piece.length() - END.length()) : piece;
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && i + 1 < text.length()) {
        i++;
      }
      plain.append(text.charAt(i));
    }
    return plain.toString();
  }

  /**
   * One line with the size of the alphabet, one for each of its characters, one for each joined
   * pair as it was learnt.
   */
  public List<String> toLines() {
    List<String> lines = new ArrayList<>(1 + alphabetSize + joins.size());
    lines.add(Integer.toString(alphabetSize));
    for (String character : pieces.subList(2, 2 + alphabetSize)) {
      lines.add(Escapes.escape(character));
    }
    for (int[] pair : joins) {
      lines.add(Escapes.escape(pieces.get(pair[0])) + " " + Escapes.escape(pieces.get(pair[1])));
    }
    return List.copyOf(lines);
  }

  /**
   * The inverse of {@link #toLines()}.
   *
   * @param source the name of the lines' origin, for messages
   * @throws CanException if the lines are none
   */
  public static Bpe fromLines(List<String> lines, String source) {
    int alphabetSize = alphabetSize(lines, source);
    Set<String> alphabet = new LinkedHashSet<>();
    Map<String, Integer> ids = new HashMap<>();
    ids.put(UNKNOWN, UNKNOWN_ID);
    ids.put(UNKNOWN_END, UNKNOWN_END_ID);
    for (int i = 1; i <= alphabetSize; i++) {
      String where = source + ", line " + (i + 1);
      String character = Escapes.unescape(lines.get(i), where);
      if (!isCharacter(character) || ids.putIfAbsent(character, ids.size()) != null) {
        throw new CanException(
            where
                + ": found '"
                + lines.get(i)
                + "', expected a single character not listed before");
      }
      alphabet.add(character);
    }
    List<int[]> joins = new ArrayList<>(lines.size());
    Set<Long> seen = new LinkedHashSet<>();
    for (int i = alphabetSize + 1; i < lines.size(); i++) {
      String where = source + ", line " + (i + 1);
      int space = lines.get(i).indexOf(' ', 1);
      Integer left =
          space < 0 ? null : ids.get(Escapes.unescape(lines.get(i).substring(0, space), where));
      Integer right =
          space < 0 ? null : ids.get(Escapes.unescape(lines.get(i).substring(space + 1), where));
      if (left == null || right == null || !seen.add(key(left, right))) {
        throw new CanException(
            where
                + ": found '"
                + lines.get(i)
                + "', expected two known pieces with a space between, not paired before");
      }
      joins.add(new int[] {left, right});
      String joined =
          Escapes.unescape(lines.get(i).substring(0, space), where)
              + Escapes.unescape(lines.get(i).substring(space + 1), where);
      ids.putIfAbsent(joined, ids.size());
    }
    return new Bpe(List.copyOf(alphabet), joins);
  }

  private static int alphabetSize(List<String> lines, String source) {
    String first = lines.isEmpty() ? "nothing" : "'" + lines.get(0) + "'";
    if (!lines.isEmpty() && lines.get(0).matches("[0-9]{1,7}")) {
      int size = Integer.parseInt(lines.get(0));
      if (size < lines.size()) {
        return size;
      }
    }
    throw new CanException(
        source
            + ", line 1: found "
            + first
            + " before "
            + Math.max(0, lines.size() - 1)
            + " lines, expected the size of the alphabet and as many lines or more");
  }

  private static boolean isCharacter(String symbol) {
    String text = text(symbol);
    return !isUnknown(symbol)
        && text.codePointCount(0, text.length()) == 1
        && (symbol(text.codePointAt(0)) + (endsWord(symbol) ? END : "")).equals(symbol);
  }

  static long key(int left, int right) {
    return ((long) left << 32) | right;
  }
}
