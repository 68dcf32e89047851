// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.canner.CanException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model file to read, or a section of one, which reads like the file it was copied from. Opening
 * checks the manifest and the layout of the archive; each entry is checked against its SHA-256 when
 * it is read. Immutable and safe for use by many threads; holds no file open.
 */
public final class ModelFile {
  private static final int MAXIMUM_MANIFEST = 64 << 20;

  private final String name;
  private final ByteSource source;
  private final Manifest manifest;
  private final Map<String, Long> offsets;
  private final String prefix;
  private final @Nullable ModelFile lender;
  private final Set<String> borrowed;

  private ModelFile(
      String name,
      ByteSource source,
      Manifest manifest,
      Map<String, Long> offsets,
      String prefix,
      @Nullable ModelFile lender,
      Set<String> borrowed) {
    this.name = name;
    this.source = source;
    this.manifest = manifest;
    this.offsets = offsets;
    this.prefix = prefix;
    this.lender = lender;
    this.borrowed = borrowed;
  }

  /**
   * Opens a file.
   *
   * @throws CanException if it cannot be read, is cut off, altered, of another format version or no
   *     model file
   */
  public static ModelFile open(Path file) {
    return open(ByteSource.of(file), file.toString());
  }

  /**
   * Reads a model of at most 2 GiB from a stream to its end, and leaves the stream open.
   *
   * @param name of the stream, for messages
   * @throws CanException if it cannot be read, is cut off, altered, of another format version or no
   *     model file
   */
  public static ModelFile open(InputStream stream, String name) {
    return open(ByteSource.of(stream), name);
  }

  private static ModelFile open(ByteSource source, String name) {
    try {
      return opened(source, name);
    } catch (EOFException e) {
      throw new CanException(name + ": the file is cut off: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CanException(
          name + ": cannot be read (" + e + "), expected a model file of Canner", e);
    }
  }

  private static ModelFile opened(ByteSource source, String name) throws IOException {
    ByteBuffer start = start(source, name);
    int size = start.getInt(22);
    if (size < 0 || size > MAXIMUM_MANIFEST) {
      throw new CanException(
          name
              + ": found a manifest of "
              + Integer.toUnsignedString(size)
              + " bytes, expected at most "
              + MAXIMUM_MANIFEST);
    }
    int manifestAt = start.limit();
    byte[] json = new byte[size];
    source.read(manifestAt, size).get(json);
    Manifest.Entry self = Checksums.describe(Manifest.NAME, List.of(ByteBuffer.wrap(json)));
    compare(ZipLayout.localHeader(self), start, name, Manifest.NAME);
    Manifest manifest = Manifest.parse(json, name);
    List<Manifest.Entry> all = new ArrayList<>(List.of(self));
    all.addAll(manifest.entries());
    byte[] directory = ZipLayout.directory(all);
    long total = ZipLayout.directoryOffset(all) + directory.length;
    source.read(total - 1, 1);
    if (!source.endsAt(total)) {
      throw new CanException(name + ": found bytes after the end of the model, expected " + total);
    }
    Map<String, Long> offsets = new TreeMap<>();
    long at = manifestAt + size;
    for (Manifest.Entry entry : manifest.entries()) {
      byte[] header = ZipLayout.localHeader(entry);
      compare(header, source.read(at, header.length), name, "the header of " + entry.name());
      offsets.put(entry.name(), at + header.length);
      at += header.length + entry.size();
    }
    compare(directory, source.read(at, directory.length), name, "the directory of the archive");
    return new ModelFile(name, source, manifest, offsets, "", null, Set.of());
  }

  /** The header of the first entry, which must be the manifest. */
  private static ByteBuffer start(ByteSource source, String name) throws IOException {
    String expected = ", expected a model file of Canner";
    if (source.read(0, 4).order(ByteOrder.LITTLE_ENDIAN).getInt() != ZipLayout.LOCAL_SIGNATURE) {
      throw new CanException(name + ": found no zip archive" + expected);
    }
    int nameLength =
        source.read(0, ZipLayout.LOCAL_HEADER).order(ByteOrder.LITTLE_ENDIAN).getShort(26) & 0xFFFF;
    int length = ZipLayout.LOCAL_HEADER + nameLength;
    ByteBuffer header = source.read(0, length).order(ByteOrder.LITTLE_ENDIAN);
    byte[] first = new byte[nameLength];
    header.get(ZipLayout.LOCAL_HEADER, first);
    String entry = new String(first, StandardCharsets.UTF_8);
    if (!entry.equals(Manifest.NAME)) {
      throw new CanException(
          name
              + ": found a zip archive that begins with '"
              + entry
              + "' instead of "
              + Manifest.NAME
              + expected);
    }
    if (header.getShort(8) != 0) {
      throw new CanException(
          name
              + ": found a zip archive packed by another program"
              + expected
              + " as it was written");
    }
    return header;
  }

  private static void compare(byte[] expected, ByteBuffer found, String name, String what) {
    if (!ByteBuffer.wrap(expected).equals(found.duplicate().rewind())) {
      throw new CanException(
          name
              + ": the file was altered: "
              + what
              + " does not match, expected a model file as Canner wrote it");
    }
  }

  /** What the model, or this section of it, is for. */
  public ModelKind kind() {
    String id =
        prefix.isEmpty()
            ? manifest.kind()
            : manifest.sections().get(prefix.substring(0, prefix.length() - 1));
    return ModelKind.of(String.valueOf(id)).orElseThrow();
  }

  /**
   * This file, if it is of a kind.
   *
   * @throws CanException if it is of another
   */
  public ModelFile require(ModelKind kind) {
    if (kind() != kind) {
      throw new CanException(
          where() + ": found a model of kind " + kind().id() + ", expected " + kind.id());
    }
    return this;
  }

  /** The version of the format, 1. */
  public int formatVersion() {
    return manifest.formatVersion();
  }

  /** The name that messages give to this file, with the section. */
  public String where() {
    return prefix.isEmpty() ? name : name + ", section " + prefix.substring(0, prefix.length() - 1);
  }

  /** The names of the sections, without those within them. */
  public List<String> sections() {
    return within(manifest.sections()).keySet().stream()
        .filter(section -> section.indexOf('/') < 0)
        .toList();
  }

  /** Whether there is such a section. */
  public boolean hasSection(String section) {
    return manifest.sections().containsKey(prefix + section);
  }

  /**
   * A section, which reads like the file it was copied from.
   *
   * @throws CanException if there is none
   */
  public ModelFile section(String section) {
    if (!hasSection(section)) {
      throw new CanException(
          where()
              + ": found no section '"
              + section
              + "', expected one of "
              + within(manifest.sections()).keySet());
    }
    return new ModelFile(name, source, manifest, offsets, prefix + section + "/", null, Set.of());
  }

  /**
   * This file with parts of another as if they were its own: the configurations, texts and tensors
   * of these names, which are taken from the other one even where it has some itself. It reads, and
   * is copied, like a file that holds them.
   */
  public ModelFile borrowing(ModelFile other, Set<String> parts) {
    return new ModelFile(name, source, manifest, offsets, prefix, other, Set.copyOf(parts));
  }

  private @Nullable ModelFile lenderOf(String part) {
    return borrowed.contains(part) ? lender : null;
  }

  private <T> Map<String, T> within(Map<String, T> map) {
    Map<String, T> inside = new TreeMap<>();
    map.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            inside.put(key.substring(prefix.length()), value);
          }
        });
    return inside;
  }

  /** The names of the parts of the configuration. */
  public List<String> configs() {
    return List.copyOf(allConfigs().keySet());
  }

  private Map<String, JsonNode> allConfigs() {
    Map<String, JsonNode> configs = within(manifest.config());
    if (lender != null) {
      Map<String, JsonNode> others = lender.allConfigs();
      others.keySet().retainAll(borrowed);
      configs.putAll(others);
    }
    return configs;
  }

  /**
   * A part of the configuration.
   *
   * @throws CanException if there is none of that name, or not of that form
   */
  public <T> T config(String part, Class<T> type) {
    JsonNode node = allConfigs().get(part);
    if (node == null) {
      throw new CanException(
          where() + ": found no configuration '" + part + "', expected one of " + configs());
    }
    try {
      T value = Json.MAPPER.treeToValue(node, type);
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      String found =
          e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
      throw new CanException(
          where() + ": configuration '" + part + "' is no " + type.getSimpleName() + ": " + found,
          e);
    }
    throw new CanException(
        where() + ": configuration '" + part + "' is null, expected a " + type.getSimpleName());
  }

  JsonNode configNode(String part) {
    JsonNode node = allConfigs().get(part);
    return node == null ? Json.MAPPER.nullNode() : node;
  }

  /** How the model came to be, by key. */
  public Map<String, String> provenance() {
    return Map.copyOf(within(manifest.provenance()));
  }

  /** The licence notices of the model with all its sections, or of this section, each once. */
  public List<String> notices() {
    return manifest.notices().stream()
        .filter(notice -> (notice.section() + "/").startsWith(prefix))
        .map(Manifest.Notice::text)
        .distinct()
        .toList();
  }

  List<Manifest.Notice> noticesWithin() {
    return manifest.notices().stream()
        .filter(notice -> (notice.section() + "/").startsWith(prefix))
        .map(
            notice ->
                new Manifest.Notice(
                    notice
                        .section()
                        .substring(Math.min(prefix.length(), notice.section().length())),
                    notice.text()))
        .toList();
  }

  Map<String, String> sectionsWithin() {
    return within(manifest.sections());
  }

  /** The names of the texts and tensors, in their order. */
  public List<String> entries() {
    return List.copyOf(hashes().keySet());
  }

  /** The SHA-256 of each entry. */
  private Map<String, String> hashes() {
    Map<String, String> hashes = new TreeMap<>();
    for (Manifest.Entry entry : manifest.entries()) {
      if (entry.name().startsWith(prefix)) {
        hashes.put(entry.name().substring(prefix.length()), entry.sha256());
      }
    }
    if (lender != null) {
      Map<String, String> others = lender.hashes();
      others.keySet().retainAll(borrowed);
      hashes.putAll(others);
    }
    return hashes;
  }

  /** Whether texts and tensors of these names are the same, byte for byte, in another file. */
  public boolean hasSame(ModelFile other, Set<String> entries) {
    Map<String, String> own = hashes();
    Map<String, String> others = other.hashes();
    return entries.stream()
        .allMatch(entry -> own.containsKey(entry) && own.get(entry).equals(others.get(entry)));
  }

  /**
   * The lines of a text.
   *
   * @throws CanException if there is none of that name, or it was altered
   */
  public List<String> lines(String entry) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes(entry)).toString();
      if (text.isEmpty()) {
        return List.of();
      }
      if (text.endsWith("\n")) {
        return List.of(text.substring(0, text.length() - 1).split("\n", -1));
      }
    } catch (CharacterCodingException e) {
      throw new CanException(where() + ": " + entry + " is no UTF-8, expected lines of text", e);
    }
    throw new CanException(
        where() + ": " + entry + " does not end with a line feed, expected lines of text");
  }

  /**
   * Tensors by name. They are views of one buffer outside the heap where the model is a file.
   *
   * @throws CanException if there are none of that name, or they were altered
   */
  public Map<String, Tensor> tensors(String entry) {
    return Safetensors.read(bytes(entry), where() + ": " + entry);
  }

  /** The checked bytes of an entry. */
  ByteBuffer bytes(String entry) {
    ModelFile other = lenderOf(entry);
    if (other != null) {
      return other.bytes(entry);
    }
    String fullName = prefix + entry;
    Manifest.Entry description =
        manifest.entries().stream()
            .filter(e -> e.name().equals(fullName))
            .findFirst()
            .orElseThrow(
                () ->
                    new CanException(
                        where()
                            + ": found no entry '"
                            + entry
                            + "', expected one of "
                            + entries()));
    try {
      ByteBuffer bytes = source.read(offsets.getOrDefault(fullName, 0L), (int) description.size());
      if (!Checksums.describe(fullName, List.of(bytes)).equals(description)) {
        throw new CanException(
            where()
                + ": the file was altered: "
                + entry
                + " does not have the SHA-256 "
                + description.sha256()
                + " that "
                + Manifest.NAME
                + " expects");
      }
      return bytes;
    } catch (IOException e) {
      throw new CanException(where() + ": " + entry + " cannot be read (" + e + ")", e);
    }
  }

  /**
   * The SHA-256, in hexadecimal digits, of kind, format version, configuration and entries: of all
   * that the model does. It does not depend on provenance and notices, and a section has that of
   * the file it was copied from if it was copied whole.
   */
  public String contentHash() {
    return contentHashWithout(Set.of());
  }

  /** As {@link #contentHash()}, without configurations and entries of these names. */
  public String contentHashWithout(Set<String> parts) {
    MessageDigest digest = Checksums.sha256();
    update(digest, kind().id());
    update(digest, Integer.toString(formatVersion()));
    within(manifest.sections())
        .forEach((section, id) -> update(digest, "section " + section + "=" + id));
    Map<String, JsonNode> configs = allConfigs();
    configs.keySet().removeAll(parts);
    configs.forEach((part, value) -> update(digest, "config " + part + "=" + value));
    Map<String, String> hashes = hashes();
    hashes.keySet().removeAll(parts);
    hashes.forEach((entry, hash) -> update(digest, "entry " + entry + "=" + hash));
    return Checksums.hex(digest);
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  @Override
  public String toString() {
    return where();
  }
}
