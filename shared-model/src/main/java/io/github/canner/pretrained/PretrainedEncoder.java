// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.canner.bundle.ModelFile;
import io.github.canner.nn.Bert;
import io.github.canner.nn.BertShape;
import io.github.canner.nn.Custody;
import io.github.canner.nn.Weights;
import io.github.canner.train.StoredWeights;
import java.util.List;

/** The first layers of an encoder, which stay as they are. Safe for use by many threads at once. */
final class PretrainedEncoder implements AutoCloseable {
  private final BertShape shape;
  private final WordPieces pieces;
  private final Weights weights;
  private final Bert bert;
  private final int first;
  private final int last;
  private final int padding;

  private PretrainedEncoder(BertShape shape, WordPieces pieces, Weights weights) {
    this.shape = shape;
    this.pieces = pieces;
    this.weights = weights;
    this.bert = new Bert(weights, shape);
    this.first = pieces.id(WordPieces.FIRST);
    this.last = pieces.id(WordPieces.LAST);
    this.padding = pieces.id(WordPieces.PADDING);
  }

  /**
   * Reads the first layers.
   *
   * @throws io.github.canner.CanException if the file has not so many, or is damaged
   */
  static PretrainedEncoder load(ModelFile file, int layers) {
    try (Custody custody = new Custody()) {
      WordPieces pieces =
          custody.take(new WordPieces(EncoderFile.pieces(file), file.where()), WordPieces::close);
      Weights weights =
          custody.take(StoredWeights.weights(EncoderFile.weights(file, layers)), Weights::close);
      BertShape shape = EncoderFile.spec(file).shape().withLayers(layers);
      return custody.handOn(new PretrainedEncoder(shape, pieces, weights));
    }
  }

  /** The sizes of what was read. */
  BertShape shape() {
    return shape;
  }

  /** Splits words. */
  WordPieces pieces() {
    return pieces;
  }

  /** Owns the weights. */
  NDManager manager() {
    return weights.manager();
  }

  /** All hidden states of a batch, each of shape (sentences × rows, steps, width). */
  List<NDArray> states(NDManager manager, PieceBatch batch) {
    return bert.states(batch.ids(manager, first, last, padding), batch.mask(manager));
  }

  @Override
  public void close() {
    weights.close();
    pieces.close();
  }
}
