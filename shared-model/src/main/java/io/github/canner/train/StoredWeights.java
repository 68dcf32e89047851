// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.canner.bundle.DType;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.NativeFloats;
import io.github.canner.nn.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Weights as the tensors of a file, and back. */
public final class StoredWeights {
  private StoredWeights() {}

  /** All weights in single precision, where they are: for use before they change, or are closed. */
  static Map<String, Tensor> views(Weights weights) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : weights.names()) {
      NDArray weight = weights.get(name);
      tensors.put(
          name, new Tensor(DType.F32, weight.getShape().getShape(), NativeFloats.bytes(weight)));
    }
    return tensors;
  }

  /** A copy of all weights in single precision. */
  public static Map<String, Tensor> exact(Weights weights) {
    return copies(weights, tensor -> tensor);
  }

  /** One weight after the other, so that all are never there in both forms. */
  private static Map<String, Tensor> copies(Weights weights, UnaryOperator<Tensor> form) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : weights.names()) {
      NDArray weight = weights.get(name);
      Tensor exact = Tensor.ofFloats(weight.toFloatArray(), weight.getShape().getShape());
      tensors.put(name, form.apply(exact));
    }
    return tensors;
  }

  /**
   * All weights in half precision, which a model file needs no more than.
   *
   * @throws IllegalArgumentException if a weight is too large for it
   */
  public static Map<String, Tensor> half(Weights weights) {
    return copies(weights, Tensor::toHalf);
  }

  /** Weights with the values of these tensors. */
  public static Weights weights(Map<String, Tensor> tensors) {
    Weights weights = new Weights();
    put(tensors, weights);
    return weights;
  }

  /** Adds the values of these tensors to weights. */
  public static void put(Map<String, Tensor> tensors, Weights weights) {
    tensors.forEach((name, tensor) -> put(name, tensor, weights));
  }

  /** The engine widens half precision itself, and so needs no copy outside its own memory. */
  private static void put(String name, Tensor tensor, Weights weights) {
    Shape shape = new Shape(tensor.shape());
    if (tensor.type() != DType.F16) {
      weights.put(name, tensor.toFloats(), shape);
      return;
    }
    try (NDArray half = weights.manager().create(tensor.data(), shape, DataType.FLOAT16)) {
      weights.put(name, half.toType(DataType.FLOAT32, true));
    }
  }

  /**
   * Sets weights to the values of tensors.
   *
   * @throws IllegalArgumentException if a weight has no tensor of its shape
   */
  public static void assign(Map<String, Tensor> tensors, Weights weights) {
    for (String name : weights.names()) {
      assign(name, tensors.get(name), weights);
    }
  }

  /**
   * Sets one weight to the values of a tensor.
   *
   * @throws IllegalArgumentException if there is none of its shape
   */
  static void assign(String name, @Nullable Tensor tensor, Weights weights) {
    NDArray weight = weights.get(name);
    if (tensor == null || !new Shape(tensor.shape()).equals(weight.getShape())) {
      throw new IllegalArgumentException("no value of its shape for weight " + name);
    }
    NativeFloats.of(weight).put(tensor.toFloats());
  }
}
