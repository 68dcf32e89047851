// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import ai.djl.ndarray.types.Shape;
import io.github.canner.CanException;
import io.github.canner.bundle.DType;
import io.github.canner.bundle.ModelFileWriter;
import io.github.canner.bundle.ModelKind;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.BertShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the variables of Google's BERT into our weights: kernels are turned from (in, out) to (out,
 * in), the embedding of the first segment is added to those of the positions, and all is rounded to
 * half precision.
 */
final class BertImport implements SavedModel.Visitor {
  private static final String ROOT = "module/";
  private static final String POSITION = "bert/embeddings/position_embeddings";
  private static final String SEGMENT = "bert/embeddings/token_type_embeddings";
  private static final Pattern LAYER = Pattern.compile("bert/encoder/layer_(\\d+)/(.*)");
  private static final int HEAD_WIDTH = 64;

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("bert/embeddings/word_embeddings", "embeddings.words"),
          Map.entry(POSITION, "embeddings.positions"),
          Map.entry(SEGMENT, "embeddings.segments"),
          Map.entry("bert/embeddings/LayerNorm/gamma", "embeddings.gain"),
          Map.entry("bert/embeddings/LayerNorm/beta", "embeddings.shift"),
          Map.entry("cls/predictions/transform/dense/kernel", EncoderFile.MASKED + ".dense"),
          Map.entry("cls/predictions/transform/dense/bias", EncoderFile.MASKED + ".denseBias"),
          Map.entry("cls/predictions/transform/LayerNorm/gamma", EncoderFile.MASKED + ".gain"),
          Map.entry("cls/predictions/transform/LayerNorm/beta", EncoderFile.MASKED + ".shift"),
          Map.entry("cls/predictions/output_bias", EncoderFile.MASKED + ".outputBias"));

  private static final Map<String, String> LAYER_NAMES =
      Map.ofEntries(
          Map.entry("attention/self/query/kernel", "query"),
          Map.entry("attention/self/query/bias", "queryBias"),
          Map.entry("attention/self/key/kernel", "key"),
          Map.entry("attention/self/key/bias", "keyBias"),
          Map.entry("attention/self/value/kernel", "value"),
          Map.entry("attention/self/value/bias", "valueBias"),
          Map.entry("attention/output/dense/kernel", "attended"),
          Map.entry("attention/output/dense/bias", "attendedBias"),
          Map.entry("attention/output/LayerNorm/gamma", "attendedGain"),
          Map.entry("attention/output/LayerNorm/beta", "attendedShift"),
          Map.entry("intermediate/dense/kernel", "inner"),
          Map.entry("intermediate/dense/bias", "innerBias"),
          Map.entry("output/dense/kernel", "outer"),
          Map.entry("output/dense/bias", "outerBias"),
          Map.entry("output/LayerNorm/gamma", "outerGain"),
          Map.entry("output/LayerNorm/beta", "outerShift"));

  private final Map<String, Tensor> weights = new LinkedHashMap<>();

  /** Our name of a variable, or an empty one for a variable that is not needed. */
  private static String name(String variable) {
    if (!variable.startsWith(ROOT)) {
      return "";
    }
    String own = variable.substring(ROOT.length());
    Matcher layer = LAYER.matcher(own);
    if (layer.matches()) {
      String part = LAYER_NAMES.getOrDefault(layer.group(2), "");
      return part.isEmpty() ? "" : "layer" + layer.group(1) + "." + part;
    }
    return NAMES.getOrDefault(own, "");
  }

  @Override
  public boolean wants(TensorBundle.Variable variable) {
    return !name(variable.name()).isEmpty();
  }

  @Override
  public void take(String variable, Tensor values) {
    boolean later = variable.equals(ROOT + POSITION) || variable.equals(ROOT + SEGMENT);
    Tensor turned = variable.endsWith("/kernel") ? turned(values) : values;
    weights.put(name(variable), later ? turned : turned.toHalf());
  }

  private static Tensor turned(Tensor kernel) {
    int in = Math.toIntExact(kernel.shape()[0]);
    int out = Math.toIntExact(kernel.shape()[1]);
    ByteBuffer from = kernel.data();
    ByteBuffer to = ByteBuffer.allocate(from.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        to.putFloat(from.getFloat(Float.BYTES * (i * out + o)));
      }
    }
    return new Tensor(DType.F32, new long[] {out, in}, to.flip());
  }

  private void addSegment(String where) {
    Tensor positions = required("embeddings.positions", where);
    Tensor segments = required("embeddings.segments", where);
    float[] sums = positions.toFloats();
    float[] segment = segments.toFloats();
    int width = Math.toIntExact(positions.shape()[1]);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += segment[i % width];
    }
    weights.remove("embeddings.segments");
    weights.put("embeddings.positions", Tensor.ofFloats(sums, positions.shape()).toHalf());
  }

  private Tensor required(String name, String where) {
    Tensor tensor = weights.get(name);
    if (tensor == null || tensor.shape().length != 2) {
      throw new CanException(
          where + ": found no variable for " + name + ", expected those of BERT");
    }
    return tensor;
  }

  /**
   * Reads a whole encoder.
   *
   * @param name of the encoder
   * @param id expected SHA-256 of the archive
   * @throws CanException if the model is no BERT, or not the expected one
   */
  static ModelFileWriter read(SavedModel model, String name, String id, String where) {
    BertImport variables = new BertImport();
    String found = model.read(variables);
    if (!found.equals(id)) {
      throw new CanException(
          where + ": found an archive with the SHA-256 " + found + ", expected " + id);
    }
    variables.addSegment(where);
    BertShape shape = variables.shape(model.vocabulary().size(), where);
    ModelFileWriter writer = new ModelFileWriter(ModelKind.ENCODER);
    EncoderFile.write(
        writer, new EncoderFile.Spec(name, id, shape), model.vocabulary(), variables.weights);
    return writer;
  }

  private BertShape shape(int vocabulary, String where) {
    long[] positions = required("embeddings.positions", where).shape();
    int width = Math.toIntExact(positions[1]);
    int layers = 0;
    while (weights.containsKey("layer" + layers + ".query")) {
      layers++;
    }
    int inner = Math.toIntExact(required("layer0.inner", where).shape()[0]);
    BertShape shape =
        new BertShape(
            vocabulary,
            Math.toIntExact(positions[0]),
            width,
            Math.max(1, width / HEAD_WIDTH),
            inner,
            layers);
    shape
        .weights()
        .forEach(
            (weight, expected) -> {
              Tensor tensor = weights.get(weight);
              if (tensor == null || !new Shape(tensor.shape()).equals(expected)) {
                throw new CanException(
                    where + ": found " + tensor + " for " + weight + ", expected " + expected);
              }
            });
    return shape;
  }
}
