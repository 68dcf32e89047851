// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The hypotheses of one sentence, the best first. Loops are cut off ({@link Hypothesis#wouldLoop}).
 */
final class Beam {
  private static final int SPARE = 4;
  private static final double GROWTH = 1.5;
  private static final int HEADROOM = 12;
  private static final double TINY = 1e-8;

  private final IntPredicate mayRepeat;
  private final int width;
  private final int limit;
  private final List<Hypothesis> finished = new ArrayList<>();
  private List<Branch> alive;

  /** A hypothesis that may grow, and the decoder's memory of it. */
  private record Branch(Hypothesis hypothesis, Decoder.State state) {}

  /**
   * The beam before the first step.
   *
   * @param start the decoder's memory before it
   * @param length of the source in subwords
   * @param mayRepeat which subwords may stand twice in a row
   * @param width hypotheses to keep; one is greedy search
   */
  Beam(Decoder.State start, int length, IntPredicate mayRepeat, int width) {
    this.mayRepeat = mayRepeat;
    this.width = width;
    this.limit = (int) (length * GROWTH) + HEADROOM;
    this.alive = List.of(new Branch(Hypothesis.start(), start));
  }

  /** Whether another step may change {@link #best}. */
  boolean open() {
    return !alive.isEmpty();
  }

  /** The best of the finished hypotheses, once there is one. */
  Hypothesis best() {
    return finished.stream().max(Comparator.comparingDouble(Hypothesis::score)).orElseThrow();
  }

  /** Extends the hypotheses by one subword. */
  void advance(Decoder.Steps steps) {
    List<Branch> candidates = new ArrayList<>();
    for (Branch branch : alive) {
      candidates.addAll(extensions(branch, steps));
    }
    candidates.sort(Comparator.comparingDouble(branch -> -branch.hypothesis.logProbability()));
    List<Branch> kept = new ArrayList<>();
    for (Branch branch : candidates.subList(0, Math.min(candidates.size(), 2 * width))) {
      if (kept.size() < width) {
        if (branch.hypothesis.finished()) {
          finished.add(branch.hypothesis);
        } else {
          kept.add(branch);
        }
      }
    }
    boolean done =
        finished.size() >= width
            && (kept.isEmpty() || best().score() >= kept.get(0).hypothesis.score());
    if (done) {
      kept.clear();
    }
    if (kept.isEmpty() && finished.isEmpty()) {
      alive.forEach(branch -> finished.add(branch.hypothesis));
    }
    alive = kept;
  }

  /** The most probable extensions that are allowed, at most as many as can be kept. */
  private List<Branch> extensions(Branch branch, Decoder.Steps steps) {
    Hypothesis hypothesis = branch.hypothesis;
    NextSubwords next = steps.next(branch.state, hypothesis.piece());
    List<Branch> extensions = new ArrayList<>();
    for (int place : largest(next.probabilities(), 2 * width + SPARE)) {
      int piece = next.subwords()[place];
      if (extensions.size() < 2 * width && allowed(hypothesis, piece)) {
        double logProbability = Math.log(next.probabilities()[place] + TINY);
        extensions.add(
            new Branch(hypothesis.extended(piece, next.attention(), logProbability), next.state()));
      }
    }
    if (hypothesis.length() >= limit) {
      finished.add(hypothesis);
    }
    return extensions;
  }

  private boolean allowed(Hypothesis hypothesis, int piece) {
    return piece == Subwords.END
        || piece > Subwords.END
            && hypothesis.length() < limit
            && !hypothesis.wouldLoop(piece, mayRepeat.test(piece));
  }

  /** The places of the largest values, the largest first. */
  private static int[] largest(float[] values, int count) {
    int[] places = new int[Math.min(count, values.length)];
    int found = 0;
    float least = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      if (values[i] > least) {
        int at = found < places.length ? found++ : found - 1;
        for (; at > 0 && values[places[at - 1]] < values[i]; at--) {
          places[at] = places[at - 1];
        }
        places[at] = i;
        least = found < places.length ? least : values[places[found - 1]];
      }
    }
    return places;
  }
}
