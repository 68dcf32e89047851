// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.pretrained.Pooling;
import io.github.canner.pretrained.PretrainedOptions;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.train.DiskCache;

/**
 * How a tagger reads words through a pretrained encoder.
 *
 * @param encoder its name
 * @param first the lowest layer read; 0 for the embeddings
 * @param last the highest one
 * @param tuned how many layers, from the last one down, are trained too
 * @param rate the top of the learning rate of these
 * @param pooling how the states of a word's pieces become one
 */
record Reading(String encoder, int first, int last, int tuned, float rate, Pooling pooling) {

  /** As is usual for an encoder. */
  static Reading usual(String encoder) {
    PretrainedOptions usual = PretrainedOptions.USUAL;
    return new Reading(
        encoder,
        usual.first(),
        usual.last(),
        usual.tuned(),
        PretrainedSource.USUAL_RATE,
        usual.pooling());
  }

  Reading withLayers(int lowest, int highest) {
    return new Reading(encoder, lowest, highest, tuned, rate, pooling);
  }

  Reading withTuned(int layers) {
    return new Reading(encoder, first, last, layers, rate, pooling);
  }

  Reading withRate(float value) {
    return new Reading(encoder, first, last, tuned, value, pooling);
  }

  Reading withPooling(Pooling value) {
    return new Reading(encoder, first, last, tuned, rate, value);
  }

  /**
   * As the encoder takes it.
   *
   * @throws CanException if layers are asked for that do not go together
   */
  PretrainedOptions options() {
    if (tuned > last) {
      throw new CanException(
          "tuneLayers is "
              + tuned
              + ", expected at most the "
              + last
              + " layers up to the last read");
    }
    try {
      return new PretrainedOptions(first, last, tuned, pooling);
    } catch (IllegalArgumentException e) {
      throw new CanException(
          "layers "
              + first
              + " to "
              + last
              + " cannot go with tuneLayers "
              + tuned
              + ": of the layers that stay as they are only the last can be mixed with those that"
              + " are trained",
          e);
    }
  }

  /** With a file of the encoder. Taggers that are not written keep no word pieces in reserve. */
  PretrainedSource source(ModelFile file, DiskCache cache) {
    return new PretrainedSource(file, options(), 0, rate, cache);
  }
}
