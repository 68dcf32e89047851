// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import io.github.canner.CanException;
import io.github.canner.corpus.CorpusSpec;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the names of corpora. */
final class SpecConverter implements ITypeConverter<CorpusSpec> {

  SpecConverter() {}

  @Override
  public CorpusSpec convert(String value) {
    try {
      return CorpusSpec.parse(value);
    } catch (CanException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
