// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import io.github.canner.CanException;
import io.github.canner.bundle.Checksums;
import io.github.canner.bundle.Safetensors;
import io.github.canner.bundle.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is costly to compute in files of a folder, one for each kind and key. A file that is
 * damaged is computed anew with a warning. Several processes may share a folder.
 */
public final class DiskCache {
  private static final Logger LOG = LoggerFactory.getLogger(DiskCache.class);

  private final Path folder;

  /** A cache in this folder, which is made when first written to. */
  public DiskCache(Path folder) {
    this.folder = folder;
  }

  /**
   * What is kept, or what is computed and then kept.
   *
   * @param kind the beginning of the file name: letters and dashes
   * @param key all that the result depends on
   * @param compute makes the tensors
   * @throws CanException if the folder or a file cannot be written
   */
  public Map<String, Tensor> get(String kind, Key key, Supplier<Map<String, Tensor>> compute) {
    Path file = folder.resolve(kind + "-" + key.hex + ".safetensors");
    return read(file, Safetensors::read).orElseGet(() -> write(file, compute.get()));
  }

  /**
   * As {@link #get}, for tensors that are large: they are mapped into memory, which takes none of
   * Java's. Their file must stay as it is while they are in use.
   */
  public Map<String, Tensor> map(String kind, Key key, Supplier<Map<String, Tensor>> compute) {
    Path file = folder.resolve(kind + "-" + key.hex + ".safetensors");
    Optional<Map<String, Tensor>> kept = read(file, Safetensors::map);
    if (kept.isEmpty()) {
      write(file, compute.get());
      kept = read(file, Safetensors::map);
    }
    return kept.orElseThrow(
        () -> new CanException(file + " was damaged as soon as it was written"));
  }

  private static Optional<Map<String, Tensor>> read(
      Path file, Function<Path, Map<String, Tensor>> reader) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Map<String, Tensor> tensors = new TreeMap<>(reader.apply(file));
      if (TensorChecksum.removed(tensors)) {
        return Optional.of(tensors);
      }
      LOG.warn("{} is damaged and is computed anew", file);
    } catch (CanException e) {
      LOG.warn("{} is damaged and is computed anew: {}", file, e.getMessage());
    }
    return Optional.empty();
  }

  private static Map<String, Tensor> write(Path file, Map<String, Tensor> tensors) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new CanException("cannot make the folder of " + file + ": " + e, e);
    }
    Safetensors.write(TensorChecksum.added(tensors), file);
    return tensors;
  }

  /** All that a cached result depends on. */
  public static final class Key {
    private final String hex;

    private Key(String hex) {
      this.hex = hex;
    }

    /**
     * The key of a result.
     *
     * @param model identifies the model that computed it
     * @param sentences the sentences it was computed for
     */
    public static Key of(String model, List<? extends List<String>> sentences) {
      MessageDigest digest = Checksums.sha256();
      update(digest, List.of(model));
      sentences.forEach(sentence -> update(digest, sentence));
      return new Key(Checksums.hex(digest));
    }

    private static void update(MessageDigest digest, List<String> words) {
      digest.update((words.size() + ":").getBytes(StandardCharsets.UTF_8));
      for (String word : words) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
    }
  }
}
