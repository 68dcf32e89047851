// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code can} command, and the doors through which the adapters of other frameworks join its
 * demonstration and add verbs.
 */
@NullMarked
package io.github.canner.cli;

import org.jspecify.annotations.NullMarked;
