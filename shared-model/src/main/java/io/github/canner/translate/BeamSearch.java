// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.canner.nn.Layers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Batched beam search; a beam of one is greedy search. Every sentence keeps its own beam, all beams
 * advance together, and loops are cut off ({@link Hypothesis#wouldLoop}).
 */
final class BeamSearch {
  private static final int SPARE = 4;
  private static final double GROWTH = 1.5;
  private static final int HEADROOM = 12;

  private final Seq2Seq network;
  private final IntPredicate mayRepeat;
  private final int beam;

  /**
   * A search.
   *
   * @param mayRepeat which subwords may stand twice in a row
   * @param beam hypotheses kept for each sentence
   */
  BeamSearch(Seq2Seq network, IntPredicate mayRepeat, int beam) {
    this.network = network;
    this.mayRepeat = mayRepeat;
    this.beam = beam;
  }

  /**
   * The best hypothesis of each sentence.
   *
   * @param sentences source subwords, none empty
   */
  List<Hypothesis> search(NDManager parent, int[][] sentences) {
    try (NDManager manager = parent.newSubManager()) {
      Seq2Seq.Source source = repeated(network.encode(manager, sentences, 0, false));
      Seq2Seq.State state = network.start(source);
      List<Beam> beams = new ArrayList<>();
      int longest = 0;
      for (int[] sentence : sentences) {
        beams.add(new Beam((int) (sentence.length * GROWTH) + HEADROOM));
        longest = Math.max(longest, sentence.length);
      }
      NDManager owner = manager.newSubManager();
      attach(state, owner);
      while (beams.stream().anyMatch(Beam::open)) {
        NDManager next = manager.newSubManager();
        try (NDManager step = manager.newSubManager()) {
          Seq2Seq.Step result = network.step(source, state, last(step, beams));
          int[] origins = advance(beams, result);
          NDArray rows = step.create(Arrays.stream(origins).asLongStream().toArray());
          state = chosen(result.state(), rows);
          attach(state, next);
        }
        owner.close();
        owner = next;
      }
      return beams.stream().map(Beam::best).toList();
    }
  }

  private Seq2Seq.Source repeated(Seq2Seq.Source source) {
    if (beam == 1) {
      return source;
    }
    return new Seq2Seq.Source(
        source.ids().repeat(0, beam),
        source.mask().repeat(0, beam),
        source.states().repeat(0, beam),
        source.keys().repeat(0, beam),
        source.sameSubword().repeat(0, beam),
        source.candidates().repeat(0, beam),
        source.shares().repeat(0, beam));
  }

  private NDArray last(NDManager manager, List<Beam> beams) {
    long[] last = new long[beams.size() * beam];
    for (int b = 0; b < beams.size(); b++) {
      List<Hypothesis> alive = beams.get(b).alive;
      for (int k = 0; k < beam; k++) {
        last[b * beam + k] =
            alive.isEmpty() ? Subwords.END : alive.get(Math.min(k, alive.size() - 1)).piece();
      }
    }
    return manager.create(last, new Shape(last.length, 1));
  }

  /**
   * Extends every beam and tells for each row of the next step which row of this one it continues.
   */
  private int[] advance(List<Beam> beams, Seq2Seq.Step result) {
    int width = 2 * beam + SPARE;
    NDList top = result.logProbabilities().topK(width, 1);
    float[] values = top.get(0).toFloatArray();
    long[] pieces = top.get(1).toLongArray();
    float[] attention = result.attention().toFloatArray();
    int sourceSteps = Math.toIntExact(result.attention().getShape().get(1));
    int[] origins = new int[beams.size() * beam];
    for (int b = 0; b < beams.size(); b++) {
      int first = b * beam;
      Arrays.fill(origins, first, first + beam, first);
      if (beams.get(b).open()) {
        List<Extension> chosen =
            beams.get(b).advance(first, width, values, pieces, attention, sourceSteps, beam);
        for (int k = 0; k < chosen.size(); k++) {
          origins[first + k] = chosen.get(k).row;
        }
      }
    }
    return origins;
  }

  private static Seq2Seq.State chosen(Seq2Seq.State state, NDArray rows) {
    return new Seq2Seq.State(
        rows(state.lowerHidden(), rows),
        rows(state.lowerCell(), rows),
        rows(state.upperHidden(), rows),
        rows(state.upperCell(), rows));
  }

  private static NDArray rows(NDArray state, NDArray rows) {
    return Layers.embed(rows, state.squeeze(0)).expandDims(0);
  }

  private static void attach(Seq2Seq.State state, NDManager manager) {
    state.lowerHidden().attach(manager);
    state.lowerCell().attach(manager);
    state.upperHidden().attach(manager);
    state.upperCell().attach(manager);
  }

  private record Extension(Hypothesis hypothesis, int row) {}

  /** The hypotheses of one sentence. */
  private final class Beam {
    private final int limit;
    private final List<Hypothesis> finished = new ArrayList<>();
    private List<Hypothesis> alive = List.of(Hypothesis.start());

    Beam(int limit) {
      this.limit = limit;
    }

    boolean open() {
      return !alive.isEmpty();
    }

    Hypothesis best() {
      return finished.stream().max(Comparator.comparingDouble(Hypothesis::score)).orElseThrow();
    }

    List<Extension> advance(
        int first,
        int width,
        float[] values,
        long[] pieces,
        float[] attention,
        int sourceSteps,
        int beam) {
      List<Extension> candidates = new ArrayList<>();
      for (int k = 0; k < alive.size(); k++) {
        Hypothesis hypothesis = alive.get(k);
        int row = first + k;
        float[] looked = Arrays.copyOfRange(attention, row * sourceSteps, (row + 1) * sourceSteps);
        for (int i = 0; i < width; i++) {
          int piece = (int) pieces[row * width + i];
          boolean end = piece == Subwords.END;
          boolean allowed =
              end
                  || piece > Subwords.END
                      && hypothesis.length() < limit
                      && !hypothesis.wouldLoop(piece, mayRepeat.test(piece));
          if (allowed) {
            candidates.add(
                new Extension(hypothesis.extended(piece, looked, values[row * width + i]), row));
          }
        }
        if (hypothesis.length() >= limit) {
          finished.add(hypothesis);
        }
      }
      candidates.sort(
          Comparator.comparingDouble(extension -> -extension.hypothesis.logProbability()));
      List<Extension> kept = new ArrayList<>();
      for (Extension extension : candidates.subList(0, Math.min(candidates.size(), 2 * beam))) {
        if (extension.hypothesis.finished()) {
          if (kept.size() < beam) {
            finished.add(extension.hypothesis);
          }
        } else if (kept.size() < beam) {
          kept.add(extension);
        }
      }
      boolean done =
          finished.size() >= beam
              && (kept.isEmpty() || best().score() >= kept.get(0).hypothesis.score());
      if (done) {
        kept.clear();
      }
      if (kept.isEmpty() && finished.isEmpty()) {
        finished.addAll(alive);
      }
      alive = kept.stream().map(Extension::hypothesis).toList();
      return kept;
    }
  }
}
