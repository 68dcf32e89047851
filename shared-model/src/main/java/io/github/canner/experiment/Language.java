// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.corpus.CorpusSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a language.
 *
 * @param code ISO 639-3
 * @param train corpus to draw training sentences from
 * @param dev corpus to choose the best epoch on
 * @param test corpus to score on
 * @param translator file of a translator
 * @param english file of an English network
 * @param starts for each encoder the file of a tagger to start from, for the arms that do
 * @param humanTranslations of all three corpora
 * @param englishCorpora tagged English, for the arms that learn from it directly
 * @param exclude test sentences that do not count in a second score
 */
record Language(
    String code,
    CorpusSpec train,
    CorpusSpec dev,
    CorpusSpec test,
    @Nullable Path translator,
    @Nullable Path english,
    Map<WordEncoder, Path> starts,
    @Nullable HumanTranslations humanTranslations,
    List<CorpusSpec> englishCorpora,
    @Nullable Exclusion exclude) {

  Language {
    starts = Map.copyOf(starts);
    englishCorpora = List.copyOf(englishCorpora);
  }

  /** Files of human translations of the sentences of each corpus. */
  record HumanTranslations(Path train, Path dev, Path test) {}
}
