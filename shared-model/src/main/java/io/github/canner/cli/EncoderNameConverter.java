// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import io.github.canner.pretrained.EncoderName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an encoder. */
final class EncoderNameConverter implements ITypeConverter<EncoderName> {
  @Override
  public EncoderName convert(String value) {
    try {
      return EncoderName.of(value);
    } catch (CanException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
