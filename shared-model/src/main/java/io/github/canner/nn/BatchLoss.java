// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import ai.djl.ndarray.NDArray;

/**
 * The loss of a batch.
 *
 * @param surrogate a scalar whose gradient is the one to go down by
 * @param value the mean loss to tell of: of a sentence for taggers, of a target subword for
 *     translators
 */
public record BatchLoss(NDArray surrogate, double value) {}
