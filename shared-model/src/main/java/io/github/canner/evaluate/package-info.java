// SPDX-License-Identifier: Apache-2.0
/** Measures of tagging and of translation. All are deterministic and state their formulas. */
@NullMarked
package io.github.canner.evaluate;

import org.jspecify.annotations.NullMarked;
