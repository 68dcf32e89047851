// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import io.github.canner.nn.WordFeatures.Widths;
import io.github.canner.transfer.Normalisation;

/**
 * The shape and the training of a {@link Tagger}.
 *
 * @param transfer where to learn from beside the training sentences
 * @param normalisation of the attention
 * @param fusion how source and English vectors are joined
 * @param states whether English hidden states are carried back
 * @param posteriors whether English tag posteriors are carried back
 * @param votes whether posteriors also speak directly for the tags of like-named types, beside the
 *     LSTM
 * @param widths of the word vectors of the source encoder {@code chars}
 * @param project width to which English states are projected
 * @param hidden units of the LSTM in each direction
 * @param dropout share of the values dropped before and after the LSTM
 * @param stateDropout share of the values of the English states dropped
 * @param wordNoise probability of reading even a frequent word as unknown, in training
 * @param sourceDropout probability of hiding a source word's whole vector, in training with
 *     transfer
 * @param englishDropout probability of hiding all that English knows of a sentence, in training
 * @param epochs how many times the development set is scored; 0 to choose by the size of the
 *     training set
 * @param passes how often the training set is read in an epoch; 0 to choose by its size
 * @param batch sentences a step; 0 to choose by the size of the training set
 * @param learningRate the top of the learning rate
 * @param averaging decay of the moving average of the weights; 0 for none
 * @param patience stop after so many epochs without a better score
 * @param seed of all random choices
 */
public record TaggerOptions(
    Transfer transfer,
    Normalisation normalisation,
    Fusion fusion,
    boolean states,
    boolean posteriors,
    boolean votes,
    Widths widths,
    int project,
    int hidden,
    float dropout,
    float stateDropout,
    double wordNoise,
    double sourceDropout,
    double englishDropout,
    int epochs,
    int passes,
    int batch,
    float learningRate,
    float averaging,
    int patience,
    long seed) {

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether anything of English is read. */
  boolean readsEnglish() {
    return transfer == Transfer.CONVERSE;
  }

  /** Builds options; every one has a default. */
  public static final class Builder {
    private Transfer transfer = Transfer.CONVERSE;
    private Normalisation normalisation = Normalisation.COLUMN;
    private Fusion fusion = Fusion.CONCAT;
    private boolean states = true;
    private boolean posteriors = true;
    private boolean votes = true;
    private Widths widths = new Widths(80, 30, 60, 10);
    private int project = 80;
    private int hidden = 200;
    private float dropout = 0.35f;
    private float stateDropout = 0.3f;
    private double wordNoise = 0.05;
    private double sourceDropout = 0.1;
    private double englishDropout = 0.15;
    private int epochs = 0;
    private int passes = 0;
    private int batch = 0;
    private float learningRate = 0.002f;
    private float averaging = 0.99f;
    private int patience = 8;
    private long seed = 1;

    private Builder() {}

    /** See {@link TaggerOptions#transfer()}. */
    public Builder transfer(Transfer value) {
      transfer = value;
      return this;
    }

    /** See {@link TaggerOptions#normalisation()}. */
    public Builder normalisation(Normalisation value) {
      normalisation = value;
      return this;
    }

    /** See {@link TaggerOptions#fusion()}. */
    public Builder fusion(Fusion value) {
      fusion = value;
      return this;
    }

    /** See {@link TaggerOptions#states()}. */
    public Builder states(boolean value) {
      states = value;
      return this;
    }

    /** See {@link TaggerOptions#posteriors()}. */
    public Builder posteriors(boolean value) {
      posteriors = value;
      return this;
    }

    /** See {@link TaggerOptions#votes()}. */
    public Builder votes(boolean value) {
      votes = value;
      return this;
    }

    /** See {@link TaggerOptions#widths()}. */
    public Builder widths(Widths value) {
      widths = value;
      return this;
    }

    /** See {@link TaggerOptions#project()}. */
    public Builder project(int value) {
      project = value;
      return this;
    }

    /** See {@link TaggerOptions#hidden()}. */
    public Builder hidden(int value) {
      hidden = value;
      return this;
    }

    /** See {@link TaggerOptions#dropout()}. */
    public Builder dropout(float value) {
      dropout = value;
      return this;
    }

    /** See {@link TaggerOptions#stateDropout()}. */
    public Builder stateDropout(float value) {
      stateDropout = value;
      return this;
    }

    /** See {@link TaggerOptions#wordNoise()}. */
    public Builder wordNoise(double value) {
      wordNoise = value;
      return this;
    }

    /** See {@link TaggerOptions#sourceDropout()}. */
    public Builder sourceDropout(double value) {
      sourceDropout = value;
      return this;
    }

    /** See {@link TaggerOptions#englishDropout()}. */
    public Builder englishDropout(double value) {
      englishDropout = value;
      return this;
    }

    /** See {@link TaggerOptions#epochs()}. */
    public Builder epochs(int value) {
      epochs = value;
      return this;
    }

    /** See {@link TaggerOptions#passes()}. */
    public Builder passes(int value) {
      passes = value;
      return this;
    }

    /** See {@link TaggerOptions#batch()}. */
    public Builder batch(int value) {
      batch = value;
      return this;
    }

    /** See {@link TaggerOptions#learningRate()}. */
    public Builder learningRate(float value) {
      learningRate = value;
      return this;
    }

    /** See {@link TaggerOptions#averaging()}. */
    public Builder averaging(float value) {
      averaging = value;
      return this;
    }

    /** See {@link TaggerOptions#patience()}. */
    public Builder patience(int value) {
      patience = value;
      return this;
    }

    /** See {@link TaggerOptions#seed()}. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** The options. */
    public TaggerOptions build() {
      return new TaggerOptions(
          transfer,
          normalisation,
          fusion,
          states,
          posteriors,
          votes,
          widths,
          project,
          hidden,
          dropout,
          stateDropout,
          wordNoise,
          sourceDropout,
          englishDropout,
          epochs,
          passes,
          batch,
          learningRate,
          averaging,
          patience,
          seed);
    }
  }
}
