// SPDX-License-Identifier: Apache-2.0
/**
 * Experiments: trains taggers in many ways on many training sets, keeps what each found in the test
 * set, and compares them in tables and plots.
 */
@NullMarked
package io.github.canner.experiment;

import org.jspecify.annotations.NullMarked;
