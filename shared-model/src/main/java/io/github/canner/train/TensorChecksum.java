// SPDX-License-Identifier: Apache-2.0
package io.github.canner.train;

import io.github.canner.bundle.Checksums;
import io.github.canner.bundle.Tensor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A tensor among others in a file, by which damage to them shows. */
final class TensorChecksum {
  private static final String NAME = "sha256";

  private TensorChecksum() {}

  /** These tensors and their checksum. */
  static Map<String, Tensor> added(Map<String, Tensor> tensors) {
    Map<String, Tensor> all = new TreeMap<>(tensors);
    all.put(NAME, of(tensors));
    return all;
  }

  /**
   * Takes the checksum out again.
   *
   * @return whether it was there and right
   */
  static boolean removed(Map<String, Tensor> tensors) {
    Tensor checksum = tensors.remove(NAME);
    return checksum != null && checksum.equals(of(tensors));
  }

  private static Tensor of(Map<String, Tensor> tensors) {
    MessageDigest digest = Checksums.sha256();
    new TreeMap<>(tensors)
        .forEach(
            (name, tensor) -> {
              String header =
                  name + " " + tensor.type() + " " + Arrays.toString(tensor.shape()) + "\n";
              digest.update(header.getBytes(StandardCharsets.UTF_8));
              digest.update(tensor.data());
            });
    byte[] hash = digest.digest();
    return Tensor.ofBytes(hash, hash.length);
  }
}
