// SPDX-License-Identifier: Apache-2.0
package io.github.canner.evaluate;

import java.util.List;

/** Comma-separated values (RFC 4180), with line feeds. */
public final class Csv {

  private Csv() {}

  /** A record with its line feed. */
  public static String line(List<String> fields) {
    return String.join(",", fields.stream().map(Csv::quoted).toList()) + '\n';
  }

  private static String quoted(String field) {
    return field.matches("[^\",\\r\\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
