// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.canner.CanException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
  record Shape(int layers, double dropout, List<String> tags, @Nullable String note) {}

  private static final Shape SHAPE = new Shape(2, 0.1, List.of("B-PER", "I-PER", "O"), null);

  @TempDir private Path folder;

  private Path translator() {
    Path file = folder.resolve("translator.can");
    new ModelFileWriter(ModelKind.TRANSLATOR)
        .put("network", SHAPE)
        .provenance("language", "swa")
        .notice("Sentences by Amina, CC BY 4.0")
        .text("vocabulary.txt", List.of("<unk>", "", "maji\u2028", "ẹ́"))
        .tensors(
            "weights.safetensors", Map.of("w", Tensor.ofFloats(new float[] {1, 2, 3, 4}, 2, 2)))
        .write(file);
    return file;
  }

  private Path tagger() {
    Path file = folder.resolve("tagger.can");
    new ModelFileWriter(ModelKind.TAGGER)
        .put("network", new Shape(1, 0, List.of(), "a note"))
        .notice("Names by Juma, CC BY-SA 4.0")
        .notice("Sentences by Amina, CC BY 4.0")
        .tensors("weights.safetensors", Map.of("t", Tensor.ofFloats(new float[] {9}, 1)))
        .copy("translator", ModelFile.open(translator()))
        .write(file);
    return file;
  }

  private static void readAll(ModelFile model) {
    for (String entry : model.entries()) {
      if (entry.endsWith(".txt")) {
        model.lines(entry);
      } else {
        model.tensors(entry);
      }
    }
  }

  private Path bytes(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @Test
  void gives_back_all_that_was_written() {
    ModelFile model = ModelFile.open(translator());
    assertThat(model.kind()).isEqualTo(ModelKind.TRANSLATOR);
    assertThat(model.formatVersion()).isEqualTo(1);
    assertThat(model.config("network", Shape.class)).isEqualTo(SHAPE);
    assertThat(model.provenance()).containsExactly(Map.entry("language", "swa"));
    assertThat(model.notices()).containsExactly("Sentences by Amina, CC BY 4.0");
    assertThat(model.lines("vocabulary.txt")).containsExactly("<unk>", "", "maji\u2028", "ẹ́");
    assertThat(model.tensors("weights.safetensors").get("w").toFloats())
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void reads_the_same_from_a_stream() throws IOException {
    try (InputStream stream = Files.newInputStream(tagger())) {
      ModelFile model = ModelFile.open(stream, "stream");
      assertThat(model.contentHash()).isEqualTo(ModelFile.open(tagger()).contentHash());
      assertThat(model.section("translator").lines("vocabulary.txt")).hasSize(4);
      assertThat(model.tensors("weights.safetensors").get("t").toFloats()).containsExactly(9);
    }
  }

  @Test
  void writes_an_archive_that_other_programs_can_read() throws IOException {
    try (ZipFile zip = new ZipFile(translator().toFile())) {
      assertThat(Collections.list(zip.entries()))
          .extracting(ZipEntry::getName)
          .containsExactly("manifest.json", "vocabulary.txt", "weights.safetensors");
      byte[] text = zip.getInputStream(zip.getEntry("vocabulary.txt")).readAllBytes();
      assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo("<unk>\n\nmaji\u2028\nẹ́\n");
    }
  }

  @Test
  void writes_the_same_bytes_for_the_same_contents_in_any_order() throws IOException {
    Path one = folder.resolve("one.can");
    Path other = folder.resolve("other.can");
    new ModelFileWriter(ModelKind.ENGLISH)
        .put("a", 1)
        .put("b", Map.of("x", 1, "y", 2))
        .notice("n")
        .notice("m")
        .text("s", List.of())
        .text("t", List.of("x"))
        .write(one);
    new ModelFileWriter(ModelKind.ENGLISH)
        .text("t", List.of("x"))
        .notice("m")
        .notice("n")
        .text("s", List.of())
        .put("b", new TreeMap<>(Map.of("y", 2, "x", 1)))
        .put("a", 1)
        .write(other);
    assertThat(one).hasSameBinaryContentAs(other);
  }

  @Test
  void reads_a_section_like_the_file_it_was_copied_from() {
    ModelFile section = ModelFile.open(tagger()).section("translator");
    ModelFile original = ModelFile.open(translator());
    assertThat(section.kind()).isEqualTo(ModelKind.TRANSLATOR);
    assertThat(section.config("network", Shape.class)).isEqualTo(SHAPE);
    assertThat(section.entries()).isEqualTo(original.entries());
    assertThat(section.provenance()).isEqualTo(original.provenance());
    assertThat(section.notices()).isEqualTo(original.notices());
    assertThat(section.tensors("weights.safetensors"))
        .isEqualTo(original.tensors("weights.safetensors"));
    assertThat(section.contentHash()).isEqualTo(original.contentHash());
  }

  @Test
  void keeps_sections_apart_from_the_rest() {
    ModelFile model = ModelFile.open(tagger());
    assertThat(model.config("network", Shape.class).note()).isEqualTo("a note");
    assertThat(model.tensors("weights.safetensors")).containsOnlyKeys("t");
    assertThat(model.notices())
        .containsExactly("Names by Juma, CC BY-SA 4.0", "Sentences by Amina, CC BY 4.0");
    assertThat(model.contentHash()).isNotEqualTo(model.section("translator").contentHash());
  }

  @Test
  void reads_what_it_borrows_like_what_it_holds() {
    ModelFile whole = ModelFile.open(translator());
    Set<String> parts = Set.of("network", "weights.safetensors");
    Path file = folder.resolve("lacking.can");
    new ModelFileWriter(ModelKind.TAGGER).copyWithout("translator", whole, parts).write(file);
    ModelFile lacking = ModelFile.open(file).section("translator");
    assertThat(lacking.configs()).doesNotContain("network");
    assertThat(lacking.entries()).doesNotContain("weights.safetensors");
    assertThat(lacking.contentHash())
        .isNotEqualTo(whole.contentHash())
        .isEqualTo(whole.contentHashWithout(parts));

    ModelFile borrowing = lacking.borrowing(whole, parts);
    assertThat(borrowing.configs()).isEqualTo(whole.configs());
    assertThat(borrowing.config("network", Shape.class)).isEqualTo(SHAPE);
    assertThat(borrowing.entries()).isEqualTo(whole.entries());
    assertThat(borrowing.tensors("weights.safetensors"))
        .isEqualTo(whole.tensors("weights.safetensors"));
    assertThat(borrowing.contentHash()).isEqualTo(whole.contentHash());
    Path copy = folder.resolve("copy.can");
    new ModelFileWriter(ModelKind.TAGGER).copy("translator", borrowing).write(copy);
    assertThat(ModelFile.open(copy).section("translator").contentHash())
        .isEqualTo(whole.contentHash());
  }

  @Test
  void copies_sections_of_sections() {
    Path file = folder.resolve("outer.can");
    new ModelFileWriter(ModelKind.TAGGER).copy("inner", ModelFile.open(tagger())).write(file);
    ModelFile inner = ModelFile.open(file).section("inner");
    assertThat(inner.contentHash()).isEqualTo(ModelFile.open(tagger()).contentHash());
    assertThat(inner.section("translator").contentHash())
        .isEqualTo(ModelFile.open(translator()).contentHash());
    assertThat(inner.section("translator").notices())
        .containsExactly("Sentences by Amina, CC BY 4.0");
  }

  @Test
  void has_another_content_hash_when_weights_configuration_or_kind_differ() {
    Path file = folder.resolve("m.can");
    List<String> hashes = new ArrayList<>();
    for (ModelFileWriter writer :
        List.of(
            new ModelFileWriter(ModelKind.ENGLISH).put("a", 1).text("t", List.of("x")),
            new ModelFileWriter(ModelKind.ENGLISH).put("a", 2).text("t", List.of("x")),
            new ModelFileWriter(ModelKind.ENGLISH).put("a", 1).text("t", List.of("y")),
            new ModelFileWriter(ModelKind.TAGGER).put("a", 1).text("t", List.of("x")))) {
      writer.write(file);
      hashes.add(ModelFile.open(file).contentHash());
    }
    assertThat(hashes).doesNotHaveDuplicates();
  }

  @Test
  void refuses_a_file_with_any_byte_flipped() throws IOException {
    byte[] good = Files.readAllBytes(tagger());
    Random random = new Random(8);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> readAll(ModelFile.open(new ByteArrayInputStream(bad), "bad.can")))
          .as("bit at %d", at)
          .isInstanceOf(CanException.class)
          .hasMessageStartingWith("bad.can");
    }
  }

  @Test
  void refuses_a_file_on_disk_with_a_byte_flipped() throws IOException {
    byte[] good = Files.readAllBytes(tagger());
    for (int at = 0; at < good.length; at += 41) {
      byte[] bad = good.clone();
      bad[at] ^= 0x55;
      Path file = bytes("bad.can", bad);
      assertThatThrownBy(() -> readAll(ModelFile.open(file)))
          .isInstanceOf(CanException.class)
          .hasMessageStartingWith(file.toString());
    }
  }

  @Test
  void refuses_a_file_cut_anywhere() throws IOException {
    byte[] good = Files.readAllBytes(tagger());
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> ModelFile.open(new ByteArrayInputStream(cut), "cut.can"))
          .as("cut to %d", length)
          .isInstanceOf(CanException.class)
          .hasMessageContaining("cut.can: the file is cut off");
    }
    Path file = bytes("cut.can", Arrays.copyOf(good, good.length / 2));
    assertThatThrownBy(() -> ModelFile.open(file))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void refuses_bytes_after_the_end() throws IOException {
    byte[] good = Files.readAllBytes(translator());
    Path file = bytes("long.can", Arrays.copyOf(good, good.length + 1));
    assertThatThrownBy(() -> ModelFile.open(file))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("after the end");
  }

  @Test
  void names_the_entry_that_was_altered() throws IOException {
    byte[] bytes = Files.readAllBytes(translator());
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("maji");
    bytes[at] = 'M';
    ModelFile model = ModelFile.open(bytes("altered.can", bytes));
    assertThatThrownBy(() -> model.lines("vocabulary.txt"))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("altered.can")
        .hasMessageContaining("vocabulary.txt")
        .hasMessageContaining("SHA-256");
  }

  @Test
  void notices_a_file_that_was_exchanged_after_opening() throws IOException {
    Path file = translator();
    ModelFile model = ModelFile.open(file);
    Files.write(file, new byte[10]);
    assertThatThrownBy(() -> model.lines("vocabulary.txt")).isInstanceOf(CanException.class);
  }

  @Test
  void refuses_a_file_that_is_no_archive() throws IOException {
    Path file =
        bytes("letter.txt", "Dear reader, this is no model.".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> ModelFile.open(file))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("letter.txt")
        .hasMessageContaining("no zip archive")
        .hasMessageContaining("expected a model file");
  }

  @Test
  void refuses_an_archive_without_manifest() throws IOException {
    assertThatThrownBy(() -> ModelFile.open(zip("photos.zip", "photo.jpg", 0)))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("begins with 'photo.jpg' instead of manifest.json");
  }

  @Test
  void refuses_an_archive_packed_by_another_program() throws IOException {
    assertThatThrownBy(() -> ModelFile.open(zip("again.can", "manifest.json", 0)))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("packed by another program");
  }

  private Path zip(String name, String entry, int size) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(new byte[size]);
      zip.closeEntry();
    }
    return file;
  }

  /** A file with another manifest and no entries, otherwise well made. */
  private Path withManifest(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    Manifest.Entry self = Checksums.describe(Manifest.NAME, List.of(ByteBuffer.wrap(bytes)));
    Path file = folder.resolve("made.can");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(ZipLayout.localHeader(self));
      out.write(bytes);
      out.write(ZipLayout.directory(List.of(self)));
    }
    return file;
  }

  private static String manifest(String format, String version, String entries) {
    return "{\"format\":\""
        + format
        + "\",\"formatVersion\":"
        + version
        + ",\"kind\":\"tagger\",\"sections\":{},"
        + "\"config\":{},\"provenance\":{},\"notices\":[],\"entries\":"
        + entries
        + "}";
  }

  @Test
  void reads_a_manifest_without_entries() throws IOException {
    assertThat(ModelFile.open(withManifest(manifest("canner-model", "1", "[]"))).kind())
        .isEqualTo(ModelKind.TAGGER);
  }

  @Test
  void tells_a_newer_and_an_older_format_version() throws IOException {
    assertThatThrownBy(() -> ModelFile.open(withManifest(manifest("canner-model", "2", "[]"))))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("found format version 2, expected 1")
        .hasMessageContaining("newer Canner");
    assertThatThrownBy(() -> ModelFile.open(withManifest(manifest("canner-model", "0", "[]"))))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("older Canner");
  }

  @Test
  void refuses_manifests_that_do_not_make_sense() throws IOException {
    String hash = "0".repeat(64);
    for (String json :
        List.of(
            "",
            "null",
            "7",
            "[]",
            "{",
            "{}",
            "{}{}",
            manifest("other", "1", "[]"),
            manifest("canner-model", "\"1\"", "[]"),
            manifest("canner-model", "1", "null"),
            manifest("canner-model", "1", "[null]"),
            manifest("canner-model", "1", "[{}]"),
            manifest("canner-model", "1", "7"),
            manifest(
                "canner-model",
                "1",
                "[{\"name\":\"../x\",\"size\":0,\"crc32\":0,\"sha256\":\"" + hash + "\"}]"),
            manifest(
                "canner-model",
                "1",
                "[{\"name\":\"/x\",\"size\":0,\"crc32\":0,\"sha256\":\"" + hash + "\"}]"),
            manifest(
                "canner-model",
                "1",
                "[{\"name\":null,\"size\":0,\"crc32\":0,\"sha256\":\"" + hash + "\"}]"),
            manifest(
                "canner-model",
                "1",
                "[{\"name\":\"x\",\"size\":-1,\"crc32\":0,\"sha256\":\"" + hash + "\"}]"),
            manifest(
                "canner-model",
                "1",
                "[{\"name\":\"x\",\"size\":9,\"crc32\":0,\"sha256\":\"" + hash + "\"}]"),
            manifest(
                "canner-model",
                "1",
                "[{\"name\":\"x\",\"size\":2147483000,\"crc32\":0,\"sha256\":\"" + hash + "\"}]"),
            manifest(
                "canner-model",
                "1",
                "[{\"name\":\"x\",\"size\":1e99,\"crc32\":0,\"sha256\":\"" + hash + "\"}]"),
            manifest("canner-model", "1", "[]").replace("tagger", "toaster"),
            manifest("canner-model", "1", "[]").replace("\"tagger\"", "null"),
            manifest("canner-model", "1", "[]")
                .replace("\"provenance\":{}", "\"provenance\":{\"a\":null}"),
            manifest("canner-model", "1", "[]").replace("\"config\":{}", "\"config\":null"),
            manifest("canner-model", "1", "[]")
                .replace("\"sections\":{}", "\"sections\":{\"a\":null}"),
            "[".repeat(100_000))) {
      Path file = withManifest(json);
      assertThatThrownBy(() -> ModelFile.open(file))
          .as(json.substring(0, Math.min(200, json.length())))
          .isInstanceOf(CanException.class)
          .hasMessageContaining("made.can");
    }
  }

  @Test
  void refuses_a_missing_file_and_a_folder() {
    assertThatThrownBy(() -> ModelFile.open(folder.resolve("none.can")))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("none.can");
    assertThatThrownBy(() -> ModelFile.open(folder)).isInstanceOf(CanException.class);
  }

  @Test
  void refuses_a_model_of_another_kind() {
    ModelFile model = ModelFile.open(translator());
    assertThat(model.require(ModelKind.TRANSLATOR)).isSameAs(model);
    assertThatThrownBy(() -> model.require(ModelKind.TAGGER))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("found a model of kind translator, expected tagger");
  }

  @Test
  void names_what_is_missing() {
    ModelFile model = ModelFile.open(translator());
    assertThatThrownBy(() -> model.section("english"))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("english");
    assertThatThrownBy(() -> model.lines("x.txt"))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("x.txt");
    assertThatThrownBy(() -> model.config("x", Shape.class))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("[network]");
  }

  @Test
  void refuses_a_configuration_of_another_form() {
    Path file = folder.resolve("odd.can");
    new ModelFileWriter(ModelKind.ENGLISH)
        .put("a", Map.of("layers", 1))
        .put("b", Map.of("x", 2))
        .put("c", 1.5)
        .write(file);
    ModelFile model = ModelFile.open(file);
    for (String part : List.of("a", "b", "c")) {
      assertThatThrownBy(() -> model.config(part, Shape.class))
          .isInstanceOf(CanException.class)
          .hasMessageContaining("configuration '" + part + "' is no Shape");
    }
    assertThatThrownBy(() -> model.config("c", Integer.class)).isInstanceOf(CanException.class);
  }

  @Test
  void refuses_a_text_in_place_of_tensors_and_tensors_in_place_of_a_text() {
    ModelFile model = ModelFile.open(translator());
    assertThatThrownBy(() -> model.tensors("vocabulary.txt")).isInstanceOf(CanException.class);
    assertThatThrownBy(() -> model.lines("weights.safetensors")).isInstanceOf(CanException.class);
  }

  @Test
  void refuses_names_that_lead_elsewhere_or_stand_twice() {
    ModelFileWriter writer = new ModelFileWriter(ModelKind.ENGLISH).text("t", List.of());
    for (String name : List.of("", "/t", "../t", "a/../b", "a//b", "a\\b", "manifest.json", "t")) {
      assertThatThrownBy(() -> writer.text(name, List.of()))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> writer.text("u", List.of("a\nb")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leaves_the_old_file_and_nothing_else_when_it_cannot_write() throws IOException {
    Path target = Files.createDirectories(folder.resolve("taken.can/full"));
    assertThatThrownBy(() -> new ModelFileWriter(ModelKind.ENGLISH).write(target.getParent()))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("taken.can");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(target.getParent());
    }
  }
}
