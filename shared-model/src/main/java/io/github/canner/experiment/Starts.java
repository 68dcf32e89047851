// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.canner.CanException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files of taggers to start from as an experiment file has them.
 *
 * @param only the file of the only encoder; null where they are given by encoder
 * @param byEncoder otherwise a file for each encoder
 */
record Starts(@Nullable String only, Map<WordEncoder, String> byEncoder) {
  Starts {
    byEncoder = Map.copyOf(byEncoder);
  }

  /**
   * What an experiment file says.
   *
   * @throws CanException if it is neither a file nor an object of files by encoder
   */
  @JsonCreator
  static Starts of(Object value) {
    if (value instanceof String file) {
      return new Starts(file, Map.of());
    }
    Map<WordEncoder, String> files = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (encoder, file) -> {
            if (encoder != null && file instanceof String path) {
              files.put(WordEncoder.of(encoder), path);
            }
          });
      if (files.size() == map.size()) {
        return new Starts(null, files);
      }
    }
    throw new CanException(
        "start is " + value + ", expected a file or an object with a file for each encoder");
  }
}
