// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import io.github.canner.bundle.ModelFile;
import io.github.canner.train.DiskCache;
import io.github.canner.train.Fingerprint;

/**
 * The pretrained encoder that a network is to read words through.
 *
 * @param encoder a file of a whole encoder
 * @param options how to read
 * @param reserve how many word pieces that the training and development sentences lack the model is
 *     to keep for other text
 * @param learningRate the top of the learning rate of the layers of the encoder that are trained
 * @param cache keeps what the other layers give
 * @param precision how the model file is to hold the weights that stay as they are
 */
public record PretrainedSource(
    ModelFile encoder,
    PretrainedOptions options,
    int reserve,
    float learningRate,
    DiskCache cache,
    WeightPrecision precision) {
  /**
   * Checks that the encoder can be read so.
   *
   * @throws io.github.canner.CanException if it has not so many layers
   */
  public PretrainedSource {
    EncoderFile.requireLayers(encoder, options.last());
  }

  /** A reserve of all word pieces that consist of characters of the sentences and of ASCII. */
  public static final int ALL_PIECES = Integer.MAX_VALUE;

  /** The usual learning rate of the layers that are trained. */
  public static final float USUAL_RATE = 5e-5f;

  /** One read as usual. */
  public static PretrainedSource usual(ModelFile encoder, DiskCache cache) {
    return new PretrainedSource(
        encoder, PretrainedOptions.USUAL, ALL_PIECES, USUAL_RATE, cache, WeightPrecision.INT8);
  }

  /** The same with the usual rate where no layer is trained, which no result depends on then. */
  public PretrainedSource whatCounts() {
    return options.tuned() > 0
        ? this
        : new PretrainedSource(encoder, options, reserve, USUAL_RATE, cache, precision);
  }

  /** Adds all of this that a training depends on. */
  public void addTo(Fingerprint fingerprint) {
    fingerprint.add(encoder.contentHash()).add(options).add(learningRate);
  }

  /** With weights in half precision. */
  public PretrainedSource(
      ModelFile encoder,
      PretrainedOptions options,
      int reserve,
      float learningRate,
      DiskCache cache) {
    this(encoder, options, reserve, learningRate, cache, WeightPrecision.HALF);
  }
}
