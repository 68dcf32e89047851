/** Translation into English with word-level attention, and the statistical alignment that guides its training. */
@NullMarked
package io.github.canner.translate;

import org.jspecify.annotations.NullMarked;
