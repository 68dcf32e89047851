// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

/**
 * What a translator's decoder saw that was led along a given translation of n words of a sentence
 * of m words.
 *
 * @param alignment for each English word the share of attention each source word got: n rows of m
 *     values that sum to 1
 * @param states the memory from which the decoder would have chosen each English word, the mean
 *     over its subwords: n rows of {@link NeuralTranslator#stateWidth()} values
 */
public record FollowedTranslation(float[][] alignment, float[][] states) {}
