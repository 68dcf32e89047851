// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.canner.nn.WordNoise;
import io.github.canner.pretrained.ReadBatch;
import org.jspecify.annotations.Nullable;

/** Turns the words of source sentences into vectors. */
interface SourceEncoder {

  /** The width of a word's vector. */
  int width();

  /**
   * The vectors of a batch of sentences.
   *
   * @param noise what to corrupt in training, or null to read the words as they are
   * @return shape (sentences, steps, width), padded to the longest sentence, which has {@code
   *     steps} words
   */
  NDArray encode(NDManager manager, ReadBatch batch, @Nullable WordNoise noise);
}
