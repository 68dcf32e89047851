// SPDX-License-Identifier: Apache-2.0
/** The tagger: encodes the source sentence, fuses it with what English knows, and labels it. */
@NullMarked
package io.github.canner.tag;

import org.jspecify.annotations.NullMarked;
