// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import io.github.canner.Mention;
import io.github.canner.corpus.TaggedSentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The tags of a set of entity types in the scheme begin, inside, end, single, outside, numbered for
 * a CRF: 0 is outside, and type i has the four tags 4i+1 (begin), 4i+2 (inside), 4i+3 (end), 4i+4
 * (single). Immutable.
 *
 * @param types the entity types
 */
public record TagSpace(List<String> types) {
  /** The tag of a token outside any mention. */
  public static final int OUTSIDE = 0;

  private static final int BEGIN = 0;
  private static final int INSIDE = 1;
  private static final int END = 2;
  private static final int SINGLE = 3;
  private static final int POSITIONS = 4;

  public TagSpace {
    types = List.copyOf(types);
    if (types.isEmpty() || Set.copyOf(types).size() != types.size()) {
      throw new IllegalArgumentException("entity types must be given, each once: " + types);
    }
  }

  /** How many tags there are. */
  public int size() {
    return POSITIONS * types.size() + 1;
  }

  /** The index in {@link #types()} of a tag's type, or -1 for {@link #OUTSIDE}. */
  public int typeOf(int tag) {
    return (tag + POSITIONS - 1) / POSITIONS - 1;
  }

  /** Whether a sentence may start with this tag. */
  public boolean mayStart(int tag) {
    return tag == OUTSIDE || position(tag) == BEGIN || position(tag) == SINGLE;
  }

  /** Whether a sentence may end with this tag. */
  public boolean mayEnd(int tag) {
    return tag == OUTSIDE || position(tag) == END || position(tag) == SINGLE;
  }

  /** Whether the second tag may follow the first. */
  public boolean mayFollow(int tag, int next) {
    return mayEnd(tag) ? mayStart(next) : !mayStart(next) && typeOf(tag) == typeOf(next);
  }

  /** For each tag the number of the same tag of the like-named type in another space, or -1. */
  public int[] numbersIn(TagSpace other) {
    int[] numbers = new int[size()];
    for (int tag = OUTSIDE + 1; tag < numbers.length; tag++) {
      int type = other.types.indexOf(types.get(typeOf(tag)));
      numbers[tag] = type < 0 ? -1 : POSITIONS * type + 1 + position(tag);
    }
    return numbers;
  }

  /**
   * The tags of a sentence with these mentions.
   *
   * @throws IllegalArgumentException if mentions overlap, leave the sentence, or have a type that
   *     is not here
   */
  public int[] encode(List<Mention> mentions, int length) {
    int[] tags = new int[length];
    for (Mention mention : mentions) {
      int type = types.indexOf(mention.type());
      if (type < 0 || mention.end() > length) {
        throw new IllegalArgumentException(
            mention + " does not fit " + length + " tokens and the types " + types);
      }
      for (int t = mention.start(); t < mention.end(); t++) {
        if (tags[t] != OUTSIDE) {
          throw new IllegalArgumentException("mentions overlap at token " + t);
        }
        tags[t] = tag(type, mention.start(), mention.end(), t);
      }
    }
    return tags;
  }

  /**
   * Which tags a sentence allows: all at a token that is not annotated, elsewhere as {@link
   * #allowed(int[], Collection)} tells.
   *
   * @return length × {@link #size()} values, row by row
   * @throws IllegalArgumentException if a mention has a type that is not here
   */
  public boolean[] allowed(TaggedSentence sentence, Collection<String> unlabelled) {
    boolean[] allowed = allowed(encode(sentence.mentions(), sentence.tokens().size()), unlabelled);
    for (int t : sentence.unannotated()) {
      Arrays.fill(allowed, t * size(), (t + 1) * size(), true);
    }
    return allowed;
  }

  /**
   * Which tags a partly annotated sentence allows: the given one, and where that is {@link
   * #OUTSIDE} also every tag of a type that its corpus does not annotate.
   *
   * @return length × {@link #size()} values, row by row
   */
  public boolean[] allowed(int[] tags, Collection<String> unlabelled) {
    boolean[] allowed = new boolean[tags.length * size()];
    for (int t = 0; t < tags.length; t++) {
      allowed[t * size() + tags[t]] = true;
      if (tags[t] == OUTSIDE) {
        for (String type : unlabelled) {
          int first = POSITIONS * types.indexOf(type) + 1;
          if (first > 0) {
            Arrays.fill(allowed, t * size() + first, t * size() + first + POSITIONS, true);
          }
        }
      }
    }
    return allowed;
  }

  /**
   * Reads the mentions off a valid tag sequence.
   *
   * @param probability gives each span its probability
   */
  public List<Mention> decode(int[] tags, SpanProbability probability) {
    List<Mention> mentions = new ArrayList<>();
    int start = 0;
    for (int t = 0; t < tags.length; t++) {
      if (tags[t] == OUTSIDE) {
        continue;
      }
      if (mayStart(tags[t])) {
        start = t;
      }
      if (mayEnd(tags[t])) {
        String type = types.get(typeOf(tags[t]));
        mentions.add(
            new Mention(
                start, t + 1, type, probability.of(start, Arrays.copyOfRange(tags, start, t + 1))));
      }
    }
    return mentions;
  }

  private int tag(int type, int start, int end, int t) {
    int position = end - start == 1 ? SINGLE : t == start ? BEGIN : t == end - 1 ? END : INSIDE;
    return POSITIONS * type + 1 + position;
  }

  private static int position(int tag) {
    return (tag - 1) % POSITIONS;
  }

  /** Gives the probability of a span. */
  @FunctionalInterface
  public interface SpanProbability {
    /** The probability, in [0, 1], that the tags of the span starting there are these. */
    double of(int start, int[] tags);
  }
}
