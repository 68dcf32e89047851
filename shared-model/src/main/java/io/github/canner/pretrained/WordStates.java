// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.canner.bundle.DType;
import io.github.canner.bundle.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * For each word its state in each layer that is mixed, pooled over its pieces: word after word.
 *
 * @param width of a state
 */
record WordStates(PretrainedOptions options, int width) implements StateLayout {

  @Override
  public String id() {
    return "words " + options.pooling() + " " + options.first() + "-" + options.last();
  }

  @Override
  public List<Integer> counts(List<? extends List<String>> sentences, WordPieces splitter) {
    return sentences.stream().map(sentence -> sentence.size() * options.mixed()).toList();
  }

  @Override
  public List<Tensor> of(PieceBatch batch, List<NDArray> all) {
    int words = 1;
    for (PieceSentence sentence : batch.sentences()) {
      words = Math.max(words, sentence.words());
    }
    NDList layers = new NDList();
    for (int layer = options.first(); layer <= options.last(); layer++) {
      layers.add(batch.pooled(all.get(layer), options.pooling(), words));
    }
    ByteBuffer halves = StateLayout.halves(NDArrays.stack(layers, 2));
    List<Tensor> states = new ArrayList<>();
    for (PieceSentence sentence : batch.sentences()) {
      int own = sentence.words() * options.mixed();
      ByteBuffer kept = ByteBuffer.allocate(own * state());
      kept.put(halves.slice(states.size() * words * options.mixed() * state(), own * state()));
      states.add(new Tensor(DType.F16, new long[] {own, width}, kept.flip()));
    }
    return states;
  }

  /**
   * The states of sentences side by side, padded with zeros.
   *
   * @param words of the longest sentence
   * @return for each mixed layer shape (sentences, words, width)
   */
  NDList padded(NDManager manager, List<Tensor> states, int words) {
    int row = words * options.mixed() * state();
    ByteBuffer bytes = manager.allocateDirect(states.size() * row).order(ByteOrder.nativeOrder());
    for (int b = 0; b < states.size(); b++) {
      bytes.position(b * row);
      bytes.put(states.get(b).data());
    }
    bytes.rewind();
    NDArray all =
        StateLayout.wide(manager, bytes, new Shape(states.size(), words, options.mixed(), width));
    if (options.mixed() == 1) {
      return new NDList(all.reshape(states.size(), words, width));
    }
    NDList layers = new NDList();
    for (int layer = 0; layer < options.mixed(); layer++) {
      layers.add(all.get(":, :, " + layer));
    }
    return layers;
  }

  private int state() {
    return width * Short.BYTES;
  }
}
