// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

/**
 * What a decoding step says of the next subword of a hypothesis.
 *
 * @param subwords those that may follow
 * @param probabilities one for each of them
 * @param attention where the step looked, one value a source subword
 * @param state the decoder's memory after it
 */
record NextSubwords(
    int[] subwords, float[] probabilities, float[] attention, Decoder.State state) {}
