// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Which words of a sentence and of its translation mean the same: a set of links. Immutable. */
public final class Alignment {
  private final long[] links;

  private Alignment(long[] links) {
    this.links = links;
  }

  /**
   * The alignment with the given links, in any order; a link given twice counts once.
   *
   * @param links pairs of the index of a foreign word and that of an English word, both at least 0
   */
  public static Alignment of(int[]... links) {
    return of(
        Arrays.stream(links)
            .mapToLong(
                link -> {
                  if (link.length != 2 || link[0] < 0 || link[1] < 0) {
                    throw new IllegalArgumentException(
                        "a link has two indices from 0, not " + Arrays.toString(link));
                  }
                  return link(link[0], link[1]);
                }));
  }

  static Alignment of(LongStream links) {
    return new Alignment(links.sorted().distinct().toArray());
  }

  static long link(int foreign, int english) {
    return ((long) foreign << 32) | english;
  }

  /** How many links there are. */
  public int size() {
    return links.length;
  }

  /** The links as (foreign index, English index), ordered by the first and then by the second. */
  public int[][] links() {
    return Arrays.stream(links)
        .mapToObj(link -> new int[] {foreign(link), english(link)})
        .toArray(int[][]::new);
  }

  private static int foreign(long link) {
    return (int) (link >>> 32);
  }

  private static int english(long link) {
    return (int) link;
  }

  /** Whether two words are linked. */
  public boolean contains(int foreign, int english) {
    return Arrays.binarySearch(links, link(foreign, english)) >= 0;
  }

  LongStream stream() {
    return Arrays.stream(links);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Alignment alignment && Arrays.equals(links, alignment.links);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(links);
  }

  /** The links in the Pharaoh form, {@code 0-0 1-2}: foreign index, hyphen, English index. */
  @Override
  public String toString() {
    return Arrays.stream(links)
        .mapToObj(link -> foreign(link) + "-" + english(link))
        .collect(Collectors.joining(" "));
  }
}
