// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.types.Shape;
import io.github.canner.CanException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The weights that a network has: names, shapes and first values. Nothing is made until {@link
 * #create}, so that weights from a file can be checked against the plan at no cost.
 */
public final class WeightPlan {
  private interface Maker {
    void make(Weights weights, SplittableRandom random);
  }

  private record Entry(Shape shape, Maker maker) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** As {@link Weights#uniform}. */
  public void uniform(String name, Shape shape, double bound) {
    add(name, shape, (weights, random) -> weights.uniform(name, shape, bound, random));
  }

  /** As {@link Weights#glorot}. */
  public void glorot(String name, long out, long in) {
    add(name, new Shape(out, in), (weights, random) -> weights.glorot(name, out, in, random));
  }

  /** As {@link Weights#constant}. */
  public void constant(String name, Shape shape, float value) {
    add(name, shape, (weights, random) -> weights.constant(name, shape, value));
  }

  /** A vector of these values. */
  public void vector(String name, float[] values) {
    values(name, values, new Shape(values.length));
  }

  /** These values, row by row. */
  public void values(String name, float[] values, Shape shape) {
    add(name, shape, (weights, random) -> weights.put(name, values, shape));
  }

  private void add(String name, Shape shape, Maker maker) {
    if (entries.putIfAbsent(name, new Entry(shape, maker)) != null) {
      throw new IllegalArgumentException("weight " + name + " is planned already");
    }
  }

  /** Makes the weights in the order of the plan, which is that of the random numbers drawn. */
  public void create(Weights weights, SplittableRandom random) {
    entries.values().forEach(entry -> entry.maker.make(weights, random));
  }

  /**
   * Checks that weights are those of the plan; there may be others too.
   *
   * @param where names the file in messages
   * @throws CanException if one is missing, or has another shape
   */
  public void require(Weights weights, String where) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    entries.forEach((name, entry) -> shapes.put(name, entry.shape));
    weights.require(shapes, where);
  }

  /**
   * Checks that weights are those of the plan, and all of them.
   *
   * @param where names the file in messages
   * @throws CanException if one is missing, has another shape, or is one too many
   */
  public void check(Weights weights, String where) {
    Set<String> expected = entries.keySet();
    if (!expected.equals(weights.names())) {
      throw new CanException(
          where + ": holds the weights " + weights.names() + ", expected " + expected);
    }
    entries.forEach(
        (name, entry) -> {
          Shape shape = weights.get(name).getShape();
          if (!shape.equals(entry.shape)) {
            throw new CanException(
                where + ": weight " + name + " has shape " + shape + ", expected " + entry.shape);
          }
        });
  }
}
