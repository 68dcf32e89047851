// SPDX-License-Identifier: Apache-2.0
package io.github.canner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers items and hands them on in lists, so that a long text never stands in memory whole. */
final class Chunks<T> implements Consumer<T> {
  private final int size;
  private final Consumer<List<T>> action;
  private final List<T> waiting = new ArrayList<>();

  /** Hands on lists of this size. */
  Chunks(int size, Consumer<List<T>> action) {
    this.size = size;
    this.action = action;
  }

  @Override
  public void accept(T item) {
    waiting.add(item);
    if (waiting.size() == size) {
      finish();
    }
  }

  /** Hands on what is left. */
  void finish() {
    if (!waiting.isEmpty()) {
      action.accept(List.copyOf(waiting));
      waiting.clear();
    }
  }
}
