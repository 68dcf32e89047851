// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import io.github.canner.CanException;
import io.github.canner.bundle.Checksums;
import io.github.canner.bundle.DType;
import io.github.canner.bundle.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A model that TensorFlow saved, in an archive that is only read as a stream. */
final class SavedModel {
  private static final String VOCABULARY = "assets/vocab.txt";
  private static final String INDEX = "variables/variables.index";
  private static final String DATA = "variables/variables.data-00000-of-00001";
  private static final int LARGEST_TEXT = 64 << 20;

  private final Source source;
  private final String name;
  private final List<String> vocabulary;
  private final List<TensorBundle.Variable> variables;

  private SavedModel(
      Source source, String name, List<String> vocabulary, List<TensorBundle.Variable> variables) {
    this.source = source;
    this.name = name;
    this.vocabulary = vocabulary;
    this.variables = variables;
  }

  /** Bytes that can be read from the start as often as wanted. */
  interface Source {
    /** Opens them. */
    InputStream open() throws IOException;
  }

  /** Hears of each variable. */
  interface Visitor {
    /** Whether to read that variable. */
    boolean wants(TensorBundle.Variable variable);

    /** Takes it; in single precision. */
    void take(String variable, Tensor values);
  }

  /**
   * Reads all but the variables.
   *
   * @throws CanException if it cannot be read, or is none
   */
  static SavedModel open(Source source, String name) {
    byte[] vocabulary = null;
    byte[] index = null;
    try (ZipInputStream zip = new ZipInputStream(source.open())) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(VOCABULARY)) {
          vocabulary = zip.readNBytes(LARGEST_TEXT);
        } else if (entry.getName().equals(INDEX)) {
          index = zip.readNBytes(LARGEST_TEXT);
        }
      }
    } catch (IOException e) {
      throw unreadable(name, e);
    }
    if (vocabulary == null || index == null) {
      throw new CanException(
          name + ": found no " + (index == null ? INDEX : VOCABULARY) + ", expected a saved model");
    }
    return new SavedModel(
        source,
        name,
        new String(vocabulary, StandardCharsets.UTF_8).lines().toList(),
        TensorBundle.variables(index, name + ", " + INDEX));
  }

  /** The word pieces by number. */
  List<String> vocabulary() {
    return vocabulary;
  }

  /**
   * Reads variables in the order of their places.
   *
   * @return the SHA-256 of the whole archive in hexadecimal digits
   * @throws CanException if the archive cannot be read, or lacks bytes
   */
  String read(Visitor visitor) {
    MessageDigest digest = Checksums.sha256();
    try (DigestInputStream all = new DigestInputStream(source.open(), digest);
        ZipInputStream zip = new ZipInputStream(all)) {
      boolean found = false;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(DATA)) {
          found = true;
          visit(zip, visitor);
        }
      }
      if (!found) {
        throw new CanException(name + ": found no " + DATA + ", expected a saved model");
      }
      all.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw unreadable(name, e);
    }
    return Checksums.hex(digest);
  }

  private void visit(InputStream data, Visitor visitor) throws IOException {
    long at = 0;
    for (TensorBundle.Variable variable : variables) {
      if (variable.offset() < at || !visitor.wants(variable)) {
        continue;
      }
      data.skipNBytes(variable.offset() - at);
      int size = Math.toIntExact(variable.size());
      byte[] bytes = data.readNBytes(size);
      if (bytes.length < size) {
        throw new EOFException("the data of " + variable.name() + " is cut off");
      }
      at = variable.offset() + size;
      visitor.take(
          variable.name(), new Tensor(DType.F32, variable.shape(), ByteBuffer.wrap(bytes)));
    }
  }

  private static CanException unreadable(String name, IOException e) {
    return new CanException(name + ": cannot be read (" + e + "), expected a saved model", e);
  }
}
