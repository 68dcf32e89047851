// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

/**
 * How a pretrained encoder is trained further on plain text.
 *
 * @param tuned how many layers are trained, counted from the last one down
 * @param embeddings whether those of word pieces and positions are trained too
 * @param newPieces how many word pieces to add at most
 * @param reserve how many of the word pieces that the text lacks stand among those to guess from
 * @param learningRate the top of the learning rate
 * @param warmUp the share of the training in which it rises, in [0, 1)
 * @param dropout share of the values dropped in the layers that are trained, in [0, 1)
 * @param batch word pieces a step, with special ones and padding
 * @param epochs how often to read the text
 * @param steps how many steps to make instead; 0 for what {@code epochs} says
 * @param round steps after which the held-out text is scored and the state saved; 0 for those of an
 *     epoch
 * @param seed of all random choices
 */
public record AdaptationOptions(
    int tuned,
    boolean embeddings,
    int newPieces,
    int reserve,
    float learningRate,
    float warmUp,
    float dropout,
    int batch,
    int epochs,
    int steps,
    int round,
    long seed) {

  public AdaptationOptions {
    if (tuned < 0 || newPieces < 0 || reserve < 0 || steps < 0 || round < 0) {
      throw new IllegalArgumentException("counts must be 0 or more");
    }
    if (batch < 1 || epochs < 1 || !(learningRate > 0)) {
      throw new IllegalArgumentException("batch, epochs and learning rate must be positive");
    }
    if (!(warmUp >= 0 && warmUp < 1 && dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("shares must be from 0 to below 1");
    }
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds options; every one has a default. */
  public static final class Builder {
    private int tuned = 12;
    private boolean embeddings = true;
    private int newPieces;
    private int reserve;
    private float learningRate = 1e-4f;
    private float warmUp = 0.1f;
    private float dropout = 0.1f;
    private int batch = 1024;
    private int epochs = 1;
    private int steps;
    private int round;
    private long seed = 1;

    private Builder() {}

    /** See {@link AdaptationOptions#tuned()}. */
    public Builder tuned(int value) {
      tuned = value;
      return this;
    }

    /** See {@link AdaptationOptions#embeddings()}. */
    public Builder embeddings(boolean value) {
      embeddings = value;
      return this;
    }

    /** See {@link AdaptationOptions#newPieces()}. */
    public Builder newPieces(int value) {
      newPieces = value;
      return this;
    }

    /** See {@link AdaptationOptions#reserve()}. */
    public Builder reserve(int value) {
      reserve = value;
      return this;
    }

    /** See {@link AdaptationOptions#learningRate()}. */
    public Builder learningRate(float value) {
      learningRate = value;
      return this;
    }

    /** See {@link AdaptationOptions#warmUp()}. */
    public Builder warmUp(float value) {
      warmUp = value;
      return this;
    }

    /** See {@link AdaptationOptions#dropout()}. */
    public Builder dropout(float value) {
      dropout = value;
      return this;
    }

    /** See {@link AdaptationOptions#batch()}. */
    public Builder batch(int value) {
      batch = value;
      return this;
    }

    /** See {@link AdaptationOptions#epochs()}. */
    public Builder epochs(int value) {
      epochs = value;
      return this;
    }

    /** See {@link AdaptationOptions#steps()}. */
    public Builder steps(int value) {
      steps = value;
      return this;
    }

    /** See {@link AdaptationOptions#round()}. */
    public Builder round(int value) {
      round = value;
      return this;
    }

    /** See {@link AdaptationOptions#seed()}. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** The options. */
    public AdaptationOptions build() {
      return new AdaptationOptions(
          tuned,
          embeddings,
          newPieces,
          reserve,
          learningRate,
          warmUp,
          dropout,
          batch,
          epochs,
          steps,
          round,
          seed);
    }
  }
}
