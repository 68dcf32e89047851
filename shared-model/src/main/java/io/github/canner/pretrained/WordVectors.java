// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.Tensor;
import io.github.canner.train.DiskCache;
import io.github.canner.train.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Words as a pretrained encoder has them, in the memory of Java: the mean of the states of their
 * pieces, from the layer at two thirds of its height, where words of the same meaning lie nearest
 * in multilingual encoders (the eighth of twelve; Jalili Sabet et al. 2020). Not safe for use by
 * many threads at once.
 */
public final class WordVectors implements AutoCloseable {
  private final FrozenStates states;
  private final String encoderId;
  private final DiskCache cache;
  private final TrainingListener listener;

  private WordVectors(
      FrozenStates states, String encoderId, DiskCache cache, TrainingListener listener) {
    this.states = states;
    this.encoderId = encoderId;
    this.cache = cache;
    this.listener = listener;
  }

  /**
   * Reads an encoder.
   *
   * @param encoder a file of a whole encoder
   * @param cache keeps vectors
   * @throws io.github.canner.CanException if the file is damaged
   */
  public static WordVectors load(ModelFile encoder, DiskCache cache, TrainingListener listener) {
    int layer = EncoderFile.spec(encoder).shape().layers() * 2 / 3;
    FrozenStates states =
        new FrozenStates(
            PretrainedEncoder.load(encoder, layer),
            new PretrainedOptions(layer, layer, 0, Pooling.MEAN));
    return new WordVectors(states, encoder.contentHash(), cache, listener);
  }

  /** A vector for each word of each sentence, rounded to half precision. */
  public List<float[][]> of(List<? extends List<String>> sentences) {
    states.remember(sentences, encoderId, cache, listener);
    int width = states.shape().width();
    List<float[][]> vectors = new ArrayList<>();
    for (Tensor tensor : states.states(sentences)) {
      float[] values = tensor.toFloats();
      float[][] words = new float[values.length / width][];
      Arrays.setAll(words, i -> Arrays.copyOfRange(values, i * width, (i + 1) * width));
      vectors.add(words);
    }
    states.forget();
    return vectors;
  }

  @Override
  public void close() {
    states.close();
  }
}
