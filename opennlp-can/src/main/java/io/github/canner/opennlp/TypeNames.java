// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import opennlp.tools.util.InvalidFormatException;
import org.jspecify.annotations.Nullable;

/** The types of a model that are shown to OpenNLP, and their names there. */
final class TypeNames {
  private static final int MOST = 10_000;

  private final Map<String, String> names;

  private TypeNames(Map<String, String> names) {
    this.names = names;
  }

  /**
   * Names for the types of a model.
   *
   * @param types all that the model finds
   * @param renamed new names by old; the others keep theirs
   * @param only the one type to show, as the model names it, or null for all
   * @throws CanException if a type is named that the model does not find, or a new name is empty
   */
  static TypeNames of(List<String> types, Map<String, String> renamed, @Nullable String only) {
    renamed.forEach(
        (from, to) -> {
          if (!types.contains(from)) {
            throw new CanException(
                "cannot rename type " + from + " to " + to + ": " + finds(types));
          }
          if (to.isBlank()) {
            throw new CanException("cannot rename type " + from + " to an empty name");
          }
        });
    if (only != null && !types.contains(only)) {
      throw new CanException("cannot keep type " + only + " only: " + finds(types));
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (String type : types) {
      if (only == null || only.equals(type)) {
        names.put(type, renamed.getOrDefault(type, type));
      }
    }
    return new TypeNames(names);
  }

  private static String finds(List<String> types) {
    return "the model finds " + String.join(", ", types);
  }

  /** The name of a type, or null where the type is not shown. */
  @Nullable String nameOf(String type) {
    return names.get(type);
  }

  /** The names, each once. */
  List<String> all() {
    return names.values().stream().distinct().toList();
  }

  /**
   * Checks that a model finds all these types.
   *
   * @throws CanException if it does not
   */
  void require(List<String> types) {
    for (String type : names.keySet()) {
      if (!types.contains(type)) {
        throw new CanException("found no type " + type + " in the model: " + finds(types));
      }
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(names.size());
    for (Map.Entry<String, String> entry : names.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeUTF(entry.getValue());
    }
  }

  /** Reads what {@link #write} wrote. */
  static TypeNames read(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 1 || count > MOST) {
      throw new InvalidFormatException("found " + count + " types, expected 1 to " + MOST);
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String type = in.readUTF();
      String name = in.readUTF();
      if (name.isBlank() || names.put(type, name) != null) {
        throw new InvalidFormatException(
            "found type '" + type + "' twice or without a name, expected each once with a name");
      }
    }
    return new TypeNames(names);
  }
}
