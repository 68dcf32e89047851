// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The properties of one annotator, see {@link CanAnnotator}.
 *
 * @param language the ISO 639-3 code that the model must have; null for any
 * @param threads how many batches the model works on at once, at least 1
 * @param millis the time for a document; 0 for as long as it takes
 * @param tokens the length of the longest sentence that goes to the model
 */
record Options(
    ModelSource model,
    @Nullable String language,
    int threads,
    int millis,
    int tokens,
    boolean overwrite,
    boolean buildEntityMentions,
    TypeNames types) {
  private static final String MODEL = "model";
  private static final String LANGUAGE = "language";
  private static final String THREADS = "nthreads";
  private static final String MILLIS = "maxtime";
  private static final String TOKENS = "maxlen";
  private static final String OVERWRITE = "overwrite";
  private static final String MENTIONS = "buildEntityMentions";
  private static final String TYPES = "types";
  private static final List<String> OF_CLASSIFIERS =
      List.of(MODEL, LANGUAGE, TYPES, THREADS, MILLIS, TOKENS);
  private static final List<String> OF_ANNOTATORS =
      List.of(MODEL, LANGUAGE, TYPES, THREADS, MILLIS, TOKENS, OVERWRITE, MENTIONS);

  /**
   * Reads the properties that begin with the name of the annotator and a full stop.
   *
   * @throws CanException if one is missing, unknown or cannot be read
   */
  static Options read(String name, Properties properties) {
    return read(name, properties, OF_ANNOTATORS);
  }

  /** Reads those that have a meaning without annotations; otherwise as {@link #read}. */
  static Options readForClassifier(String name, Properties properties) {
    return read(name, properties, OF_CLASSIFIERS);
  }

  private static Options read(String name, Properties properties, List<String> known) {
    PropertyReader reader = new PropertyReader(name, properties);
    reader.allowOnly(known);
    return new Options(
        ModelSource.parse(reader.key(MODEL), reader.text(MODEL)),
        language(reader.key(LANGUAGE), reader.text(LANGUAGE)),
        reader.number(THREADS, 1, 1),
        reader.number(MILLIS, 0, 0),
        reader.number(TOKENS, 1, Integer.MAX_VALUE),
        reader.flag(OVERWRITE, true),
        reader.flag(MENTIONS, true),
        TypeNames.parse(reader.key(TYPES), reader.text(TYPES)));
  }

  private static @Nullable String language(String key, @Nullable String value) {
    if (value == null) {
      return null;
    }
    String code = value.strip();
    if (code.matches("[A-Za-z]{2,3}")) {
      try {
        return Locale.forLanguageTag(code).getISO3Language();
      } catch (MissingResourceException e) {
        // told below, as for what looks like no code
      }
    }
    throw new CanException(
        key + " = " + value + ": expected an ISO 639 code of two or three letters, as fin");
  }

  /**
   * The model, if it is one for the language that the user named.
   *
   * @throws CanException if it cannot be loaded or is for another
   */
  CanModel load() {
    CanModel shared = SharedModels.of(model);
    if (language != null && !language.equals(shared.language())) {
      throw new CanException(
          model + " is a model for " + shared.language() + "; expected one for " + language);
    }
    return shared;
  }
}
