// SPDX-License-Identifier: Apache-2.0
/** Carries what is known of a translation's words back to the words of the source sentence. */
@NullMarked
package io.github.canner.transfer;

import org.jspecify.annotations.NullMarked;
