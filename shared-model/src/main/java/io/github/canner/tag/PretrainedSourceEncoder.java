// SPDX-License-Identifier: Apache-2.0
package io.github.canner.tag;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.canner.nn.WordNoise;
import io.github.canner.pretrained.PretrainedFeatures;
import io.github.canner.pretrained.ReadBatch;
import org.jspecify.annotations.Nullable;

/** Words in their context as a pretrained encoder knows them, and beside that as {@code chars}. */
record PretrainedSourceEncoder(PretrainedFeatures pretrained, CharsSourceEncoder chars)
    implements SourceEncoder {

  @Override
  public int width() {
    return pretrained.width() + chars.width();
  }

  @Override
  public NDArray encode(NDManager manager, ReadBatch batch, @Nullable WordNoise noise) {
    return NDArrays.concat(
        new NDList(
            pretrained.run(manager, batch, noise != null), chars.encode(manager, batch, noise)),
        2);
  }
}
