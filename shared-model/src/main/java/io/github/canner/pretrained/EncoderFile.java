// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import ai.djl.ndarray.types.Shape;
import io.github.canner.CanException;
import io.github.canner.bundle.Checksums;
import io.github.canner.bundle.DType;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.bundle.RowScales;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.BertShape;
import io.github.canner.nn.MaskedHead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is stored of an encoder: of a whole one, in a file of kind {@link ModelKind#ENCODER}, or
 * within the file of a model that uses it of what that model needs.
 */
final class EncoderFile {
  /** Weights beside those of {@link BertShape}, for guessing masked words. */
  static final String MASKED = "masked";

  private static final String CONFIG = "pretrained";
  static final String WEIGHTS = "pretrained.safetensors";
  private static final String STEPS = ".steps";
  private static final String PIECES = "pieces.txt";

  /** The parts of a file that hold an encoder. */
  static final Set<String> PARTS = Set.of(CONFIG, WEIGHTS, PIECES);

  /** Those of them that are large; the other one tells what they are. */
  static final Set<String> CONTENT = Set.of(WEIGHTS, PIECES);

  private EncoderFile() {}

  /**
   * What the weights are of.
   *
   * @param name of the encoder
   * @param id names the contents of the file that it was first taken from
   * @param shape the sizes of what is stored
   */
  record Spec(String name, String id, BertShape shape) {}

  /** Adds an encoder with its weights as they are. */
  static void write(
      ModelFileWriter writer, Spec spec, List<String> pieces, Map<String, Tensor> weights) {
    writer.put(CONFIG, spec).text(PIECES, pieces).tensors(WEIGHTS, weights);
  }

  /** Names the contents of an encoder that is made here, by their SHA-256. */
  static String id(List<String> pieces, Map<String, Tensor> weights) {
    MessageDigest digest = Checksums.sha256();
    digest.update(String.join("\n", pieces).getBytes(StandardCharsets.UTF_8));
    new TreeMap<>(weights)
        .forEach(
            (weight, tensor) -> {
              digest.update(weight.getBytes(StandardCharsets.UTF_8));
              digest.update(tensor.data());
            });
    return Checksums.hex(digest);
  }

  /** The same weights with every matrix in 8 bits. */
  static Map<String, Tensor> small(Map<String, Tensor> weights) {
    Map<String, Tensor> small = new LinkedHashMap<>();
    weights.forEach(
        (name, tensor) -> {
          if (tensor.shape().length == 2) {
            RowScales.Scaled scaled = RowScales.of(tensor);
            small.put(name, scaled.integers());
            small.put(name + STEPS, scaled.steps());
          } else {
            small.put(name, tensor);
          }
        });
    return small;
  }

  /**
   * What the weights of a file are of.
   *
   * @throws CanException if it holds no encoder
   */
  static Spec spec(ModelFile file) {
    return file.config(CONFIG, Spec.class);
  }

  /**
   * The word pieces of a file by number.
   *
   * @throws CanException if they are not as many as the file says, or one stands there twice
   */
  static List<String> pieces(ModelFile file) {
    List<String> pieces = file.lines(PIECES);
    int expected = spec(file).shape().vocabulary();
    if (pieces.size() != expected || new HashSet<>(pieces).size() != expected) {
      throw new CanException(
          file.where()
              + ": "
              + PIECES
              + " holds "
              + new HashSet<>(pieces).size()
              + " different word pieces in "
              + pieces.size()
              + " lines, expected "
              + expected);
    }
    return pieces;
  }

  /**
   * The weights of a file, those of the first layers only; what it holds in 8 bits is turned into
   * half precision.
   *
   * @throws CanException if there are not so many layers, or a weight is not of its shape
   */
  static Map<String, Tensor> weights(ModelFile file, int layers) {
    requireLayers(file, layers);
    return weights(file, layers, file.tensors(WEIGHTS));
  }

  /**
   * All weights of a file, with those for guessing masked words where it has them.
   *
   * @throws CanException if a weight is not of its shape, or some for guessing are missing
   */
  static Map<String, Tensor> whole(ModelFile file) {
    Map<String, Tensor> all = file.tensors(WEIGHTS);
    Map<String, Tensor> weights = weights(file, spec(file).shape().layers(), all);
    weights.putAll(masked(file, all));
    return weights;
  }

  private static Map<String, Tensor> weights(ModelFile file, int layers, Map<String, Tensor> all) {
    BertShape shape = spec(file).shape();
    Map<String, Tensor> weights = new LinkedHashMap<>();
    shape
        .withLayers(layers)
        .weights()
        .forEach((name, expected) -> weights.put(name, weight(all, name, expected, file.where())));
    return weights;
  }

  private static Tensor weight(Map<String, Tensor> all, String name, Shape expected, String where) {
    Tensor tensor = all.get(name);
    if (tensor == null || !new Shape(tensor.shape()).equals(expected)) {
      throw new CanException(
          where
              + ": found "
              + (tensor == null ? "no weight " : tensor + " as weight ")
              + name
              + ", expected one of shape "
              + expected);
    }
    if (tensor.type() != DType.I8) {
      return tensor;
    }
    Tensor steps = all.get(name + STEPS);
    if (steps == null || steps.count() != expected.get(0)) {
      throw new CanException(
          where
              + ": found "
              + (steps == null ? "none" : steps)
              + " as scales of the weight "
              + name
              + ", expected one for each of its "
              + expected.get(0)
              + " rows");
    }
    return RowScales.toHalf(new RowScales.Scaled(tensor, steps));
  }

  /** The weights for guessing masked words; empty where the file has none. */
  private static Map<String, Tensor> masked(ModelFile file, Map<String, Tensor> all) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    if (all.keySet().stream().anyMatch(name -> name.startsWith(MASKED + "."))) {
      MaskedHead.weights(MASKED, spec(file).shape())
          .forEach((name, shape) -> weights.put(name, weight(all, name, shape, file.where())));
    }
    return weights;
  }

  /**
   * Checks that the encoder in a file has so many layers.
   *
   * @throws CanException if not
   */
  static void requireLayers(ModelFile file, int least) {
    int layers = spec(file).shape().layers();
    if (layers < least) {
      throw new CanException(
          file.where() + " has " + layers + " layers, expected at least " + least);
    }
  }
}
