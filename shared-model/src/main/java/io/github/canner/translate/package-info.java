// SPDX-License-Identifier: Apache-2.0
/** From a low-resource language into English, with the attention that aligns the two. */
@NullMarked
package io.github.canner.translate;

import org.jspecify.annotations.NullMarked;
