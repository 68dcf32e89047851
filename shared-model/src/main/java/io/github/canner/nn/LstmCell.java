// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

/**
 * The recurrent part of a trained {@link Lstm}, which advances one sequence step by step in the
 * memory of Java; what the input adds to the gates is for others to compute. Immutable.
 */
public final class LstmCell {
  private final Matrix hidden;

  /** A copy of the layer of that name in these weights. */
  public LstmCell(Weights weights, String name) {
    hidden = Matrix.of(weights.get(name + ".hidden"));
  }

  /**
   * The memory of a layer, which nobody changes.
   *
   * @param hidden the last output
   */
  public record State(float[] hidden, float[] cell) {}

  /**
   * The memory after one more input; its hidden state is the output.
   *
   * @param input what {@link Lstm#gates} gives for the input, which is not changed
   */
  public State next(float[] input, State before) {
    float[] gates = input.clone();
    hidden.addProduct(before.hidden, gates);
    int size = before.cell.length;
    Activations.sigmoid(gates, 0, 2 * size);
    Activations.tanh(gates, 2 * size, 3 * size);
    Activations.sigmoid(gates, 3 * size, 4 * size);
    float[] cell = new float[size];
    for (int i = 0; i < size; i++) {
      cell[i] = gates[size + i] * before.cell[i] + gates[i] * gates[2 * size + i];
    }
    float[] output = cell.clone();
    Activations.tanh(output, 0, size);
    for (int i = 0; i < size; i++) {
      output[i] *= gates[3 * size + i];
    }
    return new State(output, cell);
  }
}
