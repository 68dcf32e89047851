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
import java.util.concurrent.atomic.AtomicInteger;

/** The first layers of an encoder, which stay as they are. Safe for use by many threads at once. */
final class PretrainedEncoder implements AutoCloseable {
  private final BertShape shape;
  private final WordPieces pieces;
  private final Weights weights;
  private final Bert bert;
  private final int first;
  private final int last;
  private final int padding;
  private final AtomicInteger users = new AtomicInteger(1);

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

  /** The hidden states of a batch, each of shape (sentences × rows, steps, width). */
  List<NDArray> states(NDManager manager, PieceBatch batch) {
    return states(manager, batch, shape.layers());
  }

  /** As {@link #states(NDManager, PieceBatch)}, of the embeddings and of so many layers only. */
  List<NDArray> states(NDManager manager, PieceBatch batch, int layers) {
    Bert used = layers == shape.layers() ? bert : new Bert(weights, shape.withLayers(layers));
    return used.states(batch.ids(manager, first, last, padding), batch.mask(manager));
  }

  /** This encoder for one more user, who closes it too. */
  PretrainedEncoder shared() {
    if (users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
      throw new IllegalStateException("this encoder is closed");
    }
    return this;
  }

  /** Frees the weights when the last user closes them. */
  @Override
  public void close() {
    if (users.decrementAndGet() == 0) {
      weights.close();
      pieces.close();
    }
  }
}
