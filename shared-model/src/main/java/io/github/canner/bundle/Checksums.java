// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/** Describes bytes so that a change of them shows. */
public final class Checksums {
  private Checksums() {}

  static Manifest.Entry describe(String name, List<ByteBuffer> pieces) {
    CRC32 crc = new CRC32();
    MessageDigest digest = sha256();
    long size = 0;
    for (ByteBuffer piece : pieces) {
      crc.update(piece.duplicate());
      digest.update(piece.duplicate());
      size += piece.remaining();
    }
    return new Manifest.Entry(name, size, crc.getValue(), hex(digest));
  }

  /** What was digested, in hexadecimal digits; the digest starts anew. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** An empty SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
