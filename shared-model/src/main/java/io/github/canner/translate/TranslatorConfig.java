// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import io.github.canner.CanException;

/**
 * What a translator's file says of it.
 *
 * @param language the ISO 639-3 code of the language it reads
 * @param tokenisation how raw text of that language is cut into words
 * @param beam hypotheses kept for each sentence; 1 is greedy search
 * @param options how it was trained
 */
public record TranslatorConfig(
    String language, Tokenisation tokenisation, int beam, TranslatorOptions options) {
  /** The widest beam. */
  public static final int WIDEST = 64;

  public TranslatorConfig {
    if (!language.matches("[a-z]{3}")) {
      throw new CanException(
          "language is '" + language + "', expected an ISO 639-3 code of three small letters");
    }
    if (beam < 1 || beam > WIDEST) {
      throw new CanException("beam is " + beam + ", expected 1 to " + WIDEST);
    }
  }

  /** The same translator with another beam. */
  public TranslatorConfig withBeam(int hypotheses) {
    return new TranslatorConfig(language, tokenisation, hypotheses, options);
  }
}
