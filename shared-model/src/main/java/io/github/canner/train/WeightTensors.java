// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import ai.djl.ndarray.types.Shape;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.Weights;
import java.util.Map;
import java.util.TreeMap;

/** Weights as model files hold them. */
public final class WeightTensors {

  private WeightTensors() {}

  /** Copies of all weights in half precision. */
  public static Map<String, Tensor> half(Weights weights) {
    Map<String, Tensor> tensors = new TreeMap<>();
    weights
        .values()
        .forEach(
            (name, values) ->
                tensors.put(
                    name, Tensor.ofFloats(values, weights.get(name).getShape().getShape()).toHalf()));
    return tensors;
  }

  /** New weights with these values, in single precision. */
  public static Weights weights(Map<String, Tensor> tensors) {
    Weights weights = new Weights();
    new TreeMap<>(tensors)
        .forEach(
            (name, tensor) ->
                weights.put(
                    name, weights.manager().create(tensor.toFloats(), new Shape(tensor.shape()))));
    return weights;
  }
}
