// SPDX-License-Identifier: Apache-2.0
/**
 * Encoders that others pretrained on plain text: fetched once, converted into a file of ours,
 * adapted to a language by more plain text where asked for, and read as features of words.
 */
@NullMarked
package io.github.canner.pretrained;

import org.jspecify.annotations.NullMarked;
