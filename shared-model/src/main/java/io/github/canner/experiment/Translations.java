// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.translate.Translation;
import io.github.canner.translate.WordPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where translations come from. */
enum Translations {
  /** The translator. */
  MACHINE(Set.of()) {
    @Override
    List<Translation> of(Models models, List<List<String>> sentences) {
      return models.transfer().translations(sentences);
    }
  },
  /**
   * People, aligned by leading the translator along; the translator where a sentence has no human
   * translation.
   */
  HUMAN(Set.of(Need.HUMAN_TRANSLATIONS)) {
    @Override
    List<Translation> of(Models models, List<List<String>> sentences) {
      List<Translation> translations = new ArrayList<>(models.transfer().translations(sentences));
      List<Integer> places = new ArrayList<>();
      List<WordPair> pairs = new ArrayList<>();
      for (int i = 0; i < sentences.size(); i++) {
        List<String> english = models.humanTranslations().get(sentences.get(i));
        if (english != null) {
          places.add(i);
          pairs.add(new WordPair(sentences.get(i), english));
        }
      }
      List<Translation> human = models.followed(pairs).translations();
      for (int k = 0; k < places.size(); k++) {
        translations.set(places.get(k), human.get(k));
      }
      return translations;
    }
  },
  /** The translator, aligned by the likeness of words in multilingual BERT. */
  SIMILAR(Set.of()) {
    @Override
    List<Translation> of(Models models, List<List<String>> sentences) {
      return models.similarity().aligned(models.transfer().translations(sentences));
    }
  };

  private final Set<Need> needs;

  Translations(Set<Need> needs) {
    this.needs = needs;
  }

  /** What it takes beside translator and English network. */
  Set<Need> needs() {
    return needs;
  }

  /** The translations of a part of a corpus. */
  abstract List<Translation> of(Models models, List<List<String>> sentences);
}
