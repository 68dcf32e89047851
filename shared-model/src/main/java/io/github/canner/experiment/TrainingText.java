// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.CanException;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.Sampling;
import io.github.canner.corpus.TaggedSentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a tagger learns from. */
enum TrainingText {
  /** The sample of the language's corpus. */
  OWN(Set.of()) {
    @Override
    Corpus of(Corpus sample, List<Corpus> english, long seed) {
      return sample;
    }
  },
  /**
   * The sample and as many tagged English sentences, at random but {@value #LEAST_ENGLISH} at least
   * where there are so many; the sample is repeated until it is no smaller than they are.
   */
  WITH_ENGLISH(Set.of(Need.ENGLISH_CORPORA)) {
    @Override
    Corpus of(Corpus sample, List<Corpus> english, long seed) {
      List<TaggedSentence> all = new ArrayList<>();
      for (Corpus corpus : english) {
        if (!corpus.unlabelled().equals(sample.unlabelled())) {
          throw new CanException(
              corpus.report().source()
                  + " leaves other types unlabelled than "
                  + sample.report().source()
                  + "; expected the same, so that both can be learnt from together");
        }
        all.addAll(corpus.sentences());
      }
      List<TaggedSentence> own = sample.sentences();
      int count = Math.min(all.size(), Math.max(own.size(), LEAST_ENGLISH));
      List<TaggedSentence> text = new ArrayList<>(Sampling.subset(all, count, seed));
      for (int copies = (count + own.size() - 1) / own.size(); copies > 0; copies--) {
        text.addAll(own);
      }
      return new Corpus(text, sample.unlabelled(), sample.report());
    }
  };

  static final int LEAST_ENGLISH = 2000;

  private final Set<Need> needs;

  TrainingText(Set<Need> needs) {
    this.needs = needs;
  }

  /** What it takes beside the corpora. */
  Set<Need> needs() {
    return needs;
  }

  /**
   * The text.
   *
   * @param sample of the language's corpus
   * @param english tagged English; not read unless needed
   */
  abstract Corpus of(Corpus sample, List<Corpus> english, long seed);
}
