// SPDX-License-Identifier: Apache-2.0
/** Named-entity networks for English, whose knowledge is carried to other languages. */
@NullMarked
package io.github.canner.english;

import org.jspecify.annotations.NullMarked;
