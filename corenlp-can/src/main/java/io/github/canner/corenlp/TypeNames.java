// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import io.github.canner.CanException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Names for the types of a model.
 *
 * @param key the name of the property that they were read from, for messages
 * @param given names for the model's types as the user gave them; null where the user gave none
 */
record TypeNames(String key, @Nullable Map<String, String> given) {
  private static final Map<String, String> USUAL =
      Map.of("PER", "PERSON", "LOC", "LOCATION", "ORG", "ORGANIZATION");

  /**
   * Reads a list such as {@code PER:PERSON, LOC:LOCATION}.
   *
   * @throws CanException if it is none
   */
  static TypeNames parse(String key, @Nullable String value) {
    if (value == null) {
      return new TypeNames(key, null);
    }
    Map<String, String> types = new LinkedHashMap<>();
    if (value.isBlank()) {
      return new TypeNames(key, types);
    }
    for (String pair : value.split(",", -1)) {
      String[] names = pair.split(":", -1);
      if (names.length != 2
          || names[0].isBlank()
          || names[1].isBlank()
          || names[1].strip().equals("O")) {
        throw new CanException(
            key
                + ": \""
                + pair.strip()
                + "\" is no renaming; expected the model's type, a colon and its name here, as"
                + " PER:PERSON");
      }
      if (types.put(names[0].strip(), names[1].strip()) != null) {
        throw new CanException(key + ": " + names[0].strip() + " is renamed twice");
      }
    }
    return new TypeNames(key, types);
  }

  /**
   * The name of each type in this pipeline.
   *
   * @param modelTypes the types that the model finds
   * @throws CanException if the user renames one that it does not find
   */
  UnaryOperator<String> of(List<String> modelTypes) {
    Map<String, String> names = given;
    if (names == null) {
      return type -> USUAL.getOrDefault(type, type);
    }
    for (String type : names.keySet()) {
      if (!modelTypes.contains(type)) {
        throw new CanException(
            key
                + ": there is no type "
                + type
                + "; the model finds "
                + String.join(", ", modelTypes));
      }
    }
    return type -> names.getOrDefault(type, type);
  }
}
