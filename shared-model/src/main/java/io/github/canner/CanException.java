// SPDX-License-Identifier: Apache-2.0
package io.github.canner;

/**
 * Something the caller can mend: a bad file, line, model or option. The message names what, where
 * and what was expected.
 */
public class CanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CanException(String message) {
    super(message);
  }

  public CanException(String message, Throwable cause) {
    super(message, cause);
  }
}
