// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Closes what was opened, last first, unless it was handed on: for code that opens something, and
 * may fail before its caller has it.
 */
public final class Custody implements AutoCloseable {
  private final Deque<Runnable> closings = new ArrayDeque<>();

  /** Of nothing yet. */
  public Custody() {}

  /** Takes something that is open and gives it back. */
  public <T> T take(T opened, Consumer<? super T> close) {
    closings.push(() -> close.accept(opened));
    return opened;
  }

  /** Gives up all that was taken: the caller is to close it. */
  public <T> T handOn(T result) {
    closings.clear();
    return result;
  }

  @Override
  public void close() {
    while (!closings.isEmpty()) {
      closings.pop().run();
    }
  }
}
