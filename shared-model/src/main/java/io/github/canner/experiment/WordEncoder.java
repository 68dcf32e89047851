// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.canner.CanException;
import io.github.canner.pretrained.PretrainedModel;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How taggers read the words of the language. */
public enum WordEncoder {
  /** From the words seen, their characters and their shapes. */
  CHARS(null),
  /** From multilingual BERT, and beside that as above. */
  MBERT(PretrainedModel.MBERT);

  private final @Nullable PretrainedModel model;

  WordEncoder(@Nullable PretrainedModel model) {
    this.model = model;
  }

  /**
   * What an experiment file says.
   *
   * @throws CanException if it is no encoder
   */
  @JsonCreator
  static WordEncoder of(Object value) {
    return Arrays.stream(values())
        .filter(encoder -> encoder.toString().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new CanException(
                    "an encoder is "
                        + value
                        + ", expected one of "
                        + String.join(
                            ", ", Arrays.stream(values()).map(WordEncoder::toString).toList())));
  }

  /** The pretrained encoder behind it; null for none. */
  @Nullable PretrainedModel model() {
    return model;
  }

  /** The name in experiment files and tables. */
  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
