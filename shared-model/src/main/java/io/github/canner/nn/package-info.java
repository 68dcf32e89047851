// SPDX-License-Identifier: Apache-2.0
/** Building blocks of the models that DJL lacks: named weights, exact bidirectional LSTM over padded batches, character CNN, CRF. */
@NullMarked
package io.github.canner.nn;

import org.jspecify.annotations.NullMarked;
