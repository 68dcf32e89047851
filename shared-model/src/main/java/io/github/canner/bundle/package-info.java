// SPDX-License-Identifier: Apache-2.0
/**
 * The model file: a zip archive with a JSON manifest, vocabularies as lines of text, and weights in the safetensors format.
 * Reading one runs no code of its author's.
 */
@NullMarked
package io.github.canner.bundle;

import org.jspecify.annotations.NullMarked;
