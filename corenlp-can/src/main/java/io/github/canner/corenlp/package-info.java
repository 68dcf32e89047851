// SPDX-License-Identifier: GPL-3.0-or-later
/** Canner inside Stanford CoreNLP. */
@NullMarked
package io.github.canner.corenlp;

import org.jspecify.annotations.NullMarked;
