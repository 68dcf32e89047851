// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import io.github.canner.text.Typography;

/**
 * Leads from a text in Unicode normal form C back to the text as its user wrote it, which may be
 * longer: {@code é} may have been an {@code e} and an accent.
 */
final class OriginalOffsets {
  private final String normal;
  private final int[] starts;
  private final int[] ends;

  private OriginalOffsets(String normal, int length) {
    this.normal = normal;
    this.starts = new int[length];
    this.ends = new int[length];
  }

  static OriginalOffsets of(String text) {
    String normal = Typography.nfc(text);
    OriginalOffsets offsets = new OriginalOffsets(normal, normal.length());
    int from = 0;
    int at = 0;
    while (from < text.length()) {
      int to = clusterEnd(text, from);
      String cluster = text.substring(from, to);
      String composed = Typography.nfc(cluster);
      boolean same = composed.equals(cluster);
      for (int i = 0; i < composed.length(); i++) {
        offsets.starts[at + i] = same ? from + i : from;
        offsets.ends[at + i] = same ? from + i + 1 : to;
      }
      at += composed.length();
      from = to;
    }
    return offsets;
  }

  /** A character and all that may melt into it. */
  private static int clusterEnd(String text, int from) {
    int to = from + Character.charCount(text.codePointAt(from));
    while (to < text.length() && joins(text, from, to)) {
      to += Character.charCount(text.codePointAt(to));
    }
    return to;
  }

  private static boolean joins(String text, int from, int at) {
    int c = text.codePointAt(at);
    if (c < 0x300) { // the first combining mark
      return false;
    }
    if (separates(text.codePointBefore(at))) {
      return false;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK) {
      return true;
    }
    String before = text.substring(from, at);
    String after = Character.toString(c);
    return !Typography.nfc(before + after).equals(Typography.nfc(before) + Typography.nfc(after));
  }

  /** White space and its like, with which nothing melts. */
  private static boolean separates(int c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }

  /** The text in normal form C. */
  String normal() {
    return normal;
  }

  /** Where the character at an index of the normal form begins in the original. */
  int start(int index) {
    return starts[index];
  }

  /** Where the character before an index of the normal form ends in the original. */
  int end(int index) {
    return ends[index - 1];
  }
}
