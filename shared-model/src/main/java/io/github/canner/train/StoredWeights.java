// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import ai.djl.ndarray.types.Shape;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/** Weights as the tensors of a file, and back. */
public final class StoredWeights {
  private StoredWeights() {}

  /** All weights in single precision. */
  public static Map<String, Tensor> exact(Weights weights) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : weights.names()) {
      Shape shape = weights.get(name).getShape();
      tensors.put(name, Tensor.ofFloats(weights.get(name).toFloatArray(), shape.getShape()));
    }
    return tensors;
  }

  /**
   * All weights in half precision, which a model file needs no more than.
   *
   * @throws IllegalArgumentException if a weight is too large for it
   */
  public static Map<String, Tensor> half(Weights weights) {
    Map<String, Tensor> tensors = exact(weights);
    tensors.replaceAll((name, tensor) -> tensor.toHalf());
    return tensors;
  }

  /** Weights with the values of these tensors. */
  public static Weights weights(Map<String, Tensor> tensors) {
    Weights weights = new Weights();
    tensors.forEach(
        (name, tensor) ->
            weights.put(
                name, weights.manager().create(tensor.toFloats(), new Shape(tensor.shape()))));
    return weights;
  }

  /**
   * Sets weights to the values of tensors.
   *
   * @throws IllegalArgumentException if a weight has no tensor of its shape
   */
  public static void assign(Map<String, Tensor> tensors, Weights weights) {
    for (String name : weights.names()) {
      Tensor tensor = tensors.get(name);
      if (tensor == null || !new Shape(tensor.shape()).equals(weights.get(name).getShape())) {
        throw new IllegalArgumentException("no value of its shape for weight " + name);
      }
      weights.get(name).set(tensor.toFloats());
    }
  }
}
