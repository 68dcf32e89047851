// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.BertShape;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Which of the states that the frozen layers give for a sentence are kept, and in which order. They
 * are kept in half precision, one after the other, without padding.
 */
sealed interface StateLayout permits WordStates, PieceStates {

  /** Of words where no layer above the frozen ones is trained, else of their pieces. */
  static StateLayout of(PretrainedOptions options, BertShape shape) {
    return options.tuned() == 0
        ? new WordStates(options, shape.width())
        : new PieceStates(options, shape);
  }

  /** What is kept, in words that differ wherever the states do. */
  String id();

  /** How many states each of these sentences has. */
  List<Integer> counts(List<? extends List<String>> sentences, WordPieces splitter);

  /**
   * The states of each sentence of a batch, shape (states, width).
   *
   * @param all those of every frozen layer, the embeddings first
   */
  List<Tensor> of(PieceBatch batch, List<NDArray> all);

  /** Numbers in half precision, as the engine gives them. */
  static ByteBuffer halves(NDArray states) {
    return states.toType(DataType.FLOAT16, true).toByteBuffer();
  }

  /** Numbers in half precision as the engine's single ones. */
  static NDArray wide(NDManager manager, ByteBuffer halves, Shape shape) {
    try (NDArray half = manager.create(halves, shape, DataType.FLOAT16)) {
      return half.toType(DataType.FLOAT32, true);
    }
  }
}
