// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import org.jspecify.annotations.Nullable;

/** What an arm may need of a language beside its corpora. */
enum Need {
  TRANSLATOR("translator") {
    @Override
    @Nullable Object of(Language language, WordEncoder encoder) {
      return language.translator();
    }
  },
  ENGLISH("english") {
    @Override
    @Nullable Object of(Language language, WordEncoder encoder) {
      return language.english();
    }
  },
  START("start") {
    @Override
    @Nullable Object of(Language language, WordEncoder encoder) {
      return language.starts().get(encoder);
    }
  },
  HUMAN_TRANSLATIONS("humanTranslations") {
    @Override
    @Nullable Object of(Language language, WordEncoder encoder) {
      return language.humanTranslations();
    }
  },
  ENGLISH_CORPORA("englishCorpora") {
    @Override
    @Nullable Object of(Language language, WordEncoder encoder) {
      return language.englishCorpora().isEmpty() ? null : language.englishCorpora();
    }
  };

  private final String key;

  Need(String key) {
    this.key = key;
  }

  /** The key of an experiment file that gives it. */
  String key() {
    return key;
  }

  /** What a language gives the taggers of an encoder, or null. */
  abstract @Nullable Object of(Language language, WordEncoder encoder);
}
