// SPDX-License-Identifier: Apache-2.0
/**
 * Why mentions are missed: for each mention of a tagged text what the English side of a model had to
 * say of it, and where that broke off.
 */
@NullMarked
package io.github.canner.diagnose;

import org.jspecify.annotations.NullMarked;
