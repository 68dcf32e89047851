// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.canner.bundle.DType;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.BertShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * For each piece, special ones among them, its state after the last frozen layer: window after
 * window of the sentence.
 */
record PieceStates(PretrainedOptions options, BertShape shape) implements StateLayout {

  @Override
  public String id() {
    return "pieces after " + options.frozen();
  }

  @Override
  public List<Integer> counts(List<? extends List<String>> sentences, WordPieces splitter) {
    return splitter.split(sentences).stream()
        .map(sentence -> PieceBatch.pieces(sentence, shape.positions()))
        .toList();
  }

  @Override
  public List<Tensor> of(PieceBatch batch, List<NDArray> all) {
    ByteBuffer halves = StateLayout.halves(all.get(options.frozen()));
    List<Tensor> states = new ArrayList<>();
    for (int b = 0; b < batch.sentences().size(); b++) {
      int count = 0;
      for (int k = 0; k < batch.rowsPerSentence(); k++) {
        count += batch.length(b, k);
      }
      ByteBuffer kept = ByteBuffer.allocate(count * state());
      for (int k = 0; k < batch.rowsPerSentence(); k++) {
        kept.put(halves.slice(at(batch, b, k), batch.length(b, k) * state()));
      }
      states.add(new Tensor(DType.F16, new long[] {count, shape.width()}, kept.flip()));
    }
    return states;
  }

  /**
   * The states of sentences as rows of a batch, padded with zeros.
   *
   * @return shape (sentences × rows, steps, width)
   */
  NDArray padded(NDManager manager, List<Tensor> states, PieceBatch batch) {
    int rows = states.size() * batch.rowsPerSentence();
    ByteBuffer bytes =
        manager.allocateDirect(rows * batch.steps() * state()).order(ByteOrder.nativeOrder());
    for (int b = 0; b < states.size(); b++) {
      ByteBuffer own = states.get(b).data();
      for (int k = 0; k < batch.rowsPerSentence(); k++) {
        int length = batch.length(b, k) * state();
        bytes.position(at(batch, b, k));
        bytes.put(own.slice(own.position(), length));
        own.position(own.position() + length);
      }
    }
    bytes.rewind();
    return StateLayout.wide(manager, bytes, new Shape(rows, batch.steps(), shape.width()));
  }

  /** Where a row of the batch begins, in bytes. */
  private int at(PieceBatch batch, int sentence, int row) {
    return (sentence * batch.rowsPerSentence() + row) * batch.steps() * state();
  }

  private int state() {
    return shape.width() * Short.BYTES;
  }
}
