// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

/**
 * One training of an experiment.
 *
 * @param language its ISO 639-3 code
 * @param size how many sentences to learn from
 * @param arm in which way, by name
 * @param seed of the sample and of all random choices
 */
public record Cell(String language, Size size, String arm, long seed) {

  /** Such as {@code swa, 100 sentences, converse, seed 1}. */
  public String describe() {
    return language + ", " + size + " sentences, " + arm + ", seed " + seed;
  }
}
