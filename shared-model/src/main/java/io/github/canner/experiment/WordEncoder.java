// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.canner.CanException;
import io.github.canner.pretrained.EncoderStore;
import io.github.canner.pretrained.PretrainedModel;

/**
 * How taggers read the words of the language: from the words seen, their characters and shapes, and
 * beside that through a pretrained encoder unless it is {@link #CHARS}.
 *
 * @param name in experiment files and tables: {@code chars}, or that of an encoder that was fetched
 *     or made
 */
public record WordEncoder(@JsonValue String name) {
  /** From the words seen, their characters and their shapes. */
  public static final WordEncoder CHARS = new WordEncoder("chars");

  /** From multilingual BERT, and beside that as above. */
  public static final WordEncoder MBERT = new WordEncoder(PretrainedModel.MBERT.id());

  /**
   * What an experiment file says.
   *
   * @throws CanException if it cannot be the name of an encoder
   */
  @JsonCreator
  static WordEncoder of(Object value) {
    if (value instanceof String name && EncoderStore.isName(name)) {
      return new WordEncoder(name);
    }
    throw new CanException(
        "an encoder is "
            + value
            + ", expected chars, mbert, or the name of an encoder that can encoder made");
  }

  /** Whether there is no pretrained encoder behind it. */
  boolean isChars() {
    return equals(CHARS);
  }

  @Override
  public String toString() {
    return name;
  }
}
