// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import picocli.CommandLine.Option;

/** The language to train for. */
final class LanguageOption {
  @Option(
      names = "--language",
      required = true,
      paramLabel = "CODE",
      converter = Language.class,
      description = "ISO 639-3 code of the language, for example swa.")
  private String code;

  String code() {
    return code;
  }
}
