// SPDX-License-Identifier: Apache-2.0
/** What all trainings share: batches, learning-rate schedules, checkpoints, listeners. */
@NullMarked
package io.github.canner.train;

import org.jspecify.annotations.NullMarked;
