// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The hypotheses of one sentence, the best first. Loops are cut off ({@link Hypothesis#wouldLoop}).
 */
final class Beam {
  private static final int SPARE = 4;
  private static final double GROWTH = 1.5;
  private static final int HEADROOM = 12;
  private static final double TINY = 1e-8;

  private final int[] source;
  private final IntPredicate mayRepeat;
  private final int width;
  private final int limit;
  private final List<Hypothesis> finished = new ArrayList<>();
  private List<Hypothesis> alive = List.of(Hypothesis.start());

  /**
   * The beam before the first step.
   *
   * @param source subwords
   * @param mayRepeat which subwords may stand twice in a row
   * @param width hypotheses to keep; one is greedy search
   */
  Beam(int[] source, IntPredicate mayRepeat, int width) {
    this.source = source;
    this.mayRepeat = mayRepeat;
    this.width = width;
    this.limit = (int) (source.length * GROWTH) + HEADROOM;
  }

  /** Whether another step may change {@link #best}. */
  boolean open() {
    return !alive.isEmpty();
  }

  /** The best of the finished hypotheses, once there is one. */
  Hypothesis best() {
    return finished.stream().max(Comparator.comparingDouble(Hypothesis::score)).orElseThrow();
  }

  /** The last subword of each hypothesis, as many as the beam is wide; spare ones mean nothing. */
  IntStream last() {
    return IntStream.range(0, width)
        .map(k -> k < alive.size() ? alive.get(k).piece() : Subwords.END);
  }

  private record Extension(Hypothesis hypothesis, int origin) {}

  /**
   * Extends the hypotheses by one subword.
   *
   * @param first the row of the step that belongs to the first hypothesis
   * @return for each hypothesis, as many as the beam is wide, the row that it continues; spare ones
   *     continue the first
   */
  int[] advance(NextSubwords next, int first) {
    List<Extension> candidates = new ArrayList<>();
    for (int k = 0; k < alive.size(); k++) {
      candidates.addAll(extensions(alive.get(k), next, first + k));
    }
    candidates.sort(
        Comparator.comparingDouble(extension -> -extension.hypothesis.logProbability()));
    List<Extension> kept = new ArrayList<>();
    for (Extension extension : candidates.subList(0, Math.min(candidates.size(), 2 * width))) {
      if (kept.size() < width) {
        if (extension.hypothesis.finished()) {
          finished.add(extension.hypothesis);
        } else {
          kept.add(extension);
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
      finished.addAll(alive);
    }
    alive = kept.stream().map(Extension::hypothesis).toList();
    return IntStream.range(0, width)
        .map(k -> k < kept.size() ? kept.get(k).origin : first)
        .toArray();
  }

  /** The most probable extensions that are allowed, at most as many as can be kept. */
  private List<Extension> extensions(Hypothesis hypothesis, NextSubwords next, int row) {
    float[] probabilities = next.probabilities(row, source);
    float[] looked = next.attention(row, source);
    List<Extension> extensions = new ArrayList<>();
    for (int piece : largest(probabilities, 2 * width + SPARE)) {
      if (extensions.size() < 2 * width && allowed(hypothesis, piece)) {
        double logProbability = Math.log(probabilities[piece] + TINY);
        extensions.add(new Extension(hypothesis.extended(piece, looked, logProbability), row));
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
