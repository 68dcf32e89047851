// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import io.github.canner.bundle.Tensor;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch of sentences that one network reads, or several: what the frozen layers of an encoder
 * give for it is computed once for all that share them. Not safe for use by many threads at once.
 */
public final class ReadBatch {
  private final List<? extends List<String>> sentences;
  private final Map<FrozenStates, List<Tensor>> states = new IdentityHashMap<>();

  /** A batch that nobody has read yet. */
  public ReadBatch(List<? extends List<String>> sentences) {
    this.sentences = sentences;
  }

  /** The words of each sentence. */
  public List<? extends List<String>> sentences() {
    return sentences;
  }

  /** What frozen layers give for each sentence. */
  List<Tensor> states(FrozenStates frozen) {
    return states.computeIfAbsent(frozen, layers -> layers.states(sentences));
  }
}
