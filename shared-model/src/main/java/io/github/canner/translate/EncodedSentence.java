// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import io.github.canner.nn.Matrix;

/**
 * A source sentence as the {@link Decoder} sees it. What the decoder's layers make of the encoder's
 * outputs is linear, so it is computed here once for every subword, with the biases; the attention,
 * which sums to one, then mixes results instead of outputs.
 *
 * @param subwords of the sentence, which nobody changes
 * @param keys what attention compares with, a row for each subword
 * @param gates what each subword adds to the gates of the upper layer, a column each
 * @param head what each subword adds to {@link Seq2Seq#head}, a column each
 * @param start the decoder's memory before its first step
 */
record EncodedSentence(
    int[] subwords, Matrix keys, Matrix gates, Matrix head, Decoder.State start) {}
