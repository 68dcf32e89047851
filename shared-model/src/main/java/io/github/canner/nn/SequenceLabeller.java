// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Labels sequences of vectors: bidirectional LSTM, linear layer, conditional random field (Huang et
 * al. 2015).
 */
public final class SequenceLabeller {
  private static final String OUTPUT = ".output";

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
   * Plans the weights.
   *
   * @param input width of the vectors
   * @param hidden units in each direction
   */
  public static void plan(WeightPlan plan, String name, int input, int hidden, TagSpace space) {
    BiLstm.plan(plan, name + ".lstm", input, hidden);
    plan.glorot(name + OUTPUT, space.size(), 2L * hidden);
    plan.constant(name + ".outputBias", new Shape(space.size()), 0);
    CrfLayer.plan(plan, name + ".crf", space);
  }

  /**
   * The units in each direction of the labeller that some weights are of.
   *
   * @param where names their file in the message
   * @throws io.github.canner.CanException if they are of none
   */
  public static int hidden(Weights weights, String name, String where) {
    return weights.size(name + OUTPUT, 1, where) / 2;
  }

  /** The last layer. */
  public CrfLayer crf() {
    return crf;
  }

  /** The width of the hidden states, both directions together. */
  public int stateWidth() {
    return Math.toIntExact(weights.get(name + OUTPUT).getShape().get(1));
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
    return Layers.linear(states, weights.get(name + OUTPUT), weights.get(name + ".outputBias"));
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
