// SPDX-License-Identifier: Apache-2.0
package io.github.canner.corpus;

import java.io.IOException;

/** An action on one value that may fail to read or write. */
@FunctionalInterface
public interface IOConsumer<T> {

  /** Acts on the value. */
  void accept(T value) throws IOException;
}
