// SPDX-License-Identifier: Apache-2.0
/** Words, characters and subwords: tokenisers, vocabularies, byte-pair encoding, and the maps between words and subwords. */
@NullMarked
package io.github.canner.text;

import org.jspecify.annotations.NullMarked;
