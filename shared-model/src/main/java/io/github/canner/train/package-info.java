/** What trains every network: schedules, the training loop with the best checkpoint kept, progress, caches on disk. */
@NullMarked
package io.github.canner.train;

import org.jspecify.annotations.NullMarked;
