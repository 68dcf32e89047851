// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.canner.nn.WordFeatures;
import io.github.canner.nn.WordNoise;
import io.github.canner.pretrained.ReadBatch;
import org.jspecify.annotations.Nullable;

/**
 * Words seen in training, their characters and their shapes; needs nothing but the training
 * sentences.
 */
record CharsSourceEncoder(WordFeatures features, int width) implements SourceEncoder {

  @Override
  public NDArray encode(NDManager manager, ReadBatch batch, @Nullable WordNoise noise) {
    return features.run(manager, batch.sentences(), noise);
  }
}
