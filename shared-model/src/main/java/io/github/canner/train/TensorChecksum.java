// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import io.github.canner.bundle.Checksums;
import io.github.canner.bundle.Tensor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A tensor among others in a file, by which damage to them shows. */
final class TensorChecksum {
  private static final String NAME = "sha256";

  private final MessageDigest digest = Checksums.sha256();
  private @Nullable Tensor told;

  /** These tensors and their checksum. */
  static Map<String, Tensor> added(Map<String, Tensor> tensors) {
    TensorChecksum checksum = new TensorChecksum();
    Map<String, Tensor> all = new TreeMap<>(tensors);
    all.forEach(checksum::read);
    all.put(NAME, checksum.computed());
    return all;
  }

  /**
   * Takes the checksum out again.
   *
   * @return whether it was there and right
   */
  static boolean removed(Map<String, Tensor> tensors) {
    TensorChecksum checksum = new TensorChecksum();
    new TreeMap<>(tensors).forEach(checksum::read);
    tensors.remove(NAME);
    return checksum.isRight();
  }

  /** Reads the next tensor, or the checksum itself; sorted by name. */
  void read(String name, Tensor tensor) {
    if (name.equals(NAME)) {
      told = tensor;
      return;
    }
    String header = name + " " + tensor.type() + " " + Arrays.toString(tensor.shape()) + "\n";
    digest.update(header.getBytes(StandardCharsets.UTF_8));
    digest.update(tensor.data());
  }

  /** Whether the checksum was there and is that of the tensors; for one call after all reading. */
  boolean isRight() {
    return told != null && told.equals(computed());
  }

  private Tensor computed() {
    byte[] hash = digest.digest();
    return Tensor.ofBytes(hash, hash.length);
  }
}
