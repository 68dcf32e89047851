// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts raw text into words the way named-entity corpora do, so that a text and a corpus meet in the
 * same vocabulary. The result is in NFC. No character is lost but those that only separate words
 * (white space, control characters, zero-width spaces). Web and mail addresses, {@code @names} and
 * {@code #tags} stay whole.
 *
 * <p>Corpora differ, so there are three:
 *
 * <ul>
 *   <li>{@link #english()} writes English as the Groningen Meaning Bank and the Penn Treebank do;
 *   <li>{@link #foreign()} keeps everything written without a space together where it is one word:
 *       {@code ng'ombe}, {@code 1980-luvun}, {@code EU:n}, {@code 1,000}, {@code 3.5}, as the Turku
 *       corpus does;
 *   <li>{@link #splittingForeign()} keeps only inner apostrophes: {@code COVID - 19}, {@code 160 ,
 *       000}, as the MasakhaNER corpora do.
 * </ul>
 *
 * The two for foreign text keep typographic quotes and dashes as they stand; see {@link
 * Typography#ascii} for a reader that must not see the difference. Immutable and safe for use by
 * many threads.
 */
public final class WordTokenizer {
  private enum Style {
    ENGLISH,
    FOREIGN,
    SPLITTING_FOREIGN
  }

  private static final WordTokenizer ENGLISH = new WordTokenizer(Style.ENGLISH);
  private static final WordTokenizer FOREIGN = new WordTokenizer(Style.FOREIGN);
  private static final WordTokenizer SPLITTING_FOREIGN = new WordTokenizer(Style.SPLITTING_FOREIGN);

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:https?://|www\\.)[^\\s<>\"“”«»]+"
              + "|[\\p{L}\\p{N}_.+-]{1,64}@[\\p{L}\\p{N}-]{1,64}(?:\\.[\\p{L}\\p{N}-]{1,64}){1,8}"
              + "|[@#][\\p{L}\\p{M}\\p{N}_]+",
          Pattern.CASE_INSENSITIVE);
  private static final String CLOSING = ".,;:!?)]}'\"’”»…";

  private static final Pattern ACRONYM = Pattern.compile("(?:\\p{L}\\p{M}{0,3}\\.){2,20}");
  private static final Pattern INITIAL = Pattern.compile("\\p{Lu}\\p{M}*");
  private static final Set<String> ENGLISH_ABBREVIATIONS =
      Set.of(
          "mr", "mrs", "ms", "dr", "st", "gen", "sen", "rep", "gov", "lt", "col", "capt", "sgt",
          "maj", "adm", "jr", "sr", "inc", "corp", "co", "ltd", "vs", "prof", "rev", "mt", "jan",
          "feb", "aug", "sept", "oct", "nov", "dec");

  private static final List<String> CLITICS = List.of("n't", "'s", "'m", "'d", "'re", "'ve", "'ll");
  private static final String CANNOT = "cannot";

  private final Style style;

  private WordTokenizer(Style style) {
    this.style = style;
  }

  /**
   * For English: typographic quotes and dashes become those of ASCII, {@code Iran's} becomes {@code
   * Iran 's}, {@code don't} becomes {@code do n't}, {@code cannot} becomes {@code can not}; {@code
   * U.S.}, {@code Mr.} and {@code cease-fire} stay whole.
   */
  public static WordTokenizer english() {
    return ENGLISH;
  }

  /**
   * For any other language, keeping together what is written together around inner apostrophes,
   * hyphens and the like.
   */
  public static WordTokenizer foreign() {
    return FOREIGN;
  }

  /**
   * For any other language, splitting off every punctuation mark but inner apostrophes, even within
   * numbers.
   */
  public static WordTokenizer splittingForeign() {
    return SPLITTING_FOREIGN;
  }

  /** The words of a text, none empty, in order. */
  public List<String> tokenize(String text) {
    String normal = Typography.nfc(text);
    if (style == Style.ENGLISH) {
      normal = Typography.ascii(normal);
    }
    List<String> words = new ArrayList<>();
    int textEnd = endWithoutSpaces(normal);
    int i = 0;
    while (i < textEnd) {
      int c = normal.codePointAt(i);
      if (Typography.isSpace(c)) {
        i += Character.charCount(c);
        continue;
      }
      int end = i;
      while (end < normal.length() && !Typography.isSpace(normal.codePointAt(end))) {
        end += Character.charCount(normal.codePointAt(end));
      }
      chunk(normal.substring(i, end), end == textEnd, words);
      i = end;
    }
    return List.copyOf(words);
  }

  private static int endWithoutSpaces(String text) {
    int end = text.length();
    while (end > 0 && Typography.isSpace(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return end;
  }

  /** Cuts up a stretch of text without spaces. */
  private void chunk(String chunk, boolean last, List<String> words) {
    if (style == Style.ENGLISH && CLITICS.contains(chunk.toLowerCase(Locale.ROOT))) {
      words.add(chunk);
      return;
    }
    int i = 0;
    while (i < chunk.length()) {
      int end = addressEnd(chunk, i);
      if (end > i) {
        words.add(chunk.substring(i, end));
      } else if (isWordPart(chunk.codePointAt(i)) || isHangingHyphenBefore(chunk, i)) {
        end = wordEnd(chunk, i, last);
        addWord(chunk.substring(i, end), words);
      } else {
        end = markEnd(chunk, i);
        words.add(chunk.substring(i, end));
      }
      i = end;
    }
  }

  private static int addressEnd(String chunk, int start) {
    if (start > 0 && isWordPart(chunk.codePointBefore(start))) {
      return start;
    }
    Matcher address = ADDRESS.matcher(chunk).region(start, chunk.length());
    if (!address.lookingAt()) {
      return start;
    }
    int end = address.end();
    while (end > start + 1 && CLOSING.indexOf(chunk.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  /**
   * Equal dots or hyphens in a row are one mark; any other mark stands alone with what combines
   * with it.
   */
  private static int markEnd(String chunk, int start) {
    int c = chunk.codePointAt(start);
    int end = start + Character.charCount(c);
    if (c == '.' || c == '-') {
      while (end < chunk.length() && chunk.charAt(end) == c) {
        end++;
      }
    }
    while (end < chunk.length() && isCombining(chunk.codePointAt(end))) {
      end += Character.charCount(chunk.codePointAt(end));
    }
    return end;
  }

  private static boolean isCombining(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || c == 0x200D;
  }

  private static boolean isWordPart(int c) {
    return Character.isLetterOrDigit(c)
        || isCombining(c)
        || c == '_'
        || c == 0xAD
        || Character.getType(c) == Character.LETTER_NUMBER
        || c == 0x200C;
  }

  private int wordEnd(String chunk, int start, boolean last) {
    int from = start;
    int end = joinedEnd(chunk, from);
    while (isAbbreviated(chunk, from, end, last)) {
      end++;
      if (!continuesAbbreviation(chunk, end)) {
        return end;
      }
      from = end + 1;
      end = joinedEnd(chunk, from);
    }
    return isHanging(chunk, from, end) ? end + 1 : end;
  }

  private int joinedEnd(String chunk, int start) {
    int i = start;
    if (chunk.charAt(i) == '-') {
      i++;
    }
    while (i < chunk.length()) {
      int c = chunk.codePointAt(i);
      if (isWordPart(c) || i > start && isJoiner(chunk, i)) {
        i += Character.charCount(c);
      } else {
        break;
      }
    }
    return i;
  }

  /** Whether the mark at {@code i} binds the characters on both of its sides into one word. */
  private boolean isJoiner(String chunk, int i) {
    if (i + 1 >= chunk.length()) {
      return false;
    }
    int before = chunk.codePointBefore(i);
    int after = chunk.codePointAt(i + 1);
    boolean acronymBefore = before == '.' && style != Style.SPLITTING_FOREIGN;
    if (!isWordPart(after) || !isWordPart(before) && !acronymBefore) {
      return false;
    }
    char c = chunk.charAt(i);
    if (isApostrophe(c)) {
      return true;
    }
    if (style == Style.SPLITTING_FOREIGN) {
      return false;
    }
    boolean digits = Character.isDigit(before) && Character.isDigit(after);
    return switch (c) {
      case '-', '‐', '‑' -> true;
      case '–' -> digits;
      case ',' -> digits;
      case '.' -> digits || Character.isLowerCase(after) || endsAcronymLetter(chunk, i);
      case ':' -> digits || style == Style.FOREIGN && Character.isLowerCase(after);
      case '/' -> Character.isDigit(before) || Character.isDigit(after);
      case '&' -> Character.isUpperCase(before) && Character.isUpperCase(after);
      default -> false;
    };
  }

  private static boolean isApostrophe(char c) {
    return c == '\'' || c == '’' || c == 'ʼ' || c == '‘';
  }

  /** Whether the full stop at {@code i} follows a letter that stands alone, as in {@code U.S}. */
  private static boolean endsAcronymLetter(String chunk, int i) {
    int letter = i - 1;
    while (letter > 0 && isCombining(chunk.charAt(letter))) {
      letter--;
    }
    return Character.isLetter(chunk.charAt(letter))
        && (letter == 0 || !isWordPart(chunk.codePointBefore(letter)))
        && (i + 2 >= chunk.length() || !isWordPart(chunk.codePointAt(i + 2)));
  }

  /**
   * Whether the word from {@code start} to {@code end} is short for another, with the full stop
   * that follows.
   */
  private boolean isAbbreviated(String chunk, int start, int end, boolean last) {
    boolean ends = end + 1 == chunk.length();
    boolean stop =
        end < chunk.length() && chunk.charAt(end) == '.' && (ends || chunk.charAt(end + 1) != '.');
    if (!stop || style == Style.SPLITTING_FOREIGN) {
      return false;
    }
    String word = chunk.substring(start, end);
    return INITIAL.matcher(word).matches() && !(last && ends)
        || ACRONYM.matcher(word + '.').matches()
        || style == Style.ENGLISH && ENGLISH_ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether a hyphen or an apostrophe joins more to an abbreviation, as in {@code U.S.-led}. */
  private static boolean continuesAbbreviation(String chunk, int at) {
    return at + 1 < chunk.length()
        && (chunk.charAt(at) == '-' || isApostrophe(chunk.charAt(at)))
        && isWordPart(chunk.codePointAt(at + 1));
  }

  /**
   * Whether a last hyphen stands for the rest of a compound, or a last apostrophe for letters left
   * out of a short word.
   */
  private boolean isHanging(String chunk, int start, int end) {
    if (style != Style.FOREIGN || end + 1 != chunk.length()) {
      return false;
    }
    char next = chunk.charAt(end);
    return isApostrophe(next) && chunk.codePointCount(start, end) <= 2
        || next == '-' && Character.isLetter(chunk.codePointBefore(end));
  }

  /** In Finnish and its like, {@code -yhtye} is the second half of a compound. */
  private boolean isHangingHyphenBefore(String chunk, int i) {
    return style == Style.FOREIGN
        && i == 0
        && chunk.charAt(0) == '-'
        && chunk.length() > 1
        && Character.isLowerCase(chunk.codePointAt(1));
  }

  private void addWord(String word, List<String> words) {
    if (style != Style.ENGLISH) {
      words.add(word);
      return;
    }
    Deque<String> ends = new ArrayDeque<>();
    int end = word.length();
    for (int length = endLength(word, end); length > 0; length = endLength(word, end)) {
      ends.push(word.substring(end - length, end));
      end -= length;
    }
    words.add(word.substring(0, end));
    words.addAll(ends);
  }

  /**
   * How many of the last characters before {@code end} are a word of their own, 0 if they are all
   * that there is.
   */
  private static int endLength(String word, int end) {
    if (end == CANNOT.length() && word.regionMatches(true, 0, CANNOT, 0, end)) {
      return "not".length();
    }
    for (String clitic : CLITICS) {
      int length = clitic.length();
      if (end > length && word.regionMatches(true, end - length, clitic, 0, length)) {
        return length;
      }
    }
    return 0;
  }
}
