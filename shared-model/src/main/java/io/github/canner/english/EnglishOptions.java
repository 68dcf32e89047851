// SPDX-License-Identifier: Apache-2.0
package io.github.canner.english;

import io.github.canner.nn.WordFeatures.Widths;

/**
 * The shape and the training of a {@link LightEnglishEncoder}.
 *
 * @param widths of the word vectors
 * @param hidden units of the LSTM in each direction
 * @param minimumCount words seen less often have no embedding of their own
 * @param maximumWords the largest number of words with an embedding
 * @param dropout share of the values dropped before and after the LSTM
 * @param wordNoise probability of hiding even a frequent word
 * @param lowerCased share of training sentences read in lower case, so that names without capitals
 *     are known too
 * @param upperCased share of training sentences read in capitals
 * @param epochs how many times to read the training sentences
 * @param batch sentences a step
 * @param learningRate the top of the learning rate
 * @param averaging decay of the moving average of the weights; 0 for none
 * @param seed of all random choices
 */
public record EnglishOptions(
    Widths widths,
    int hidden,
    int minimumCount,
    int maximumWords,
    float dropout,
    double wordNoise,
    double lowerCased,
    double upperCased,
    int epochs,
    int batch,
    float learningRate,
    float averaging,
    long seed) {

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds options; every one has a default. */
  public static final class Builder {
    private Widths widths = new Widths(100, 30, 80, 10);
    private int hidden = 200;
    private int minimumCount = 2;
    private int maximumWords = 40_000;
    private float dropout = 0.35f;
    private double wordNoise = 0.03;
    private double lowerCased = 0.04;
    private double upperCased = 0.02;
    private int epochs = 5;
    private int batch = 32;
    private float learningRate = 0.002f;
    private float averaging = 0.999f;
    private long seed = 1;

    private Builder() {}

    /** See {@link EnglishOptions#widths()}. */
    public Builder widths(Widths value) {
      widths = value;
      return this;
    }

    /** See {@link EnglishOptions#hidden()}. */
    public Builder hidden(int value) {
      hidden = value;
      return this;
    }

    /** See {@link EnglishOptions#minimumCount()}. */
    public Builder minimumCount(int value) {
      minimumCount = value;
      return this;
    }

    /** See {@link EnglishOptions#maximumWords()}. */
    public Builder maximumWords(int value) {
      maximumWords = value;
      return this;
    }

    /** See {@link EnglishOptions#dropout()}. */
    public Builder dropout(float value) {
      dropout = value;
      return this;
    }

    /** See {@link EnglishOptions#wordNoise()}. */
    public Builder wordNoise(double value) {
      wordNoise = value;
      return this;
    }

    /** See {@link EnglishOptions#lowerCased()} and {@link EnglishOptions#upperCased()}. */
    public Builder caseNoise(double lower, double upper) {
      lowerCased = lower;
      upperCased = upper;
      return this;
    }

    /** See {@link EnglishOptions#epochs()}. */
    public Builder epochs(int value) {
      epochs = value;
      return this;
    }

    /** See {@link EnglishOptions#batch()}. */
    public Builder batch(int value) {
      batch = value;
      return this;
    }

    /** See {@link EnglishOptions#learningRate()}. */
    public Builder learningRate(float value) {
      learningRate = value;
      return this;
    }

    /** See {@link EnglishOptions#averaging()}. */
    public Builder averaging(float value) {
      averaging = value;
      return this;
    }

    /** See {@link EnglishOptions#seed()}. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** The options. */
    public EnglishOptions build() {
      return new EnglishOptions(
          widths,
          hidden,
          minimumCount,
          maximumWords,
          dropout,
          wordNoise,
          lowerCased,
          upperCased,
          epochs,
          batch,
          learningRate,
          averaging,
          seed);
    }
  }
}
