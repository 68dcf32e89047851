// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir private Path folder;

  private static ByteBuffer file(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .position(0);
  }

  @Test
  void gives_back_the_tensors_it_wrote() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("bytes", Tensor.ofBytes(new byte[] {1, -2, 3}, 3));
    tensors.put("matrix", Tensor.ofFloats(new float[] {1, 2, 3, 4, 5, Float.MIN_VALUE}, 2, 3));
    tensors.put("half \"quoted\"", Tensor.ofFloats(new float[] {0.5f, -65504f}, 2, 1).toHalf());
    tensors.put("number", Tensor.ofFloats(new float[] {7}));
    tensors.put("nothing", Tensor.ofFloats(new float[0], 0, 5));
    Safetensors.write(tensors, folder.resolve("weights.safetensors"));
    Map<String, Tensor> read = Safetensors.read(folder.resolve("weights.safetensors"));
    assertThat(read).isEqualTo(tensors);
    assertThat(read.get("matrix").toFloats()).containsExactly(1, 2, 3, 4, 5, Float.MIN_VALUE);
    assertThat(read.get("bytes").toFloats()).containsExactly(1, -2, 3);
    assertThat(read.get("half \"quoted\"").toFloats()).containsExactly(0.5f, -65504f);
  }

  @Test
  void writes_the_bytes_of_the_format() throws Exception {
    Safetensors.write(
        Map.of("w", Tensor.ofFloats(new float[] {1}, 1)), folder.resolve("one.safetensors"));
    String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    int padding = (8 - header.length() % 8) % 8;
    ByteBuffer expected = file(header + " ".repeat(padding), 4);
    expected.putFloat(expected.limit() - 4, 1f);
    assertThat(Files.readAllBytes(folder.resolve("one.safetensors"))).isEqualTo(expected.array());
  }

  @Test
  void aligns_every_number() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a", Tensor.ofBytes(new byte[3], 3));
    tensors.put("b", Tensor.ofFloats(new float[1], 1).toHalf());
    tensors.put("c", Tensor.ofFloats(new float[1], 1));
    Safetensors.write(tensors, folder.resolve("t"));
    assertThat(Safetensors.read(folder.resolve("t")).keySet()).containsExactly("c", "b", "a");
  }

  @Test
  void tensors_can_be_read_one_after_the_other_sorted_by_name() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", Tensor.ofFloats(new float[] {1, 2}, 2));
    tensors.put("a", Tensor.ofBytes(new byte[] {3}, 1));
    Path file = folder.resolve("t");
    Safetensors.write(tensors, file);
    Map<String, Tensor> read = new LinkedHashMap<>();
    Safetensors.forEach(file, read::put);
    assertThat(read.keySet()).containsExactly("a", "b");
    assertThat(read).isEqualTo(tensors);

    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 7, 8, 20, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Safetensors.forEach(file, read::put))
          .isInstanceOf(CanException.class)
          .hasMessageStartingWith(file.toString())
          .hasMessageContaining("expected");
    }
  }

  @Test
  void reads_bfloat_and_integers_as_floats() {
    ByteBuffer bytes =
        file(
            "{\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[4,6]},"
                + "\"i\":{\"dtype\":\"I32\",\"shape\":[],\"data_offsets\":[0,4]},\"__metadata__\":{\"format\":\"pt\"}}",
            6);
    bytes.putInt(bytes.limit() - 6, -7).putShort(bytes.limit() - 2, (short) 0xBFC0);
    Map<String, Tensor> tensors = Safetensors.read(bytes, "x");
    assertThat(tensors).containsOnlyKeys("b", "i");
    assertThat(tensors.get("b").toFloats()).containsExactly(-1.5f);
    assertThat(tensors.get("i").toFloats()).containsExactly(-7f);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":\"1\",\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,8]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,1e300]}}",
        "{\"w\":{\"dtype\":\"F33\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"w\":{\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"w\":{}}",
        "{\"w\":7}",
        "{}",
        "[]",
        "{",
        "7 ",
        "{\"w\":{\"dtype\":\"I8\",\"shape\":[4],\"data_offsets\":[0,4]},\"v\":{\"dtype\":\"I8\",\"shape\":[2],\"data_offsets\":[2,4]}}",
        "{\"w\":{\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[0,1]},\"v\":{\"dtype\":\"I8\",\"shape\":[2],\"data_offsets\":[2,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        " {\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
      })
  void refuses_headers_that_do_not_fit_their_numbers(String header) {
    assertThatThrownBy(() -> Safetensors.read(file(header, 4), "weights"))
        .isInstanceOf(CanException.class)
        .hasMessageStartingWith("weights")
        .hasMessageContaining("expected");
  }

  @Test
  void refuses_impossible_header_lengths() {
    for (long length : new long[] {-1, 0, 1, 17, 200_000_000, Long.MAX_VALUE, Long.MIN_VALUE}) {
      ByteBuffer bytes = file("{}              ", 0).putLong(0, length);
      assertThatThrownBy(() -> Safetensors.read(bytes, "weights"))
          .isInstanceOf(CanException.class)
          .hasMessageContaining("header");
    }
    assertThatThrownBy(() -> Safetensors.read(ByteBuffer.allocate(7), "weights"))
        .isInstanceOf(CanException.class);
  }

  @Test
  void refuses_to_name_a_tensor_like_the_metadata() {
    assertThatThrownBy(
            () -> Safetensors.encode(Map.of("__metadata__", Tensor.ofBytes(new byte[0], 0))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
