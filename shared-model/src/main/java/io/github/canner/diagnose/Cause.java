// SPDX-License-Identifier: Apache-2.0
package io.github.canner.diagnose;

import java.util.Locale;

/**
 * What the English side had to say of a mention. Exactly one holds: the first one, in this order,
 * whose description fits. A word of the translation is <i>aligned</i> with a mention if it paid
 * half of its attention or more to the words of the mention. It is <i>the name</i> if it is spelt
 * like a word of the mention, see {@link Spelling}. Its tag is the likeliest of its posteriors.
 */
public enum Cause {
  /** The model reads no English. */
  NO_ENGLISH("the model reads no English"),
  /** The English network has no type of that name. */
  UNKNOWN_TYPE("the English network has no type of that name"),
  /** An aligned word is tagged with the type of the mention. */
  KNOWN("English tagged an aligned word with the type of the mention"),
  /** An aligned word is tagged, none with the type of the mention. */
  OTHER_TYPE("English tagged an aligned word, with another type"),
  /** An aligned word is the name, and English tagged none. */
  UNTAGGED("the name is aligned, and English tagged no aligned word"),
  /** The name stands in the translation and is not aligned, and English tagged no aligned word. */
  MISALIGNED("the name stands in the translation, and is not aligned"),
  /** Words are aligned, the name does not stand in the translation, and English tagged none. */
  ALTERED("the name is not in the translation; other words are aligned, and not tagged"),
  /** No word is aligned, and the name does not stand in the translation. */
  DROPPED("the name is not in the translation, and no word is aligned");

  private final String description;

  Cause(String description) {
    this.description = description;
  }

  /** What it means. */
  public String description() {
    return description;
  }

  /** The name in reports, such as {@code other-type}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
