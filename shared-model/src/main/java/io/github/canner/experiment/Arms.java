// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.tag.Fusion;
import io.github.canner.tag.TaggerOptions;
import io.github.canner.tag.Transfer;
import io.github.canner.transfer.Normalisation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The arms that there are. */
final class Arms {
  private static final UnaryOperator<TaggerOptions.Builder> USUAL = options -> options;

  private static final Arm NONE =
      Arm.of("none", "learns from the sample alone", options -> options.transfer(Transfer.NONE));

  private static final Arm CONVERSE =
      Arm.of(
          "converse",
          "reads states and posteriors of the English network, carried back by the attention of the"
              + " translator, normalised by columns",
          USUAL);

  /** Those from random weights. */
  static final List<Arm> ALL =
      List.of(
          NONE,
          CONVERSE,
          Arm.of(
              "converse-plain",
              "converse with attention that is not normalised",
              options -> options.normalisation(Normalisation.PLAIN)),
          Arm.of(
              "gate",
              "converse, added to the word through a gate",
              options -> options.fusion(Fusion.GATE)),
          Arm.of(
              "concat",
              "converse, side by side with the word",
              options -> options.fusion(Fusion.CONCAT)),
          Arm.of(
              "states",
              "converse with states alone",
              options -> options.states(true).posteriors(false).votes(false)),
          Arm.of(
              "posteriors",
              "converse with posteriors alone",
              options -> options.states(false).posteriors(true).votes(true)),
          Arm.of(
              "both",
              "converse with states and posteriors",
              options -> options.states(true).posteriors(true).votes(true)),
          Arm.of("shuffled", "converse, where each word gets the attention of another", USUAL)
              .with(Alignments.SHUFFLED),
          Arm.of("uniform", "converse, where each English word looks at all words alike", USUAL)
              .with(Alignments.UNIFORM),
          Arm.of(
                  "random-english",
                  "converse with random numbers for each English word in the place of states and"
                      + " posteriors",
                  USUAL)
              .with(Vectors.RANDOM),
          Arm.of(
                  "decoder-states",
                  "converse with the states of the translator's decoder in the place of those of"
                      + " the English network, and no posteriors",
                  options -> options.states(true).posteriors(false).votes(false))
              .with(Vectors.DECODER),
          Arm.of(
                  "hard-projection",
                  "the best tag of each English word alone, given to the word that it looks at"
                      + " most",
                  options -> options.states(false).posteriors(true).votes(true))
              .with(Alignments.BEST)
              .with(Vectors.TAGS),
          Arm.of(
                  "similarity",
                  "converse, aligned by how alike multilingual BERT finds words, in the place of"
                      + " the translator's attention",
                  USUAL)
              .with(Translations.SIMILAR),
          Arm.of(
                  "gold-translation",
                  "converse with human translations, aligned by leading the translator along",
                  USUAL)
              .with(Translations.HUMAN),
          Arm.of(
                  "joint-english",
                  "none, with tagged English added to the sample",
                  options -> options.transfer(Transfer.NONE))
              .with(TrainingText.WITH_ENGLISH));

  /** The arm {@code none} from the tagger that a language names. */
  static final String START = "start";

  /** Stands before the number of taggers that decide together. */
  static final String TIMES = "*";

  private static final String STARTED = START + "+";
  private static final Pattern SEVERAL = Pattern.compile("(.*)\\*([2-9])");

  private Arms() {}

  static Optional<Arm> find(String name) {
    int taggers = taggers(name);
    Optional<Arm> single = ofOne(single(name));
    return taggers == 1 ? single : single.map(arm -> arm.times(taggers));
  }

  /** How many taggers of an arm of that name decide together. */
  static int taggers(String name) {
    Matcher several = SEVERAL.matcher(name);
    return several.matches() ? Integer.parseInt(several.group(2)) : 1;
  }

  /** The name of the arm of one tagger that several of an arm of that name are of. */
  static String single(String name) {
    Matcher several = SEVERAL.matcher(name);
    return several.matches() ? several.group(1) : name;
  }

  private static Optional<Arm> ofOne(String name) {
    if (name.equals(START)) {
      return Optional.of(started(NONE, START));
    }
    if (name.startsWith(STARTED)) {
      return plain(name.substring(STARTED.length()))
          .filter(arm -> arm != NONE)
          .map(arm -> started(arm, name));
    }
    return plain(name);
  }

  private static Optional<Arm> plain(String name) {
    return ALL.stream().filter(arm -> arm.name().equals(name)).findFirst();
  }

  private static Arm started(Arm arm, String name) {
    return arm.started(name, arm.name() + ", from the tagger that 'start' names");
  }

  /** Each arm with what it does, those from a start as a family. */
  static Map<String, String> described() {
    Map<String, String> known = new LinkedHashMap<>();
    ALL.forEach(arm -> known.put(arm.name(), arm.description()));
    known.put(START, started(NONE, START).description());
    known.put(
        STARTED + "ARM",
        "the arm ARM, one of the others, from the tagger that 'start' names, such as "
            + STARTED
            + CONVERSE.name());
    known.put(
        "ARM" + TIMES + "N",
        "N taggers of the arm ARM, 2 to 9, whose mean scores decide, as can ensemble makes one"
            + " model of them, such as "
            + NONE.name()
            + TIMES
            + 3);
    return known;
  }

  /** The names for messages. */
  static String names() {
    return String.join(", ", described().keySet());
  }
}
