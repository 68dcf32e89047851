// SPDX-License-Identifier: Apache-2.0
/** Canner inside Apache OpenNLP. */
@NullMarked
package io.github.canner.opennlp;

import org.jspecify.annotations.NullMarked;
