// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/**
 * Labels sequences of vectors: bidirectional LSTM, linear layer, conditional random field (Huang et
 * al. 2015).
 */
public final class SequenceLabeller {
  private final Weights weights;
  private final String name;
  private final BiLstm lstm;
  private final CrfLayer crf;

  /** The layers of that name in these weights. */
  public SequenceLabeller(Weights weights, String name, TagSpace space) {
    this.weights = weights;
    this.name = name;
    this.lstm = new BiLstm(weights, name + ".lstm");
    this.crf = new CrfLayer(weights, name + ".crf", space);
  }

  /**
   * Creates the weights.
   *
   * @param input width of the vectors
   * @param hidden units in each direction
   */
  public static SequenceLabeller create(
      Weights weights,
      String name,
      int input,
      int hidden,
      TagSpace space,
      SplittableRandom random) {
    BiLstm.create(weights, name + ".lstm", input, hidden, random);
    weights.glorot(name + ".output", space.size(), 2L * hidden, random);
    weights.constant(name + ".outputBias", new Shape(space.size()), 0);
    CrfLayer.create(weights, name + ".crf", space);
    return new SequenceLabeller(weights, name, space);
  }

  /** The last layer. */
  public CrfLayer crf() {
    return crf;
  }

  /** The width of the hidden states, both directions together. */
  public int stateWidth() {
    return Math.toIntExact(weights.get(name + ".output").getShape().get(1));
  }

  /**
   * The hidden states.
   *
   * @param x shape (batch, steps, input)
   * @param lengths the real steps of each row
   * @return shape (batch, steps, 2 × hidden)
   */
  public NDArray states(NDArray x, int[] lengths) {
    return lstm.run(x, lengths);
  }

  /** The score of each tag at each step, shape (batch, steps, tags), from the hidden states. */
  public NDArray emissions(NDArray states) {
    return Layers.linear(states, weights.get(name + ".output"), weights.get(name + ".outputBias"));
  }

  /**
   * The scores of one row's real steps.
   *
   * @param emissions all rows, as {@link NDArray#toFloatArray()} gives them
   * @return length × tags values
   */
  public float[] row(float[] emissions, int row, int steps, int length) {
    int size = crf.crf().space().size();
    float[] scores = new float[length * size];
    System.arraycopy(emissions, row * steps * size, scores, 0, scores.length);
    return scores;
  }
}
