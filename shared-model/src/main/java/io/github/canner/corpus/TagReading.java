// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import io.github.canner.CanException;
import io.github.canner.Mention;
import java.util.ArrayList;
import java.util.List;

/**
 * One pass over the tags of a sentence: its mentions, its tokens not annotated, and the breaks of
 * the scheme.
 */
final class TagReading {
  private final TagScheme scheme;
  private final List<String> tags;
  private final List<Mention> mentions = new ArrayList<>();
  private final List<TagScheme.Violation> violations = new ArrayList<>();
  private final List<Integer> unannotated = new ArrayList<>();
  private int start = -1;
  private String type = "";

  TagReading(TagScheme scheme, List<String> tags) {
    this.scheme = scheme;
    this.tags = tags;
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.get(i);
      if (!scheme.admits(tag)) {
        throw new CanException(
            "tag "
                + i
                + " is '"
                + tag
                + "', expected a tag of "
                + scheme
                + " such as "
                + scheme.example());
      }
      if (TagScheme.isNoMention(tag)) {
        endUnfinished(i);
        if (tag.equals(TagScheme.UNANNOTATED)) {
          unannotated.add(i);
        }
      } else if (scheme == TagScheme.BARE) {
        bare(i, tag);
      } else {
        prefixed(i, tag.charAt(0), tag.substring(2));
      }
    }
    endUnfinished(tags.size());
  }

  List<Mention> mentions() {
    return List.copyOf(mentions);
  }

  /** The tokens that are not annotated, in order. */
  List<Integer> unannotated() {
    return List.copyOf(unannotated);
  }

  List<TagScheme.Violation> violations() {
    return List.copyOf(violations);
  }

  private void bare(int i, String tag) {
    if (!continues(tag)) {
      end(i);
      begin(i, tag);
    }
  }

  private void prefixed(int i, char prefix, String tagType) {
    switch (prefix) {
      case 'B' -> {
        if (scheme == TagScheme.IOB1 && !continues(tagType)) {
          violated(
              i, "begins a mention that does not touch another of its type, for which IOB1 has I");
        }
        endUnfinished(i);
        begin(i, tagType);
      }
      case 'S', 'U' -> {
        endUnfinished(i);
        begin(i, tagType);
        end(i + 1);
      }
      default -> {
        if (!continues(tagType)) {
          endUnfinished(i);
          if (scheme != TagScheme.IOB1) {
            violated(i, "continues no mention of its type");
          }
          begin(i, tagType);
        }
        if (prefix != 'I') {
          end(i + 1);
        }
      }
    }
  }

  private boolean continues(String tagType) {
    return start >= 0 && type.equals(tagType);
  }

  private void begin(int i, String tagType) {
    start = i;
    type = tagType;
  }

  private void endUnfinished(int i) {
    if (start >= 0 && scheme == TagScheme.BIOES) {
      violated(
          i - 1,
          "is the last of its mention, for which BIOES has E, or S where it is the only one");
    }
    end(i);
  }

  private void end(int i) {
    if (start >= 0) {
      mentions.add(Mention.gold(start, i, type));
      start = -1;
    }
  }

  private void violated(int i, String problem) {
    violations.add(new TagScheme.Violation(i, tags.get(i), problem));
  }
}
