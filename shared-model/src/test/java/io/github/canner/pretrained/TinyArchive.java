// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import ai.djl.ndarray.types.Shape;
import io.github.canner.bundle.Checksums;
import io.github.canner.bundle.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A very small BERT with random weights, saved as TensorFlow does. */
public final class TinyArchive {
  static final List<String> PIECES = pieces();
  static final int WIDTH = 128;
  static final int INNER = 6;
  static final int LAYERS = 2;
  static final int POSITIONS = 10;

  private final Map<String, float[]> values = new TreeMap<>();
  private final Map<String, long[]> shapes = new TreeMap<>();

  private static List<String> pieces() {
    List<String> pieces = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    for (char c = 'a'; c <= 'z'; c++) {
      pieces.addAll(List.of("" + c, "##" + c, "" + Character.toUpperCase(c)));
    }
    pieces.addAll(List.of(".", "ni", "na", "##ma", "Ro", "ha", "##ri", "ß", "##ß"));
    return List.copyOf(pieces);
  }

  /** A file of the encoder, as it is kept after it was fetched. */
  public static ModelFile encoder(Path file) {
    try {
      byte[] bytes = new TinyArchive(1).bytes();
      MessageDigest digest = Checksums.sha256();
      digest.update(bytes);
      SavedModel model = SavedModel.open(() -> new ByteArrayInputStream(bytes), "tiny");
      BertImport.read(model, "tiny", Checksums.hex(digest), "tiny")
          .notice("tiny notice")
          .write(file);
      return ModelFile.open(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  TinyArchive(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String embeddings = "module/bert/embeddings/";
    add(random, embeddings + "word_embeddings", PIECES.size(), WIDTH);
    add(random, embeddings + "position_embeddings", POSITIONS, WIDTH);
    add(random, embeddings + "token_type_embeddings", 2, WIDTH);
    normalisation(random, embeddings);
    for (int layer = 0; layer < LAYERS; layer++) {
      String name = "module/bert/encoder/layer_" + layer + "/";
      for (String part : List.of("query", "key", "value")) {
        dense(random, name + "attention/self/" + part, WIDTH, WIDTH);
      }
      dense(random, name + "attention/output/dense", WIDTH, WIDTH);
      normalisation(random, name + "attention/output/");
      dense(random, name + "intermediate/dense", WIDTH, INNER);
      dense(random, name + "output/dense", INNER, WIDTH);
      normalisation(random, name + "output/");
    }
    add(random, "module/bert/pooler/dense/bias", WIDTH);
    add(random, "module/cls/predictions/output_bias", PIECES.size());
    add(random, "global_step");
    dense(random, "module/cls/predictions/transform/dense", WIDTH, WIDTH);
    normalisation(random, "module/cls/predictions/transform/");
  }

  private void dense(SplittableRandom random, String name, int in, int out) {
    add(random, name + "/kernel", in, out);
    add(random, name + "/bias", out);
  }

  private void normalisation(SplittableRandom random, String name) {
    add(random, name + "LayerNorm/gamma", WIDTH);
    add(random, name + "LayerNorm/beta", WIDTH);
  }

  private void add(SplittableRandom random, String name, long... shape) {
    float[] numbers = new float[(int) new Shape(shape).size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextDouble(-1, 1) * (shape.length > 1 ? 0.2f : 1);
    }
    values.put(name, numbers);
    shapes.put(name, shape);
  }

  float[] values(String name) {
    return values.get(name);
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    Map<String, byte[]> table = new LinkedHashMap<>();
    table.put("", new byte[] {8, 1});
    for (Map.Entry<String, float[]> entry : values.entrySet()) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      message.write(new byte[] {8, 1});
      byte[] shape = shape(shapes.get(entry.getKey()));
      field(message, 0x12, shape.length);
      message.write(shape);
      field(message, 0x20, data.size());
      field(message, 0x28, 4L * entry.getValue().length);
      message.write(new byte[] {0x35, 1, 2, 3, 4});
      table.put(entry.getKey(), message.toByteArray());
      ByteBuffer numbers =
          ByteBuffer.allocate(4 * entry.getValue().length).order(ByteOrder.LITTLE_ENDIAN);
      numbers.asFloatBuffer().put(entry.getValue());
      data.write(numbers.array());
    }
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      put(zip, "assets/vocab.txt", String.join("\n", PIECES).getBytes(StandardCharsets.UTF_8));
      put(zip, "variables/variables.data-00000-of-00001", data.toByteArray());
      put(zip, "variables/variables.index", index(table));
    }
    return archive.toByteArray();
  }

  private static byte[] index(Map<String, byte[]> table) throws IOException {
    ByteArrayOutputStream index = new ByteArrayOutputStream();
    byte[] entries = block(table);
    index.write(entries);
    index.write(new byte[5]);
    byte[] blocks = block(Map.of("last", handle(0, entries.length)));
    int at = index.size();
    index.write(blocks);
    index.write(new byte[5]);
    byte[] handles = new byte[40];
    byte[] of = handle(at, blocks.length);
    handles[1] = 0;
    System.arraycopy(of, 0, handles, 2, of.length);
    index.write(handles);
    index.write(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0xdb4775248b80fb57L).array());
    return index.toByteArray();
  }

  /** Entries that share the beginnings of their keys. */
  private static byte[] block(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    byte[] last = new byte[0];
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
      int shared = Math.max(0, Arrays.mismatch(last, key));
      varint(block, shared);
      varint(block, key.length - shared);
      varint(block, entry.getValue().length);
      block.write(key, shared, key.length - shared);
      block.write(entry.getValue());
      last = key;
    }
    block.write(new byte[] {0, 0, 0, 0, 1, 0, 0, 0});
    return block.toByteArray();
  }

  private static byte[] handle(long at, long size) {
    ByteArrayOutputStream handle = new ByteArrayOutputStream();
    varint(handle, at);
    varint(handle, size);
    return handle.toByteArray();
  }

  private static byte[] shape(long[] sizes) throws IOException {
    ByteArrayOutputStream shape = new ByteArrayOutputStream();
    for (long size : sizes) {
      ByteArrayOutputStream dimension = new ByteArrayOutputStream();
      field(dimension, 8, size);
      field(shape, 0x12, dimension.size());
      shape.write(dimension.toByteArray());
    }
    return shape.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int tag, long value) {
    out.write(tag);
    varint(out, value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest > 0x7F) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
