// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.bundle.Checksums;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import opennlp.tools.util.InvalidFormatException;
import org.jspecify.annotations.Nullable;

/** Where the weights of a name finder's model are: with it, or in a file of their own. */
sealed interface Content {
  /** The system property that names a folder in which model files are looked up by their name. */
  String MODELS = "canner.models";

  /** What a content is called in a manifest. */
  String name();

  /** The SHA-256 of the model file, in hexadecimal digits. */
  String sha256();

  void write(DataOutputStream out) throws IOException;

  /** A model together with its content. */
  record Loaded(CanModel model, Content content) {}

  /**
   * The content of a file, copied.
   *
   * @throws CanException if it cannot be read, or is no model file
   */
  static Loaded embed(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return embed(in, Files.size(file), null);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Nothing is made of the bytes before they are known to be those that were written. */
  private static Loaded embed(InputStream in, long size, @Nullable String expected)
      throws IOException {
    if (size < 1 || size > Integer.MAX_VALUE) {
      throw new InvalidFormatException(
          "found a model of " + size + " bytes, expected 1 to " + Integer.MAX_VALUE);
    }
    try (Spool spool = Spool.copy(in, (int) size)) {
      MessageDigest digest = Checksums.sha256();
      digest.update(spool.bytes());
      String found = Checksums.hex(digest);
      if (expected != null && !found.equals(expected)) {
        throw new InvalidFormatException(
            "the model was altered: found SHA-256 " + found + ", expected " + expected);
      }
      return new Loaded(CanModel.load(spool.file()), new Embedded(spool.bytes(), found));
    }
  }

  /**
   * A pointer to a file.
   *
   * @throws CanException if it cannot be read, or is no model file
   */
  static Loaded pointTo(Path file) {
    Path place = file.toAbsolutePath();
    return new Pointer(place, sha256(place)).load(List.of(place));
  }

  /** Reads what {@link #write} wrote. */
  static Loaded read(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    byte[] digest = new byte[32];
    in.readFully(digest);
    String sha256 = HexFormat.of().formatHex(digest);
    switch (kind) {
      case Embedded.KIND:
        return embed(in, in.readLong(), sha256);
      case Pointer.KIND:
        String path = in.readUTF();
        try {
          Pointer pointer = new Pointer(Path.of(path), sha256);
          return pointer.load(pointer.places());
        } catch (InvalidPathException e) {
          throw new InvalidFormatException("'" + path + "' is no path: " + e.getReason(), e);
        }
      default:
        throw new InvalidFormatException("found content of kind " + kind + ", expected 0 or 1");
    }
  }

  private static String sha256(Path file) {
    MessageDigest digest = Checksums.sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(file, out);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return Checksums.hex(digest);
  }

  private static CanException unreadable(Path file, IOException e) {
    return new CanException(file + ": cannot be read (" + e + "), expected a model file", e);
  }

  /**
   * Weights that travel with the model.
   *
   * @param bytes of the model file, outside the heap
   */
  record Embedded(ByteBuffer bytes, String sha256) implements Content {
    private static final byte KIND = 0;

    @Override
    public String name() {
      return "embedded";
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
      out.writeByte(KIND);
      out.write(HexFormat.of().parseHex(sha256));
      ByteBuffer rest = bytes.duplicate();
      out.writeLong(rest.remaining());
      @SuppressWarnings("resource") // would close the caller's stream
      WritableByteChannel channel = Channels.newChannel(out);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }
  }

  /**
   * Weights in a file of their own.
   *
   * @param file absolute
   */
  record Pointer(Path file, String sha256) implements Content {
    private static final byte KIND = 1;

    @Override
    public String name() {
      return "pointer";
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
      out.writeByte(KIND);
      out.write(HexFormat.of().parseHex(sha256));
      out.writeUTF(file.toString());
    }

    /** Where the file may be: in the folder that the user named, and where it was. */
    private List<Path> places() {
      String folder = System.getProperty(MODELS);
      return folder == null
          ? List.of(file)
          : List.of(Path.of(folder).resolve(name(file.toString())), file);
    }

    /** The name of a file in a folder of this system or another. */
    private static String name(String path) {
      return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private Loaded load(List<Path> places) {
      List<Path> there = places.stream().filter(Files::isRegularFile).toList();
      for (Path place : there) {
        if (Content.sha256(place).equals(sha256)) {
          return new Loaded(CanModel.load(place), this);
        }
      }
      if (there.isEmpty()) {
        throw new CanException(
            either(places)
                + ": found no such file, expected the model that this .bin points to; if it has"
                + " moved, name its folder with -D"
                + MODELS
                + "=FOLDER");
      }
      throw new CanException(
          either(there)
              + ": found SHA-256 "
              + either(there.stream().map(Content::sha256).toList())
              + ", expected "
              + sha256
              + ": this is not the model that the .bin was made for");
    }

    private static String either(List<?> some) {
      return some.stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }
  }
}
