// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads parallel text: {@code foreign<TAB>English[<TAB>source]} lines, or two files with a sentence
 * a line each. UTF-8, plain or gzip. Both sides are stripped and brought into Unicode normal form
 * C. Every line must hold a pair; an empty side is malformed. Immutable.
 */
public final class ParallelReader {
  private static final String FORM = "foreign<TAB>English or foreign<TAB>English<TAB>source";

  private final @Nullable Set<String> keep;
  private final Set<String> leaveOut;

  private ParallelReader(@Nullable Set<String> keep, Set<String> leaveOut) {
    this.keep = keep;
    this.leaveOut = leaveOut;
  }

  /** A reader that keeps every source. */
  public static ParallelReader all() {
    return new ParallelReader(null, Set.of());
  }

  /** A reader that keeps these sources only; each must occur in what is read. */
  public static ParallelReader keeping(Collection<String> sources) {
    return new ParallelReader(new TreeSet<>(sources), Set.of());
  }

  /**
   * A reader that leaves these sources out, to hold them out for testing. {@link
   * ParallelCorpus#absent()} tells which of them do not occur.
   */
  public static ParallelReader leavingOut(Collection<String> sources) {
    return new ParallelReader(null, new TreeSet<>(sources));
  }

  /**
   * Reads either form: one file, or the names of two line-aligned files, foreign first, parted by a
   * comma.
   *
   * @throws CanException if a file cannot be read or a line is malformed, with file and line number
   */
  public ParallelCorpus read(String files) {
    try {
      int comma = files.indexOf(',');
      if (comma < 0 || Files.exists(Path.of(files))) {
        return read(Path.of(files));
      }
      return read(Path.of(files.substring(0, comma)), Path.of(files.substring(comma + 1)));
    } catch (InvalidPathException e) {
      throw new CanException("'" + files + "' is no path: " + e.getReason(), e);
    }
  }

  /**
   * Reads {@code foreign<TAB>English[<TAB>source]} lines.
   *
   * @throws CanException if the file cannot be read or a line is malformed, with file and line
   *     number
   */
  public ParallelCorpus read(Path file) {
    List<SentencePair> pairs = new ArrayList<>();
    try (Lines lines = Lines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String[] row = line.split("\t", -1);
        if (row.length < 2 || row.length > 3) {
          throw new CanException(
              Lines.at(lines.name(), lines.number())
                  + Lines.found(line, row.length)
                  + "expected "
                  + FORM);
        }
        String source = row.length < 3 ? "" : row[2].strip();
        pairs.add(
            new SentencePair(
                side(lines, row[0], line, FORM), side(lines, row[1], line, FORM), source));
      }
    }
    return selected(pairs, file.toString());
  }

  /**
   * Reads two line-aligned files. Their pairs have no source.
   *
   * @throws CanException if a file cannot be read, a line is empty or one file has more lines, with
   *     file and line
   */
  public ParallelCorpus read(Path foreign, Path english) {
    List<SentencePair> pairs = new ArrayList<>();
    try (Lines left = Lines.open(foreign);
        Lines right = Lines.open(english)) {
      while (true) {
        @Nullable String from = left.next();
        @Nullable String to = right.next();
        if (from == null && to == null) {
          break;
        }
        if (from == null || to == null) {
          Lines shorter = from == null ? left : right;
          Lines longer = from == null ? right : left;
          throw new CanException(
              shorter.name()
                  + " ends after line "
                  + shorter.number()
                  + ", expected as many lines as "
                  + longer.name()
                  + ", which has more");
        }
        pairs.add(
            new SentencePair(
                side(left, from, from, "a sentence"), side(right, to, to, "a sentence"), ""));
      }
    }
    return selected(pairs, foreign + "," + english);
  }

  /**
   * One side of a pair, clean and without {@link Mojibake}; the line it stands in and what was
   * expected there are for the message.
   */
  static String side(Lines lines, String text, String line, String expected) {
    String clean = Mojibake.repaired(Normalizer.normalize(text.strip(), Normalizer.Form.NFC));
    if (clean.isEmpty()) {
      throw new CanException(
          Lines.at(lines.name(), lines.number())
              + "found an empty side in "
              + Lines.shown(line)
              + ", expected "
              + expected);
    }
    return clean;
  }

  private ParallelCorpus selected(List<SentencePair> pairs, String name) {
    List<SentencePair> selected = new ArrayList<>();
    SortedMap<String, Integer> kept = new TreeMap<>();
    SortedMap<String, Integer> left = new TreeMap<>();
    for (SentencePair pair : pairs) {
      boolean keeps =
          keep == null ? !leaveOut.contains(pair.source()) : keep.contains(pair.source());
      (keeps ? kept : left).merge(pair.source(), 1, Integer::sum);
      if (keeps) {
        selected.add(pair);
      }
    }
    if (keep != null && !kept.keySet().containsAll(keep)) {
      Set<String> missing = new TreeSet<>(keep);
      missing.removeAll(kept.keySet());
      Set<String> present = new TreeSet<>(kept.keySet());
      present.addAll(left.keySet());
      throw new CanException(
          name
              + " holds no pair of the source "
              + String.join(", ", missing)
              + "; expected one of "
              + String.join(", ", present));
    }
    Set<String> absent = new TreeSet<>(leaveOut);
    absent.removeAll(left.keySet());
    return new ParallelCorpus(selected, kept, left, absent);
  }
}
