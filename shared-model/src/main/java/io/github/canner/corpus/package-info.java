// SPDX-License-Identifier: Apache-2.0
/**
 * Text with gold mentions and parallel text, read from files in the forms their publishers give
 * them.
 */
@NullMarked
package io.github.canner.corpus;

import org.jspecify.annotations.NullMarked;
