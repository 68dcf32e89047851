// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import io.github.canner.Mention;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How mentions are written as one tag a token. {@code O} stands outside of every mention; other
 * tags are a prefix, a hyphen and the type, or the type alone. All after the first hyphen is the
 * type, so {@code B-GEO-LOC} begins a mention of the type {@code GEO-LOC}. {@code _} in any scheme
 * stands at a token that is not annotated, of which nothing is known; a mention ends before it.
 *
 * <p>A sequence that breaks its scheme is still read, always in the same way, and every break is
 * told by {@link #violations}. The reading is that of the CoNLL shared tasks (Tjong Kim Sang and
 * Buchholz 2000): a tag that continues nothing begins a mention, and a mention ends before a tag
 * that does not continue it.
 */
public enum TagScheme {

  /**
   * A mention is {@code I I I}; its first tag is {@code B} only right after another mention of the
   * same type.
   */
  IOB1("BI"),

  /** A mention is {@code B I I}. Also known as BIO. */
  IOB2("BI"),

  /**
   * A mention is {@code B I E}, or {@code S} if it has one token. Also known as IOBES, and as BILOU
   * with {@code L} for {@code E} and {@code U} for {@code S}, which are read as well.
   */
  BIOES("BIESLU"),

  /**
   * The type alone. Adjacent mentions of one type cannot be told apart and are read as one. Never
   * broken.
   */
  BARE("");

  /** The tag of a token outside of every mention. */
  public static final String OUTSIDE = "O";

  /** The tag of a token that is not annotated. */
  public static final String UNANNOTATED = "_";

  private final String prefixes;

  TagScheme(String prefixes) {
    this.prefixes = prefixes;
  }

  /**
   * A tag that breaks the scheme.
   *
   * @param position index of the token, from 0
   * @param tag the tag that stands there
   * @param problem what is wrong with it
   */
  public record Violation(int position, String tag, String problem) {}

  /**
   * The mentions that a sequence of tags stands for, in order.
   *
   * @throws CanException if one of the tags is no tag of this scheme, such as {@code X-PER} or
   *     {@code B-}
   */
  public List<Mention> decode(List<String> tags) {
    return new TagReading(this, tags).mentions();
  }

  /**
   * Where a sequence of tags breaks this scheme, in order; empty where it does not.
   *
   * @throws CanException if one of the tags is no tag of this scheme
   */
  public List<Violation> violations(List<String> tags) {
    return new TagReading(this, tags).violations();
  }

  /**
   * The tags of a sentence, in the canonical prefixes {@code B I E S}.
   *
   * @param mentions the mentions in order, none overlapping
   * @param length number of tokens
   * @throws IllegalArgumentException if mentions are out of order, overlap or leave the sentence
   */
  public List<String> encode(List<Mention> mentions, int length) {
    requireOrdered(mentions, length);
    List<String> tags = new ArrayList<>(length);
    @Nullable Mention before = null;
    for (Mention mention : mentions) {
      while (tags.size() < mention.start()) {
        tags.add(OUTSIDE);
      }
      boolean touches =
          before != null && before.end() == mention.start() && before.type().equals(mention.type());
      for (int i = mention.start(); i < mention.end(); i++) {
        tags.add(prefix(i == mention.start(), i == mention.end() - 1, touches) + mention.type());
      }
      before = mention;
    }
    while (tags.size() < length) {
      tags.add(OUTSIDE);
    }
    return List.copyOf(tags);
  }

  private String prefix(boolean first, boolean last, boolean touches) {
    return switch (this) {
      case IOB1 -> first && touches ? "B-" : "I-";
      case IOB2 -> first ? "B-" : "I-";
      case BIOES -> first ? (last ? "S-" : "B-") : last ? "E-" : "I-";
      case BARE -> "";
    };
  }

  /** Whether a tag can stand in this scheme at all. */
  boolean admits(String tag) {
    if (isNoMention(tag)) {
      return true;
    }
    return this == BARE ? !tag.isEmpty() : hasPrefix(tag) && prefixes.indexOf(tag.charAt(0)) >= 0;
  }

  /** Whether a tag stands outside of every mention, as far as is known. */
  static boolean isNoMention(String tag) {
    return tag.equals(OUTSIDE) || tag.equals(UNANNOTATED);
  }

  /** Whether a tag has the form of a prefix known to some scheme, a hyphen and a type. */
  static boolean hasPrefix(String tag) {
    return tag.length() > 2 && tag.charAt(1) == '-' && BIOES.prefixes.indexOf(tag.charAt(0)) >= 0;
  }

  /** An example for messages. */
  String example() {
    return switch (this) {
      case IOB1, IOB2 -> "O, B-PER or I-PER";
      case BIOES -> "O, B-PER, I-PER, E-PER or S-PER";
      case BARE -> "O or PER";
    };
  }

  static void requireOrdered(List<Mention> mentions, int length) {
    int end = 0;
    for (Mention mention : mentions) {
      if (mention.start() < end || mention.end() > length) {
        throw new IllegalArgumentException(
            mention
                + " overlaps or precedes the one before, or leaves a sentence of "
                + length
                + " tokens");
      }
      end = mention.end();
    }
  }
}
