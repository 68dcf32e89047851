// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Batched beam search; a beam of one is greedy search. Every sentence keeps its own {@link Beam}
 * and all beams advance together; those that are done leave the batch by and by.
 */
final class BeamSearch {
  private static final int DONE_BEFORE_LEAVING = 4;

  private final Seq2Seq network;
  private final IntPredicate mayRepeat;
  private final int width;

  /**
   * A search.
   *
   * @param mayRepeat which subwords may stand twice in a row
   * @param width hypotheses kept for each sentence
   */
  BeamSearch(Seq2Seq network, IntPredicate mayRepeat, int width) {
    this.network = network;
    this.mayRepeat = mayRepeat;
    this.width = width;
  }

  /**
   * The best hypothesis of each sentence.
   *
   * @param sentences source subwords, none empty
   */
  List<Hypothesis> search(NDManager parent, int[][] sentences) {
    List<Beam> all =
        Arrays.stream(sentences).map(source -> new Beam(source, mayRepeat, width)).toList();
    try (NDManager manager = parent.newSubManager()) {
      Batch batch = start(manager, sentences, all);
      while (batch.beams.stream().anyMatch(Beam::open)) {
        batch = advanced(batch, manager);
      }
    }
    return all.stream().map(Beam::best).toList();
  }

  /** The beams that advance together, with what the network knows of them, kept by the owner. */
  private record Batch(
      List<Beam> beams, Seq2Seq.Source source, Seq2Seq.State state, NDManager owner) {}

  private Batch start(NDManager manager, int[][] sentences, List<Beam> beams) {
    NDManager owner = manager.newSubManager();
    try (NDManager working = manager.newSubManager()) {
      Seq2Seq.Source source = network.encode(working, sentences, 0, false);
      int[] origins = IntStream.range(0, beams.size() * width).map(row -> row / width).toArray();
      Seq2Seq.State state = continued(network.start(source), origins, working);
      source.attach(owner);
      state.attach(owner);
      return new Batch(beams, source, state, owner);
    }
  }

  /** The batch after one more step; closes the owner of the one before. */
  private Batch advanced(Batch batch, NDManager manager) {
    NDManager owner = manager.newSubManager();
    try (NDManager working = manager.newSubManager()) {
      int size = batch.beams.size();
      long[] last = batch.beams.stream().flatMapToInt(Beam::last).asLongStream().toArray();
      Seq2Seq.Step step =
          network.step(batch.source, batch.state, working.create(last, new Shape(size, width)));
      int[][] origins = new int[size][];
      for (int b = 0; b < size; b++) {
        origins[b] = batch.beams.get(b).advance(step.next(), b * width);
      }
      int[] staying = staying(batch.beams);
      Seq2Seq.Source source = batch.source;
      if (staying.length < size) {
        source = source.rows(rows(staying, working));
      }
      int[] rows = Arrays.stream(staying).flatMap(b -> Arrays.stream(origins[b])).toArray();
      Seq2Seq.State state = continued(step.state(), rows, working);
      source.attach(owner);
      state.attach(owner);
      List<Beam> beams = Arrays.stream(staying).mapToObj(batch.beams::get).toList();
      return new Batch(beams, source, state, owner);
    } finally {
      batch.owner.close();
    }
  }

  /** Open beams alone where enough are done to be worth the move, else all. */
  private static int[] staying(List<Beam> beams) {
    int[] all = IntStream.range(0, beams.size()).toArray();
    int[] open = Arrays.stream(all).filter(b -> beams.get(b).open()).toArray();
    boolean worthIt = (all.length - open.length) * DONE_BEFORE_LEAVING >= all.length;
    return worthIt && open.length > 0 ? open : all;
  }

  private static Seq2Seq.State continued(Seq2Seq.State state, int[] origins, NDManager manager) {
    int[] same = IntStream.range(0, (int) state.lowerHidden().getShape().get(0)).toArray();
    return Arrays.equals(origins, same) ? state : state.rows(rows(origins, manager));
  }

  private static NDArray rows(int[] rows, NDManager manager) {
    return manager.create(Arrays.stream(rows).asLongStream().toArray());
  }
}
