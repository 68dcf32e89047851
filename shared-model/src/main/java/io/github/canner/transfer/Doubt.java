// SPDX-License-Identifier: Apache-2.0
package io.github.canner.transfer;

/** Why a word is left unannotated. */
public enum Doubt {
  /** It is linked to an English mention that is less probable than the threshold. */
  UNSURE("linked to an unsure English mention"),
  /** It is linked to a mention whose words do not stand together here, or look unlike it. */
  BROKEN("linked to a mention whose counterpart is broken up"),
  /** Two mentions claim it. */
  SHARED("in the counterpart of two mentions"),
  /** It is linked to nothing, and so is an English mention. */
  UNLINKED("without link beside a mention without link"),
  /** It looks like part of a name or like a year, but lies in no mention or beside one. */
  MISSED("a name or year outside of all mentions"),
  /** It is capitalised within a sentence without mention. */
  CAPITALISED("capitalised in a sentence without mention"),
  /** It is tagged otherwise nearly everywhere else, see {@link TagHabits}. */
  UNUSUAL("tagged otherwise elsewhere");

  private final String description;

  Doubt(String description) {
    this.description = description;
  }

  /** What is wrong with the word, such as {@code tagged otherwise elsewhere}. */
  public String describe() {
    return description;
  }
}
