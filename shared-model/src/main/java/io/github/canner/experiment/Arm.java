// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.tag.TaggerOptions;
import io.github.canner.tag.Transfer;
import io.github.canner.transfer.CorpusTransfer;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One way of training a tagger.
 *
 * @param name how experiment files and tables call it
 * @param description what it does
 * @param text what the training text is made of
 * @param translations where translations come from
 * @param alignments along which alignment English is carried back
 * @param vectors what is known of English words
 * @param started whether it starts from the tagger that a language names
 * @param taggers how many decide together
 * @param options what differs from the usual options
 */
record Arm(
    String name,
    String description,
    TrainingText text,
    Translations translations,
    Alignments alignments,
    Vectors vectors,
    boolean started,
    int taggers,
    UnaryOperator<TaggerOptions.Builder> options) {

  /** An arm that differs from the usual tagger in these options alone. */
  static Arm of(String name, String description, UnaryOperator<TaggerOptions.Builder> options) {
    return new Arm(
        name,
        description,
        TrainingText.OWN,
        Translations.MACHINE,
        Alignments.ATTENTION,
        Vectors.NETWORK,
        false,
        1,
        options);
  }

  Arm with(TrainingText other) {
    return new Arm(
        name, description, other, translations, alignments, vectors, started, taggers, options);
  }

  Arm with(Translations other) {
    return new Arm(name, description, text, other, alignments, vectors, started, taggers, options);
  }

  Arm with(Alignments other) {
    return new Arm(
        name, description, text, translations, other, vectors, started, taggers, options);
  }

  Arm with(Vectors other) {
    return new Arm(
        name, description, text, translations, alignments, other, started, taggers, options);
  }

  /** The same under another name, from the tagger that a language names. */
  Arm started(String otherName, String otherDescription) {
    return new Arm(
        otherName,
        otherDescription,
        text,
        translations,
        alignments,
        vectors,
        true,
        taggers,
        options);
  }

  /** The same with several taggers, each from random numbers of its own, that decide together. */
  Arm times(int several) {
    return new Arm(
        name + Arms.TIMES + several,
        description + "; the mean of the scores of " + several + " taggers decides",
        text,
        translations,
        alignments,
        vectors,
        started,
        several,
        options);
  }

  /**
   * The arm that it is to be compared with: the one without transfer of as many taggers; several
   * taggers of that one with a single one.
   */
  String baseline() {
    return Arms.single(name).equals(Summary.BASELINE)
        ? Summary.BASELINE
        : ofAsMany(Summary.BASELINE);
  }

  /**
   * The arm of the same start without English, of as many taggers; null for that arm and without a
   * start.
   */
  @Nullable String startBaseline() {
    return started && !Arms.single(name).equals(Arms.START) ? ofAsMany(Arms.START) : null;
  }

  private String ofAsMany(String arm) {
    return taggers > 1 ? arm + Arms.TIMES + taggers : arm;
  }

  /** Whether the tagger reads English. */
  boolean readsEnglish() {
    return options.apply(TaggerOptions.builder()).build().transfer() == Transfer.CONVERSE;
  }

  /** The files of a language that it takes beside the corpora. */
  Set<Need> needs() {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    needs.addAll(text.needs());
    if (started) {
      needs.add(Need.START);
    }
    if (readsEnglish()) {
      needs.add(Need.TRANSLATOR);
      needs.add(Need.ENGLISH);
      needs.addAll(translations.needs());
    }
    return needs;
  }

  /**
   * All that tells its trainings from those of other arms, beside options and files. What is not
   * read does not count.
   */
  String recipe() {
    String recipe =
        readsEnglish()
            ? text
                + " "
                + translations
                + " "
                + alignments
                + " "
                + vectors
                + " "
                + CorpusTransfer.METHOD
            : "" + text;
    return taggers > 1 ? recipe + Arms.TIMES + taggers : recipe;
  }
}
