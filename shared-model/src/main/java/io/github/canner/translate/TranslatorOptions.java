// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import io.github.canner.CanException;

/**
 * The size of a translator and how it is trained.
 *
 * @param subwords size of the joint vocabulary of subwords
 * @param embedding width of a subword's embedding
 * @param encoder units of the encoder in each direction
 * @param decoder units of each decoder layer
 * @param dropout share of values dropped in training, in [0, 1)
 * @param labelSmoothing share of the probability spread over the vocabulary, in [0, 1)
 * @param guidance weight of the loss that pulls attention toward the statistical alignment
 * @param epochs passes over the training text
 * @param batch subwords in a mini-batch: of the longer side of each pair, with padding
 * @param learningRate the highest learning rate
 * @param warmUp steps until it is reached
 * @param seed start of all random numbers
 */
public record TranslatorOptions(
    int subwords,
    int embedding,
    int encoder,
    int decoder,
    float dropout,
    float labelSmoothing,
    float guidance,
    int epochs,
    int batch,
    float learningRate,
    int warmUp,
    long seed) {

  private static final int WIDEST = 65_536;

  public TranslatorOptions {
    require(subwords >= 100 && subwords <= 100_000, "subwords", subwords, "100 to 100000");
    for (int width : new int[] {embedding, encoder, decoder}) {
      require(width >= 1 && width <= WIDEST, "width", width, "1 to " + WIDEST);
    }
    require(dropout >= 0 && dropout < 1, "dropout", dropout, "in [0, 1)");
    require(
        labelSmoothing >= 0 && labelSmoothing < 1, "label smoothing", labelSmoothing, "in [0, 1)");
    require(guidance >= 0 && guidance < Float.POSITIVE_INFINITY, "guidance", guidance, "0 or more");
    require(epochs >= 1, "epochs", epochs, "1 or more");
    require(batch >= 1, "batch", batch, "1 or more");
    require(
        learningRate > 0 && learningRate < Float.POSITIVE_INFINITY,
        "learning rate",
        learningRate,
        "above 0");
    require(warmUp >= 0, "warm-up", warmUp, "0 or more");
  }

  /** Sizes that train some thousand target words a second on two cores. */
  public static Builder builder() {
    return new Builder();
  }

  private static void require(boolean good, String what, Number value, String expected) {
    if (!good) {
      throw new CanException(
          "translator option " + what + " is " + value + ", expected " + expected);
    }
  }

  /** Sets what differs from the defaults. */
  public static final class Builder {
    private int subwords = 5000;
    private int embedding = 256;
    private int encoder = 192;
    private int decoder = 320;
    private float dropout = 0.2f;
    private float labelSmoothing = 0.1f;
    private float guidance = 0.5f;
    private int epochs = 10;
    private int batch = 1000;
    private float learningRate = 1e-3f;
    private int warmUp = 400;
    private long seed = 1;

    private Builder() {}

    /** Size of the joint vocabulary of subwords; 5000 by default. */
    public Builder optSubwords(int value) {
      subwords = value;
      return this;
    }

    /** Width of a subword's embedding; 256 by default. */
    public Builder optEmbedding(int value) {
      embedding = value;
      return this;
    }

    /** Units of the encoder in each direction; 192 by default. */
    public Builder optEncoder(int value) {
      encoder = value;
      return this;
    }

    /** Units of each decoder layer; 320 by default. */
    public Builder optDecoder(int value) {
      decoder = value;
      return this;
    }

    /** Share of values dropped in training; 0.2 by default. */
    public Builder optDropout(float value) {
      dropout = value;
      return this;
    }

    /** Weight of the pull toward the statistical alignment; 0.5 by default. */
    public Builder optGuidance(float value) {
      guidance = value;
      return this;
    }

    /** Passes over the training text; 10 by default. */
    public Builder optEpochs(int value) {
      epochs = value;
      return this;
    }

    /** Target subwords in a mini-batch; 1000 by default. */
    public Builder optBatch(int value) {
      batch = value;
      return this;
    }

    /** The highest learning rate; 0.001 by default. */
    public Builder optLearningRate(float value) {
      learningRate = value;
      return this;
    }

    /** Steps until the highest learning rate is reached; 400 by default. */
    public Builder optWarmUp(int value) {
      warmUp = value;
      return this;
    }

    /** Start of all random numbers; 1 by default. */
    public Builder optSeed(long value) {
      seed = value;
      return this;
    }

    /** The options. */
    public TranslatorOptions build() {
      return new TranslatorOptions(
          subwords,
          embedding,
          encoder,
          decoder,
          dropout,
          labelSmoothing,
          guidance,
          epochs,
          batch,
          learningRate,
          warmUp,
          seed);
    }
  }
}
