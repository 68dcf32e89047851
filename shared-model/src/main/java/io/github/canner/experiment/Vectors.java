// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.english.EnglishEncoder;
import io.github.canner.english.EnglishEncoder.Encoding;
import io.github.canner.translate.Translation;
import io.github.canner.translate.WordPair;
import io.github.canner.translate.WordShuffle;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/** What is known of the English words of a translation. */
enum Vectors {
  /** States and posteriors of the English network. */
  NETWORK {
    @Override
    int stateWidth(Models models) {
      return models.encoder().stateWidth();
    }

    @Override
    List<Encoding> of(Models models, List<Translation> translations, long seed) {
      return models.transfer().encodings(translations);
    }
  },
  /**
   * Random numbers in the place of both, the same wherever the same word stands: states uniform in
   * (-1, 1), the range of an LSTM, and posteriors uniform among all that sum to 1.
   */
  RANDOM {
    @Override
    int stateWidth(Models models) {
      return models.encoder().stateWidth();
    }

    @Override
    List<Encoding> of(Models models, List<Translation> translations, long seed) {
      EnglishEncoder encoder = models.encoder();
      return translations.stream()
          .map(
              translation ->
                  random(
                      translation.english(), encoder.stateWidth(), encoder.posteriorWidth(), seed))
          .toList();
    }
  },
  /** The best tag of the English network alone, as posteriors of 0 and 1; states as they are. */
  TAGS {
    @Override
    int stateWidth(Models models) {
      return NETWORK.stateWidth(models);
    }

    @Override
    List<Encoding> of(Models models, List<Translation> translations, long seed) {
      return NETWORK.of(models, translations, seed).stream().map(Vectors::decided).toList();
    }
  },
  /**
   * The memory of the translator's decoder, led along the translation, and no posteriors: zeros
   * stand in their place.
   */
  DECODER {
    @Override
    int stateWidth(Models models) {
      return models.decoderWidth();
    }

    @Override
    List<Encoding> of(Models models, List<Translation> translations, long seed) {
      List<WordPair> pairs =
          translations.stream()
              .filter(translation -> !translation.english().isEmpty())
              .map(translation -> new WordPair(translation.source(), translation.english()))
              .toList();
      Iterator<float[][]> states = models.followed(pairs).states().iterator();
      int posteriorWidth = models.encoder().posteriorWidth();
      List<Encoding> encodings = new ArrayList<>();
      for (Translation translation : translations) {
        float[][] own = translation.english().isEmpty() ? new float[0][] : states.next();
        encodings.add(new Encoding(own, new float[own.length][posteriorWidth]));
      }
      return encodings;
    }
  };

  /** The width of the states. */
  abstract int stateWidth(Models models);

  /**
   * What is known of the words of each translation.
   *
   * @param translations of a part of a corpus
   */
  abstract List<Encoding> of(Models models, List<Translation> translations, long seed);

  /** The encoding with the largest posterior of each word raised to 1 and the others at 0. */
  static Encoding decided(Encoding encoding) {
    float[][] tags = new float[encoding.posteriors().length][];
    for (int t = 0; t < tags.length; t++) {
      float[] posteriors = encoding.posteriors()[t];
      tags[t] = new float[posteriors.length];
      tags[t][Translation.strongest(posteriors)] = 1;
    }
    return new Encoding(encoding.states(), tags);
  }

  /** Random states and posteriors of each word, which depend on the word and the seed alone. */
  static Encoding random(List<String> words, int stateWidth, int posteriorWidth, long seed) {
    float[][] states = new float[words.size()][stateWidth];
    float[][] posteriors = new float[words.size()][posteriorWidth];
    for (int t = 0; t < states.length; t++) {
      SplittableRandom random = WordShuffle.random(words.get(t), seed);
      for (int i = 0; i < stateWidth; i++) {
        states[t][i] = (float) (2 * random.nextDouble() - 1);
      }
      double sum = 0;
      for (int i = 0; i < posteriorWidth; i++) {
        posteriors[t][i] = (float) -Math.log(1 - random.nextDouble());
        sum += posteriors[t][i];
      }
      for (int i = 0; i < posteriorWidth; i++) {
        posteriors[t][i] /= (float) sum;
      }
    }
    return new Encoding(states, posteriors);
  }
}
