// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Checks codes of languages. */
final class Language implements ITypeConverter<String> {
  private static final Pattern CODE = Pattern.compile("[a-z]{3}");

  Language() {}

  @Override
  public String convert(String value) {
    if (!CODE.matcher(value).matches()) {
      throw new TypeConversionException(
          "'" + value + "' is no ISO 639-3 code of three small letters, such as swa or fin");
    }
    return value;
  }
}
