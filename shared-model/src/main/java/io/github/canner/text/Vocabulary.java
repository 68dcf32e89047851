// SPDX-License-Identifier: Apache-2.0
package io.github.canner.text;

import io.github.canner.CanException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A numbering of strings from 0, without gaps. Immutable and safe for use by many threads. */
public final class Vocabulary {
  private final List<String> tokens;
  private final Map<String, Integer> ids;

  private Vocabulary(List<String> tokens, Map<String, Integer> ids) {
    this.tokens = tokens;
    this.ids = ids;
  }

  /**
   * Numbers the given strings in their order.
   *
   * @throws IllegalArgumentException if one stands twice
   */
  public static Vocabulary of(List<String> tokens) {
    List<String> copy = List.copyOf(tokens);
    Map<String, Integer> ids = new HashMap<>(copy.size() * 2);
    for (int id = 0; id < copy.size(); id++) {
      Integer earlier = ids.put(copy.get(id), id);
      if (earlier != null) {
        throw new IllegalArgumentException(
            "'" + copy.get(id) + "' stands at " + earlier + " and at " + id);
      }
    }
    return new Vocabulary(copy, ids);
  }

  /**
   * Numbers first the special strings, in their order, and then the counted ones: the most frequent
   * first, equally frequent ones as {@link String#compareTo} orders them. The order of the map
   * plays no part.
   *
   * @param specials always in, whatever their count
   * @param counts how often each string was seen
   * @param minimumCount rarer strings are left out
   * @param maximumSize how many strings to number at most, with the specials; at least the number
   *     of specials
   */
  public static Vocabulary of(
      List<String> specials,
      Map<String, ? extends Number> counts,
      long minimumCount,
      int maximumSize) {
    if (maximumSize < specials.size()) {
      throw new IllegalArgumentException(
          "a vocabulary of " + maximumSize + " cannot hold " + specials.size() + " specials");
    }
    Set<String> taken = new HashSet<>(specials);
    Stream<String> counted =
        counts.entrySet().stream()
            .filter(e -> e.getValue().longValue() >= minimumCount && !taken.contains(e.getKey()))
            .sorted(
                Comparator.<Map.Entry<String, ? extends Number>>comparingLong(
                        e -> -e.getValue().longValue())
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey);
    return of(Stream.concat(specials.stream(), counted).limit(maximumSize).toList());
  }

  /** How many strings are numbered. */
  public int size() {
    return tokens.size();
  }

  /** All strings, each at its number. */
  public List<String> tokens() {
    return tokens;
  }

  /**
   * The string with a number.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public String token(int id) {
    return tokens.get(id);
  }

  /** Whether a string is numbered. */
  public boolean contains(String token) {
    return ids.containsKey(token);
  }

  /** The number of a string, or -1. */
  public int id(String token) {
    return idOr(token, -1);
  }

  /** The number of a string, or the given one, as that of the unknown string, if it has none. */
  public int idOr(String token, int unknown) {
    Integer id = ids.get(token);
    return id == null ? unknown : id;
  }

  /**
   * One line for each string, in order; control characters and backslashes are escaped, so any
   * string survives.
   */
  public List<String> toLines() {
    return tokens.stream().map(Escapes::escape).toList();
  }

  /**
   * The inverse of {@link #toLines()}.
   *
   * @param source the name of the lines' origin, for messages
   * @throws CanException if a line is no escaped string or stands twice
   */
  public static Vocabulary fromLines(List<String> lines, String source) {
    List<String> tokens = new ArrayList<>(lines.size());
    Map<String, Integer> ids = new HashMap<>(lines.size() * 2);
    for (int id = 0; id < lines.size(); id++) {
      String where = source + ", line " + (id + 1);
      String token = Escapes.unescape(lines.get(id), where);
      Integer earlier = ids.put(token, id);
      if (earlier != null) {
        throw new CanException(
            where
                + ": found '"
                + lines.get(id)
                + "' again after line "
                + (earlier + 1)
                + ", expected each entry once");
      }
      tokens.add(token);
    }
    return new Vocabulary(List.copyOf(tokens), ids);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary vocabulary && tokens.equals(vocabulary.tokens);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }

  @Override
  public String toString() {
    return "Vocabulary of " + size();
  }
}
