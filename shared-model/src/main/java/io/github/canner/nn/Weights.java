// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.canner.CanException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The named weights of a model, kept in native memory until {@link #close()}. Reading them is safe
 * from many threads; training is not.
 */
public final class Weights implements AutoCloseable {
  private final NDManager manager;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  /** Empty weights with native memory of their own. */
  public Weights() {
    manager = PyTorch.newManager();
  }

  /** The manager that owns the weights; open a sub-manager of it for every batch. */
  public NDManager manager() {
    return manager;
  }

  /** Uniform values in ±bound, drawn from {@code random}. */
  public NDArray uniform(String name, Shape shape, double bound, SplittableRandom random) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    return put(name, values, shape);
  }

  /**
   * Adds these values under a new name. They are copied into the engine's own memory, which is
   * aligned: the last bits of a product can depend on that.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public NDArray put(String name, float[] values, Shape shape) {
    try (NDArray given = manager.create(values, shape)) {
      return put(name, given.duplicate());
    }
  }

  /** Glorot and Bengio (2010): uniform in ±sqrt(6 / (in + out)); the shape is (out, in). */
  public NDArray glorot(String name, long out, long in, SplittableRandom random) {
    return uniform(name, new Shape(out, in), Math.sqrt(6.0 / (in + out)), random);
  }

  /** The same value everywhere. */
  public NDArray constant(String name, Shape shape, float value) {
    return put(name, manager.full(shape, value));
  }

  /**
   * Adds an array under a new name and takes it into this object's native memory.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public NDArray put(String name, NDArray array) {
    if (arrays.putIfAbsent(name, array) != null) {
      throw new IllegalArgumentException("weight " + name + " exists already");
    }
    array.attach(manager);
    return array;
  }

  /**
   * The weight of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public NDArray get(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no weight " + name + "; there are " + arrays.keySet());
    }
    return array;
  }

  /** Whether there is a weight of that name. */
  public boolean has(String name) {
    return arrays.containsKey(name);
  }

  /**
   * Checks that there are weights of these shapes; there may be others too.
   *
   * @param where names the file in the message
   * @throws CanException if one is missing, or has another shape
   */
  public void require(Map<String, Shape> expected, String where) {
    expected.forEach(
        (name, shape) -> {
          NDArray array = arrays.get(name);
          if (array == null || !array.getShape().equals(shape)) {
            throw found(array, name, "shape " + shape, where);
          }
        });
  }

  /**
   * The size of a weight along an axis.
   *
   * @param where names the file in the message
   * @throws CanException if there is no such weight, or it has no such axis
   */
  public int size(String name, int axis, String where) {
    NDArray array = arrays.get(name);
    if (array == null || array.getShape().dimension() <= axis) {
      throw found(array, name, axis + 1 + " axes or more", where);
    }
    return Math.toIntExact(array.getShape().get(axis));
  }

  private static CanException found(
      @Nullable NDArray array, String name, String expected, String where) {
    return new CanException(
        where
            + ": found "
            + (array == null ? "no weight " : array.getShape() + " as shape of the weight ")
            + name
            + ", expected one of "
            + expected);
  }

  /** Rounds every weight to half precision, which is what a model file holds. */
  public void roundToHalf() {
    arrays
        .values()
        .forEach(
            array -> {
              try (NDArray half = array.toType(DataType.FLOAT16, true);
                  NDArray rounded = half.toType(DataType.FLOAT32, true)) {
                NativeFloats.of(array).put(rounded.toFloatArray());
              }
            });
  }

  /** The names in the order of creation. */
  public Set<String> names() {
    return Collections.unmodifiableSet(arrays.keySet());
  }

  /** How many numbers the weights hold together. */
  public long parameters() {
    return arrays.values().stream().mapToLong(array -> array.getShape().size()).sum();
  }

  /** Asks the engine to record gradients for every weight, or to stop doing so. */
  public void requireGradients(boolean required) {
    arrays.values().forEach(array -> array.setRequiresGradient(required));
  }

  /** A copy of every value, by name, in the order of creation. */
  public Map<String, float[]> values() {
    Map<String, float[]> values = new LinkedHashMap<>();
    arrays.forEach((name, array) -> values.put(name, array.toFloatArray()));
    return values;
  }

  /**
   * Overwrites every weight.
   *
   * @param values for each name of {@link #names()} as many values as the weight has, row by row
   */
  public void assign(Map<String, float[]> values) {
    arrays.forEach(
        (name, array) -> {
          float[] given = values.get(name);
          if (given == null || given.length != array.size()) {
            throw new IllegalArgumentException(
                "no " + array.size() + " values for the weight " + name);
          }
          NativeFloats.of(array).put(given);
        });
  }

  @Override
  public void close() {
    manager.close();
  }
}
