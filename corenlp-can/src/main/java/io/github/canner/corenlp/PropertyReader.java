// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import io.github.canner.CanException;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the properties whose names begin with that of an annotator and a full stop. */
final class PropertyReader {
  private static final String CUSTOM = "customAnnotatorClass.";

  private final String prefix;
  private final Properties properties;

  PropertyReader(String name, Properties properties) {
    this.prefix = name + ".";
    this.properties = properties;
  }

  /** The whole name of a property. */
  String key(String name) {
    return prefix + name;
  }

  /**
   * Makes sure that there are none but these.
   *
   * @throws CanException if there is another
   */
  void allowOnly(List<String> names) {
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (key.startsWith(prefix)
          && !names.contains(key.substring(prefix.length()))
          && !belongsToAnother(key)) {
        throw new CanException(
            key
                + ": unknown property; expected one of "
                + String.join(", ", names.stream().map(prefix::concat).toList()));
      }
    }
  }

  /**
   * Whether the key is that of an annotator whose name goes on where ours ends, as {@code can.old}
   * beside {@code can}.
   */
  private boolean belongsToAnother(String key) {
    return properties.stringPropertyNames().stream()
        .filter(property -> property.startsWith(CUSTOM + prefix))
        .anyMatch(property -> key.startsWith(property.substring(CUSTOM.length()) + "."));
  }

  @Nullable String text(String name) {
    return properties.getProperty(key(name));
  }

  String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value.strip();
  }

  /**
   * A whole number.
   *
   * @throws CanException if the value is none, or less than {@code least}
   */
  int number(String name, int least, int otherwise) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as for a number that is too small
    }
    throw new CanException(
        key(name) + " = " + value + ": expected a whole number from " + least + " on");
  }

  /**
   * True or false, in any case of letters.
   *
   * @throws CanException if the value is neither
   */
  boolean flag(String name, boolean otherwise) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    String stripped = value.strip();
    if (stripped.equalsIgnoreCase("true") || stripped.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(stripped);
    }
    throw new CanException(key(name) + " = " + value + ": expected true or false");
  }
}
