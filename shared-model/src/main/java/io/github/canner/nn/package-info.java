// SPDX-License-Identifier: Apache-2.0
/** Building blocks of the models that DJL lacks: named weights, exact bidirectional LSTM over padded batches, character CNN, CRF, and the layers of a decoder that goes step by step. */
@NullMarked
package io.github.canner.nn;

import org.jspecify.annotations.NullMarked;
