// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import io.github.canner.CanException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The properties of one annotator.
 *
 * @param typesKey the name of the property that {@code types} was read from, for messages
 * @param types names for the model's types as the user gave them; null where the user gave none
 */
record Options(ModelSource model, String typesKey, @Nullable Map<String, String> types) {
  private static final String CUSTOM = "customAnnotatorClass.";
  private static final List<String> KNOWN = List.of("model", "types");
  private static final Map<String, String> USUAL_TYPES =
      Map.of("PER", "PERSON", "LOC", "LOCATION", "ORG", "ORGANIZATION");

  /**
   * Reads the properties that begin with the name of the annotator and a full stop.
   *
   * @throws CanException if one is missing, unknown or cannot be read
   */
  static Options read(String name, Properties properties) {
    String prefix = name + ".";
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (key.startsWith(prefix)
          && !KNOWN.contains(key.substring(prefix.length()))
          && !belongsToAnother(key, prefix, properties)) {
        throw new CanException(
            key
                + ": unknown property; expected one of "
                + String.join(", ", KNOWN.stream().map(prefix::concat).toList()));
      }
    }
    String modelKey = prefix + "model";
    String model = properties.getProperty(modelKey);
    if (model == null) {
      throw new CanException(modelKey + " is missing; expected a model file or default");
    }
    String typesKey = prefix + "types";
    String types = properties.getProperty(typesKey);
    return new Options(
        ModelSource.parse(modelKey, model),
        typesKey,
        types == null ? null : parseTypes(typesKey, types));
  }

  /**
   * Whether the key is that of an annotator whose name goes on where ours ends, as {@code can.old}
   * beside {@code can}.
   */
  private static boolean belongsToAnother(String key, String prefix, Properties properties) {
    return properties.stringPropertyNames().stream()
        .filter(property -> property.startsWith(CUSTOM + prefix))
        .anyMatch(property -> key.startsWith(property.substring(CUSTOM.length()) + "."));
  }

  private static Map<String, String> parseTypes(String key, String value) {
    Map<String, String> types = new LinkedHashMap<>();
    if (value.isBlank()) {
      return types;
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
    return types;
  }

  /**
   * The name of each type in this pipeline.
   *
   * @param modelTypes the types that the model finds
   * @throws CanException if the user renames one that it does not find
   */
  UnaryOperator<String> renaming(List<String> modelTypes) {
    if (types == null) {
      return type -> USUAL_TYPES.getOrDefault(type, type);
    }
    Map<String, String> given = types;
    for (String type : given.keySet()) {
      if (!modelTypes.contains(type)) {
        throw new CanException(
            typesKey
                + ": there is no type "
                + type
                + "; the model finds "
                + String.join(", ", modelTypes));
      }
    }
    return type -> given.getOrDefault(type, type);
  }
}
