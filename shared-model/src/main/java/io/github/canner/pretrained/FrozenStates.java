// SPDX-License-Identifier: Apache-2.0
package io.github.canner.pretrained;

import ai.djl.ndarray.NDManager;
import io.github.canner.CanException;
import io.github.canner.bundle.DType;
import io.github.canner.bundle.Tensor;
import io.github.canner.nn.BertShape;
import io.github.canner.train.DiskCache;
import io.github.canner.train.Parts;
import io.github.canner.train.TrainingListener;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the frozen layers give for sentences, as their {@link StateLayout} says: computed, or taken
 * from a cache.
 */
final class FrozenStates implements AutoCloseable {
  private static final int PIECES = 2048;
  private static final int SENTENCES = 64;
  private static final int PART = 512;
  private static final long PART_BYTES = 1 << 29;
  private static final String STATES = "states";

  private final PretrainedEncoder encoder;
  private final PretrainedOptions options;
  private final BertShape shape;
  private final StateLayout layout;
  private volatile Map<List<String>, Tensor> remembered = Map.of();

  FrozenStates(PretrainedEncoder encoder, PretrainedOptions options) {
    this.encoder = encoder;
    this.options = options;
    this.shape = encoder.shape();
    this.layout = StateLayout.of(options, shape);
  }

  BertShape shape() {
    return shape;
  }

  WordPieces pieces() {
    return encoder.pieces();
  }

  /** What these layers give as a network reads it that shares the encoder; both close it. */
  FrozenStates shared(PretrainedOptions reading) {
    PretrainedEncoder both = encoder.shared();
    return reading.equals(options) ? this : new FrozenStates(both, reading);
  }

  /** The states of each sentence, in the order given. */
  List<Tensor> states(List<? extends List<String>> sentences) {
    List<@Nullable Tensor> known = new ArrayList<>();
    List<List<String>> unknown = new ArrayList<>();
    for (List<String> sentence : sentences) {
      Tensor tensor = remembered.get(sentence);
      known.add(tensor);
      if (tensor == null) {
        unknown.add(sentence);
      }
    }
    List<Tensor> computed = unknown.isEmpty() ? List.of() : computed(unknown);
    List<Tensor> states = new ArrayList<>();
    int next = 0;
    for (@Nullable Tensor tensor : known) {
      states.add(tensor == null ? computed.get(next++) : tensor);
    }
    return states;
  }

  /** Remembers the states of these sentences too. */
  void remember(
      List<? extends List<String>> sentences,
      String encoderId,
      DiskCache cache,
      TrainingListener listener) {
    Map<List<String>, Tensor> all = new HashMap<>(remembered);
    int read = 0;
    for (List<? extends List<String>> part : parts(sentences)) {
      read += part.size();
      String told = "encoded " + read + " of " + sentences.size() + " sentences";
      Tensor states =
          cached(
              cache,
              DiskCache.Key.of(encoderId + " " + layout.id(), pieces().respelt(part)),
              () -> {
                Tensor computed = joined(computed(part));
                listener.message(told);
                return computed;
              });
      List<Integer> counts = layout.counts(part, pieces());
      ByteBuffer rest = states.data();
      for (int i = 0; i < part.size(); i++) {
        int rows = counts.get(i);
        int size = rows * shape.width() * Short.BYTES;
        all.put(
            List.copyOf(part.get(i)),
            new Tensor(
                DType.F16, new long[] {rows, shape.width()}, rest.slice(rest.position(), size)));
        rest.position(rest.position() + size);
      }
    }
    remembered = all;
  }

  private <T extends List<String>> List<List<T>> parts(List<T> sentences) {
    long word = (long) options.mixed() * shape.width() * Short.BYTES;
    return Parts.of(sentences, PART, words -> words * word, PART_BYTES);
  }

  /** Remembers no states any more. */
  void forget() {
    remembered = Map.of();
  }

  private static Tensor cached(DiskCache cache, DiskCache.Key key, Supplier<Tensor> compute) {
    Tensor states = cache.map(STATES, key, () -> Map.of(STATES, compute.get())).get(STATES);
    if (states == null) {
      throw new CanException("a file of the cache holds no states; remove the cache");
    }
    return states;
  }

  private Tensor joined(List<Tensor> states) {
    int bytes = states.stream().mapToInt(state -> state.data().remaining()).sum();
    ByteBuffer all = ByteBuffer.allocate(bytes);
    states.forEach(state -> all.put(state.data()));
    return new Tensor(
        DType.F16, new long[] {bytes / Short.BYTES / shape.width(), shape.width()}, all.flip());
  }

  private List<Tensor> computed(List<? extends List<String>> sentences) {
    List<PieceSentence> split = pieces().split(sentences);
    Integer[] order = IntStream.range(0, split.size()).boxed().toArray(Integer[]::new);
    int positions = shape.positions();
    Arrays.sort(order, Comparator.comparingInt(i -> PieceBatch.pieces(split.get(i), positions)));
    Tensor[] states = new Tensor[split.size()];
    int start = 0;
    for (int end = 1; end <= order.length; end++) {
      boolean full =
          end == order.length
              || end - start == SENTENCES
              || (end + 1 - start) * PieceBatch.pieces(split.get(order[end]), positions) > PIECES
              || PieceBatch.rows(split.get(order[end]), positions)
                  > PieceBatch.rows(split.get(order[start]), positions);
      if (full) {
        compute(split, Arrays.asList(order).subList(start, end), states);
        start = end;
      }
    }
    return Arrays.asList(states);
  }

  private void compute(List<PieceSentence> split, List<Integer> places, Tensor[] results) {
    PieceBatch batch = new PieceBatch(places.stream().map(split::get).toList(), shape.positions());
    try (NDManager manager = encoder.manager().newSubManager()) {
      List<Tensor> states = layout.of(batch, encoder.states(manager, batch, options.frozen()));
      for (int b = 0; b < places.size(); b++) {
        results[places.get(b)] = states.get(b);
      }
    }
  }

  @Override
  public void close() {
    encoder.close();
  }
}
