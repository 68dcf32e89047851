// SPDX-License-Identifier: Apache-2.0
package io.github.canner.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.canner.CanException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The table of contents of a model file. Names within a section begin with the section's name and a
 * slash.
 *
 * @param sections the kind of model that each section is a copy of
 * @param entries all other entries of the archive, in their order
 */
record Manifest(
    String format,
    int formatVersion,
    String kind,
    Map<String, String> sections,
    Map<String, JsonNode> config,
    Map<String, String> provenance,
    List<Notice> notices,
    List<Entry> entries) {
  static final String NAME = "manifest.json";
  static final String FORMAT = "canner-model";
  static final int VERSION = 1;

  private static final Pattern ENTRY_NAME =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * A licence notice.
   *
   * @param section the section that it belongs to, empty for the whole file
   */
  record Notice(String section, String text) {
    Notice {
      Objects.requireNonNull(section, "section");
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * An entry of the archive.
   *
   * @param size in bytes
   * @param crc32 as zip archives use it, from 0 to 2³² − 1
   * @param sha256 64 hexadecimal digits
   */
  record Entry(String name, long size, long crc32, String sha256) {
    Entry {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(sha256, "sha256");
    }
  }

  Manifest {
    Objects.requireNonNull(kind, "kind");
    sections = new TreeMap<>(sections);
    config = new TreeMap<>(config);
    provenance = new TreeMap<>(provenance);
    provenance.values().forEach(Objects::requireNonNull);
    notices = List.copyOf(notices);
    entries = List.copyOf(entries);
  }

  static boolean isName(String name) {
    return name.length() <= 1000 && ENTRY_NAME.matcher(name).matches() && !name.equals(NAME);
  }

  byte[] toJson() {
    return Json.pretty(this);
  }

  static Manifest parse(byte[] json, String file) {
    try {
      JsonNode tree = Json.MAPPER.readTree(json);
      if (!tree.path("format").asText().equals(FORMAT)) {
        throw new CanException(
            file
                + ": found a manifest of format "
                + tree.path("format")
                + ", expected \""
                + FORMAT
                + "\"");
      }
      JsonNode version = tree.path("formatVersion");
      if (!version.isInt() || version.intValue() != VERSION) {
        throw new CanException(
            file
                + ": found format version "
                + version
                + ", expected "
                + VERSION
                + (version.intValue() > VERSION
                    ? "; a newer Canner wrote this file, update this one"
                    : "; an older Canner wrote this file, train the model again"));
      }
      Manifest manifest = Json.MAPPER.treeToValue(tree, Manifest.class);
      manifest.check(file);
      return manifest;
    } catch (JsonProcessingException e) {
      throw new CanException(
          file + ": " + NAME + " is not as expected: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CanException(file + ": " + NAME + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void check(String file) {
    checkKind(kind, file);
    sections.values().forEach(section -> checkKind(section, file));
    Set<String> names = new HashSet<>();
    if (entries.size() >= ZipLayout.MAXIMUM_ENTRIES) {
      throw unexpected(file, "number of entries, " + entries.size());
    }
    for (Entry entry : entries) {
      if (!isName(entry.name) || !names.add(entry.name)) {
        throw unexpected(file, "entry name '" + entry.name + "'");
      }
      if (entry.size < 0
          || entry.size > ZipLayout.MAXIMUM_ENTRY
          || entry.crc32 < 0
          || entry.crc32 > 0xFFFFFFFFL
          || !SHA256.matcher(entry.sha256).matches()) {
        throw unexpected(file, "size or checksum of '" + entry.name + "'");
      }
    }
  }

  private static void checkKind(String kind, String file) {
    if (ModelKind.of(kind).isEmpty()) {
      throw unexpected(file, "kind '" + kind + "'");
    }
  }

  private static CanException unexpected(String file, String what) {
    return new CanException(
        file + ": " + NAME + " holds an impossible " + what + ", expected a model file of Canner");
  }
}
