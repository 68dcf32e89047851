// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canner.CanException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The safetensors format of Hugging Face: the length of the header as 8 little-endian bytes; the
 * header, a JSON object that gives for each name {@code dtype}, {@code shape} and {@code
 * data_offsets} from the end of the header, and may hold {@code __metadata__}; the numbers without
 * gaps.
 */
public final class Safetensors {
  private static final int MAXIMUM_HEADER = 100_000_000;
  private static final int ALIGNMENT = 8;
  private static final long PIECE = 1 << 20;
  private static final String METADATA = "__metadata__";

  private record Span(String name, long begin, long end) {}

  private Safetensors() {}

  /**
   * Writes tensors to a file, at once or not at all.
   *
   * @throws CanException if the file cannot be written
   */
  public static void write(Map<String, Tensor> tensors, Path file) {
    Buffers.write(encode(tensors), file);
  }

  /**
   * The bytes of the format in pieces; the largest types first and then by name, so every number is
   * aligned.
   */
  static List<ByteBuffer> encode(Map<String, Tensor> tensors) {
    List<Map.Entry<String, Tensor>> ordered = new ArrayList<>(tensors.entrySet());
    ordered.sort(
        Comparator.<Map.Entry<String, Tensor>>comparingInt(e -> -e.getValue().type().bytes())
            .thenComparing(Map.Entry::getKey));
    ObjectNode header = Json.MAPPER.createObjectNode();
    List<ByteBuffer> pieces = new ArrayList<>();
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : ordered) {
      if (entry.getKey().equals(METADATA)) {
        throw new IllegalArgumentException("a tensor cannot be named " + METADATA);
      }
      Tensor tensor = entry.getValue();
      ByteBuffer data = tensor.data();
      ObjectNode description = header.putObject(entry.getKey());
      description.put("dtype", tensor.type().name());
      Arrays.stream(tensor.shape()).forEach(description.putArray("shape")::add);
      description.putArray("data_offsets").add(offset).add(offset + data.remaining());
      offset += data.remaining();
      pieces.add(data);
    }
    pieces.add(0, header(header));
    return pieces;
  }

  private static ByteBuffer header(ObjectNode header) {
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    int length = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] padded = Arrays.copyOf(json, length);
    Arrays.fill(padded, json.length, length, (byte) ' ');
    return ByteBuffer.allocate(8 + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(padded)
        .flip();
  }

  /**
   * Reads the tensors of a file, by name in the order of their numbers.
   *
   * @throws CanException if the file cannot be read, is none, or is larger than 2 GiB
   */
  public static Map<String, Tensor> read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(checkedSize(channel, file));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        continue;
      }
      return read(bytes.flip(), file.toString());
    } catch (IOException e) {
      throw new CanException(file + ": cannot be read (" + e + "), expected a safetensors file", e);
    }
  }

  /**
   * Maps the tensors of a file into memory, which takes none of Java's; the file must stay as it is
   * while they are in use.
   *
   * @throws CanException if the file cannot be read, is none, or is larger than 2 GiB
   */
  public static Map<String, Tensor> map(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return read(
          channel.map(FileChannel.MapMode.READ_ONLY, 0, checkedSize(channel, file)),
          file.toString());
    } catch (IOException e) {
      throw new CanException(file + ": cannot be read (" + e + "), expected a safetensors file", e);
    }
  }

  private static int checkedSize(FileChannel channel, Path file) throws IOException {
    if (channel.size() > Integer.MAX_VALUE) {
      throw new CanException(
          file + ": found " + channel.size() + " bytes, expected at most " + Integer.MAX_VALUE);
    }
    return (int) channel.size();
  }

  /**
   * Reads the tensors from the bytes between position and limit, by name in the order of their
   * numbers. The tensors are views of the buffer.
   *
   * @param source the name of the bytes' origin, for messages
   * @throws CanException if the bytes are not of the format
   */
  public static Map<String, Tensor> read(ByteBuffer bytes, String source) {
    ByteBuffer all = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    JsonNode header = header(all, all.limit(), source);
    ByteBuffer data = all.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Span span : spans(header, data.limit(), source)) {
      ByteBuffer own = data.slice((int) span.begin, (int) (span.end - span.begin));
      tensors.put(span.name, tensor(header.path(span.name), span, own, source));
    }
    return Collections.unmodifiableMap(tensors);
  }

  /**
   * Reads the tensors of a file one after the other, sorted by name, so that no more memory is
   * taken than is kept of them.
   *
   * @throws CanException if the file cannot be read, or is none
   */
  public static void forEach(Path file, BiConsumer<String, Tensor> reader) {
    String source = file.toString();
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer length = filled(channel, 0, Math.min(Long.BYTES, channel.size()));
      long named = length.remaining() < Long.BYTES ? 0 : length.getLong(0);
      long head = Math.max(0, Math.min(named, Math.min(MAXIMUM_HEADER, channel.size())));
      JsonNode header =
          header(
              filled(channel, 0, Math.min(channel.size(), Long.BYTES + head)),
              channel.size(),
              source);
      long start = Long.BYTES + head;
      List<Span> spans = new ArrayList<>(spans(header, channel.size() - start, source));
      spans.sort(Comparator.comparing(Span::name));
      for (Span span : spans) {
        ByteBuffer own = filled(channel, start + span.begin, span.end - span.begin);
        reader.accept(span.name, tensor(header.path(span.name), span, own, source));
      }
    } catch (IOException e) {
      throw new CanException(file + ": cannot be read (" + e + "), expected a safetensors file", e);
    }
  }

  private static ByteBuffer filled(FileChannel channel, long from, long size) throws IOException {
    if (size > Integer.MAX_VALUE) {
      throw new IOException("a tensor of " + size + " bytes is too large");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    // In pieces, since the JDK keeps memory outside the heap as large as what it was asked for.
    int read = 0;
    while (read >= 0 && bytes.position() < size) {
      bytes.limit((int) Math.min(size, bytes.position() + PIECE));
      read = channel.read(bytes, from + bytes.position());
    }
    return bytes.flip();
  }

  /** Where each tensor stands, in that order. */
  private static List<Span> spans(JsonNode header, long limit, String source) {
    List<Span> spans = new ArrayList<>();
    header
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().equals(METADATA)) {
                spans.add(span(field.getKey(), field.getValue(), source));
              }
            });
    spans.sort(
        Comparator.comparingLong(Span::begin)
            .thenComparingLong(Span::end)
            .thenComparing(Span::name));
    long next = 0;
    for (Span span : spans) {
      if (span.begin != next || span.end > limit) {
        throw bad(
            source,
            span.name,
            "the bytes from " + span.begin + " to " + span.end,
            "bytes from " + next + " on, within " + limit);
      }
      next = span.end;
    }
    if (next != limit) {
      throw new CanException(source + ": found " + limit + " bytes of numbers, expected " + next);
    }
    return spans;
  }

  /**
   * Reads the header and leaves the buffer's position behind it.
   *
   * @param total how many bytes there are with those that the buffer lacks
   */
  private static JsonNode header(ByteBuffer all, long total, String source) {
    long length = all.remaining() < 8 ? -1 : all.getLong();
    if (length < 2 || length > Math.min(MAXIMUM_HEADER, all.remaining())) {
      throw new CanException(
          source
              + ": found "
              + (length == -1
                  ? "no header"
                  : "a header of " + Long.toUnsignedString(length) + " bytes")
              + " in "
              + total
              + " bytes, expected a safetensors header within them, at most "
              + MAXIMUM_HEADER);
    }
    byte[] json = new byte[(int) length];
    all.get(json);
    try {
      JsonNode header = Json.MAPPER.readTree(json);
      if (json[0] == '{' && header.isObject()) {
        return header;
      }
    } catch (IOException e) {
      String found =
          e instanceof JsonProcessingException json2 ? json2.getOriginalMessage() : e.getMessage();
      throw new CanException(
          source + ": the header is no JSON (" + found + "), expected a safetensors header", e);
    }
    throw new CanException(
        source + ": the header is no JSON object, expected a safetensors header");
  }

  private static Span span(String name, JsonNode description, String source) {
    JsonNode offsets = description.path("data_offsets");
    boolean numbers =
        offsets.isArray()
            && offsets.size() == 2
            && offsets.get(0).canConvertToLong()
            && offsets.get(0).isIntegralNumber()
            && offsets.get(1).canConvertToLong()
            && offsets.get(1).isIntegralNumber();
    if (!numbers
        || offsets.get(0).longValue() < 0
        || offsets.get(1).longValue() < offsets.get(0).longValue()) {
      throw bad(source, name, "data_offsets " + offsets, "begin and end, 0 <= begin <= end");
    }
    return new Span(name, offsets.get(0).longValue(), offsets.get(1).longValue());
  }

  private static Tensor tensor(JsonNode description, Span span, ByteBuffer own, String source) {
    String type = description.path("dtype").asText();
    DType known =
        Arrays.stream(DType.values())
            .filter(t -> t.name().equals(type))
            .findFirst()
            .orElseThrow(
                () ->
                    bad(
                        source,
                        span.name,
                        "dtype " + description.path("dtype"),
                        "one of " + Arrays.toString(DType.values())));
    JsonNode sizes = description.path("shape");
    long[] shape = new long[sizes.size()];
    for (int i = 0; i < shape.length; i++) {
      JsonNode size = sizes.path(i);
      shape[i] = size.isIntegralNumber() && size.canConvertToLong() ? size.longValue() : -1;
    }
    if (!sizes.isArray() || Tensor.byteSize(known, shape) != span.end - span.begin) {
      throw bad(
          source,
          span.name,
          known + " of shape " + sizes + " in " + (span.end - span.begin) + " bytes",
          "a shape of that size");
    }
    return new Tensor(known, shape, own);
  }

  private static CanException bad(String source, String tensor, String found, String expected) {
    return new CanException(
        source + ", tensor '" + tensor + "': found " + found + ", expected " + expected);
  }
}
