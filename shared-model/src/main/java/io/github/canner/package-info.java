// SPDX-License-Identifier: Apache-2.0
/** The front door: load a model, tag sentences. Everything else in this library serves it. */
@NullMarked
package io.github.canner;

import org.jspecify.annotations.NullMarked;
