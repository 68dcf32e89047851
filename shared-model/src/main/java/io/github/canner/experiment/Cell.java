// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One training of an experiment.
 *
 * @param language its ISO 639-3 code
 * @param encoder how words are read
 * @param size how many sentences to learn from
 * @param arm in which way, by name
 * @param seed of the sample and of all random choices
 */
public record Cell(String language, WordEncoder encoder, Size size, String arm, long seed) {

  /** What a file says; one that names no encoder means {@code chars}. */
  @JsonCreator
  static Cell read(
      @JsonProperty("language") String language,
      @JsonProperty("encoder") @Nullable WordEncoder encoder,
      @JsonProperty("size") Size size,
      @JsonProperty("arm") String arm,
      @JsonProperty("seed") long seed) {
    return new Cell(language, encoder == null ? WordEncoder.CHARS : encoder, size, arm, seed);
  }

  /** Such as {@code swa, chars, 100 sentences, converse, seed 1}. */
  public String describe() {
    return language + ", " + encoder + ", " + size + " sentences, " + arm + ", seed " + seed;
  }
}
