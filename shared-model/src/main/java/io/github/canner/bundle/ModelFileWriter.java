// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canner.CanException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Collects the contents of a model file and writes it. The same contents, added in any order, give
 * the same file byte for byte. Names are made of letters, digits and {@code . _ -}, in parts
 * divided by slashes. Not for use by several threads.
 */
public final class ModelFileWriter {
  private final ModelKind kind;
  private final Map<String, String> sections = new TreeMap<>();
  private final Map<String, JsonNode> config = new TreeMap<>();
  private final Map<String, String> provenance = new TreeMap<>();
  private final List<Manifest.Notice> notices = new ArrayList<>();
  private final Map<String, List<ByteBuffer>> entries = new TreeMap<>();

  /** A writer of models of a kind. */
  public ModelFileWriter(ModelKind kind) {
    this.kind = kind;
  }

  /**
   * Adds a part of the configuration.
   *
   * @param value anything that Jackson can write and read, a record for example
   */
  public ModelFileWriter put(String part, Object value) {
    checkName(part, config);
    config.put(part, Json.MAPPER.valueToTree(value));
    return this;
  }

  /** Adds a fact about how the model came to be. */
  public ModelFileWriter provenance(String key, String value) {
    provenance.put(key, value);
    return this;
  }

  /** Adds a licence notice. */
  public ModelFileWriter notice(String text) {
    notices.add(new Manifest.Notice("", text));
    return this;
  }

  /** Adds a text; no line may hold a line feed. */
  public ModelFileWriter text(String name, List<String> lines) {
    checkName(name, entries);
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      if (line.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("a line of " + name + " holds a line feed: " + line);
      }
      text.append(line).append('\n');
    }
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    entries.put(name, List.of(bytes));
    return this;
  }

  /** Adds tensors, whose buffers must stay as they are until the file is written. */
  public ModelFileWriter tensors(String name, Map<String, Tensor> tensors) {
    checkName(name, entries);
    entries.put(name, Safetensors.encode(tensors));
    return this;
  }

  /**
   * Adds everything in another model file as a section of this one.
   *
   * @throws CanException if the other file was altered
   */
  public ModelFileWriter copy(String section, ModelFile other) {
    return copy(section, other, name -> true);
  }

  /**
   * Adds everything in another model file, but for its own sections and for configurations, texts
   * and tensors of these names, as a section of this one.
   *
   * @throws CanException if the other file was altered
   */
  public ModelFileWriter copyAlone(String section, ModelFile other, Set<String> parts) {
    List<String> inner = other.sections();
    return copy(
        section,
        other,
        name ->
            !parts.contains(name)
                && inner.stream()
                    .noneMatch(nested -> name.equals(nested) || name.startsWith(nested + "/")));
  }

  /**
   * Adds everything in another model file, but for configurations, texts and tensors of these
   * names, as a section of this one.
   *
   * @throws CanException if the other file was altered
   */
  public ModelFileWriter copyWithout(String section, ModelFile other, Set<String> parts) {
    return copy(section, other, name -> !parts.contains(name));
  }

  private ModelFileWriter copy(String section, ModelFile other, Predicate<String> wanted) {
    checkName(section, sections);
    String prefix = section + "/";
    sections.put(section, other.kind().id());
    other
        .sectionsWithin()
        .forEach(
            (name, id) -> {
              if (wanted.test(name)) {
                sections.put(prefix + name, id);
              }
            });
    for (String part : other.configs()) {
      if (wanted.test(part)) {
        config.put(prefix + part, other.configNode(part));
      }
    }
    other
        .provenance()
        .forEach(
            (key, value) -> {
              if (wanted.test(key)) {
                provenance.put(prefix + key, value);
              }
            });
    for (Manifest.Notice notice : other.noticesWithin()) {
      if (wanted.test(notice.section())) {
        notices.add(
            new Manifest.Notice(
                notice.section().isEmpty() ? section : prefix + notice.section(), notice.text()));
      }
    }
    for (String entry : other.entries()) {
      if (wanted.test(entry)) {
        checkName(prefix + entry, entries);
        entries.put(prefix + entry, List.of(other.bytes(entry)));
      }
    }
    return this;
  }

  private static void checkName(String name, Map<String, ?> taken) {
    if (!Manifest.isName(name)) {
      throw new IllegalArgumentException("'" + name + "' cannot name a part of a model file");
    }
    if (taken.containsKey(name)) {
      throw new IllegalArgumentException("'" + name + "' was added before");
    }
  }

  /**
   * Writes the file, at once or not at all.
   *
   * @throws CanException if it cannot be written, or is larger than 4 GiB
   */
  public void write(Path file) {
    List<Manifest.Entry> descriptions = new ArrayList<>();
    entries.forEach((name, pieces) -> descriptions.add(Checksums.describe(name, pieces)));
    List<Manifest.Notice> ordered =
        notices.stream()
            .distinct()
            .sorted(
                Comparator.comparing(Manifest.Notice::section).thenComparing(Manifest.Notice::text))
            .toList();
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            Manifest.VERSION,
            kind.id(),
            sections,
            config,
            provenance,
            ordered,
            descriptions);
    ByteBuffer json = ByteBuffer.wrap(manifest.toJson());
    Manifest.Entry self = Checksums.describe(Manifest.NAME, List.of(json));
    List<ByteBuffer> pieces =
        new ArrayList<>(List.of(ByteBuffer.wrap(ZipLayout.localHeader(self)), json));
    List<Manifest.Entry> all = new ArrayList<>(List.of(self));
    for (Manifest.Entry entry : descriptions) {
      pieces.add(ByteBuffer.wrap(ZipLayout.localHeader(entry)));
      pieces.addAll(entries.getOrDefault(entry.name(), List.of()));
      all.add(entry);
    }
    pieces.add(ByteBuffer.wrap(ZipLayout.directory(all)));
    long size = pieces.stream().mapToLong(ByteBuffer::remaining).sum();
    if (size > ZipLayout.MAXIMUM_ARCHIVE
        || all.size() > ZipLayout.MAXIMUM_ENTRIES
        || descriptions.stream().anyMatch(e -> e.size() > ZipLayout.MAXIMUM_ENTRY)) {
      throw new CanException(
          file
              + ": found "
              + size
              + " bytes to write, expected at most 4 GiB in "
              + ZipLayout.MAXIMUM_ENTRIES
              + " entries, and 2 GiB for each");
    }
    Buffers.write(pieces, file);
  }
}
