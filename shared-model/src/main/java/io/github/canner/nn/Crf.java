// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import io.github.canner.Mention;
import io.github.canner.Tagging;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A linear-chain conditional random field (Lafferty et al. 2001) constrained to the valid
 * transitions of a {@link TagSpace}: p(y | x) ∝ exp(start[y₁] + Σ emission[t, yₜ] + Σ
 * transition[yₜ₋₁, yₜ] + end[y_T]) over valid y. All sums are done in log space and double
 * precision on the JVM, which also gives exact gradients. Immutable; the parameters are arguments.
 */
public final class Crf {
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  private final TagSpace space;
  private final int size;
  private final int[][] predecessors;
  private final int[][] successors;

  /** A CRF over these tags. */
  public Crf(TagSpace space) {
    this.space = space;
    this.size = space.size();
    this.predecessors = new int[size][];
    this.successors = new int[size][];
    for (int tag = 0; tag < size; tag++) {
      int here = tag;
      predecessors[tag] = tags(other -> space.mayFollow(other, here));
      successors[tag] = tags(other -> space.mayFollow(here, other));
    }
  }

  /** The tags this CRF labels with. */
  public TagSpace space() {
    return space;
  }

  /**
   * The learnt scores beside the emissions.
   *
   * @param start score of starting with a tag, one value a tag
   * @param transition score of a tag following another, row by row: from × to
   * @param end score of ending with a tag
   */
  public record Parameters(float[] start, float[] transition, float[] end) {}

  /**
   * A loss and its derivatives.
   *
   * @param loss −log p of the allowed tag sequences
   * @param emissions derivative by each emission, steps × tags
   * @param start derivative by each start score
   * @param transition derivative by each transition score, from × to
   * @param end derivative by each end score
   */
  public record Gradient(
      double loss, double[] emissions, double[] start, double[] transition, double[] end) {}

  /**
   * −log of the probability that the tags lie in the allowed set, which holds one sequence for full
   * annotation and many for partial annotation (Tsuboi et al. 2008), with all derivatives.
   *
   * @param emissions steps × tags, row by row
   * @param allowed for each step and tag whether the annotation allows it
   * @throws IllegalArgumentException if no valid sequence is allowed
   */
  public Gradient loss(float[] emissions, boolean[] allowed, Parameters parameters) {
    Lattice free = lattice(emissions, null, parameters);
    Lattice clamped = lattice(emissions, allowed, parameters);
    if (clamped.total == NEVER) {
      throw new IllegalArgumentException("the annotation allows no valid tag sequence");
    }
    Gradient gradient =
        new Gradient(
            free.total - clamped.total,
            new double[emissions.length],
            new double[size],
            new double[size * size],
            new double[size]);
    free.accumulate(gradient, 1);
    clamped.accumulate(gradient, -1);
    return gradient;
  }

  /**
   * Forward and backward sums of one sentence.
   *
   * @param emissions steps × tags, row by row; at least one step
   */
  public Lattice lattice(float[] emissions, Parameters parameters) {
    return lattice(emissions, null, parameters);
  }

  private Lattice lattice(float[] emissions, boolean @Nullable [] allowed, Parameters parameters) {
    return new Lattice(emissions, allowed, parameters);
  }

  /**
   * The mentions of the best sequence of tags, with their marginal probabilities.
   *
   * @param emissions steps × tags
   */
  public List<Mention> mentions(float[] emissions, Parameters parameters) {
    return mentions(emissions, parameters, lattice(emissions, parameters));
  }

  /**
   * The mentions of the best sequence of tags and the marginal probability of each token to be in
   * none.
   *
   * @param emissions steps × tags; at least one step
   */
  public Tagging tagging(float[] emissions, Parameters parameters) {
    Lattice lattice = lattice(emissions, parameters);
    return new Tagging(
        mentions(emissions, parameters, lattice),
        IntStream.range(0, emissions.length / size)
            .mapToObj(step -> lattice.marginal(step, TagSpace.OUTSIDE))
            .toList());
  }

  private List<Mention> mentions(float[] emissions, Parameters parameters, Lattice lattice) {
    return space.decode(best(emissions, parameters), lattice::probability);
  }

  /** The most probable valid tag sequence (Viterbi). */
  public int[] best(float[] emissions, Parameters parameters) {
    int steps = emissions.length / size;
    double[] score = new double[size];
    int[][] from = new int[steps][size];
    for (int tag = 0; tag < size; tag++) {
      score[tag] = space.mayStart(tag) ? (double) parameters.start[tag] + emissions[tag] : NEVER;
    }
    for (int t = 1; t < steps; t++) {
      double[] next = new double[size];
      for (int tag = 0; tag < size; tag++) {
        next[tag] = NEVER;
        for (int before : predecessors[tag]) {
          double candidate = score[before] + parameters.transition[before * size + tag];
          if (candidate > next[tag]) {
            next[tag] = candidate;
            from[t][tag] = before;
          }
        }
        next[tag] += emissions[t * size + tag];
      }
      score = next;
    }
    int last = -1;
    double best = NEVER;
    for (int tag = 0; tag < size; tag++) {
      if (space.mayEnd(tag) && score[tag] + parameters.end[tag] > best) {
        best = score[tag] + parameters.end[tag];
        last = tag;
      }
    }
    if (last < 0) {
      throw new IllegalArgumentException("emissions must be finite numbers");
    }
    int[] tags = new int[steps];
    for (int t = steps - 1; t >= 0; t--) {
      tags[t] = last;
      last = from[t][last];
    }
    return tags;
  }

  private int[] tags(IntPredicate test) {
    return IntStream.range(0, size).filter(test).toArray();
  }

  private static double logSum(double[] values, int count) {
    double max = NEVER;
    for (int i = 0; i < count; i++) {
      max = Math.max(max, values[i]);
    }
    if (max == NEVER) {
      return NEVER;
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Math.exp(values[i] - max);
    }
    return max + Math.log(sum);
  }

  /**
   * The forward and backward sums of one sentence, from which every marginal follows. Immutable.
   */
  public final class Lattice {
    private final int steps;
    private final float[] emissions;
    private final Parameters parameters;
    private final double[] forward;
    private final double[] backward;
    private final double total;

    private Lattice(float[] emissions, boolean @Nullable [] allowed, Parameters parameters) {
      this.steps = emissions.length / size;
      this.emissions = emissions;
      this.parameters = parameters;
      this.forward = new double[emissions.length];
      this.backward = new double[emissions.length];
      double[] terms = new double[size];
      Arrays.fill(forward, NEVER);
      Arrays.fill(backward, NEVER);
      for (int t = 0; t < steps; t++) {
        for (int tag = 0; tag < size; tag++) {
          if (allowed != null && !allowed[t * size + tag]) {
            continue;
          }
          double arriving;
          if (t == 0) {
            arriving = space.mayStart(tag) ? parameters.start[tag] : NEVER;
          } else {
            int count = 0;
            for (int before : predecessors[tag]) {
              terms[count++] =
                  forward[(t - 1) * size + before] + parameters.transition[before * size + tag];
            }
            arriving = logSum(terms, count);
          }
          forward[t * size + tag] = arriving + emissions[t * size + tag];
        }
      }
      for (int t = steps - 1; t >= 0; t--) {
        for (int tag = 0; tag < size; tag++) {
          if (allowed != null && !allowed[t * size + tag]) {
            continue;
          }
          if (t == steps - 1) {
            backward[t * size + tag] = space.mayEnd(tag) ? parameters.end[tag] : NEVER;
          } else {
            int count = 0;
            for (int after : successors[tag]) {
              int next = (t + 1) * size + after;
              terms[count++] =
                  (double) parameters.transition[tag * size + after]
                      + emissions[next]
                      + backward[next];
            }
            backward[t * size + tag] = logSum(terms, count);
          }
        }
      }
      for (int tag = 0; tag < size; tag++) {
        terms[tag] = forward[(steps - 1) * size + tag] + backward[(steps - 1) * size + tag];
      }
      this.total = logSum(terms, size);
    }

    /** log of the sum over all valid sequences, the logarithm of the partition function. */
    public double logPartition() {
      return total;
    }

    /** The probability of each tag at each step, steps × tags; each row sums to 1. */
    public double[] marginals() {
      double[] marginals = new double[forward.length];
      for (int i = 0; i < marginals.length; i++) {
        marginals[i] = marginal(i);
      }
      return marginals;
    }

    /** The probability of a tag at a step, in [0, 1]. */
    public double marginal(int step, int tag) {
      return Math.min(1, marginal(step * size + tag));
    }

    private double marginal(int place) {
      return Math.exp(forward[place] + backward[place] - total);
    }

    /**
     * The probability that the tags from {@code start} on are exactly these, whatever stands before
     * and after.
     *
     * @return in [0, 1]
     */
    public double probability(int start, int[] tags) {
      double score = forward[start * size + tags[0]];
      for (int i = 1; i < tags.length; i++) {
        score +=
            (double) parameters.transition[tags[i - 1] * size + tags[i]]
                + emissions[(start + i) * size + tags[i]];
      }
      score += backward[(start + tags.length - 1) * size + tags[tags.length - 1]];
      return Math.min(1, Math.exp(score - total));
    }

    private void accumulate(Gradient gradient, double sign) {
      double[] marginals = marginals();
      for (int i = 0; i < marginals.length; i++) {
        gradient.emissions[i] += sign * marginals[i];
      }
      for (int tag = 0; tag < size; tag++) {
        gradient.start[tag] += sign * marginals[tag];
        gradient.end[tag] += sign * marginals[(steps - 1) * size + tag];
      }
      for (int t = 1; t < steps; t++) {
        for (int tag = 0; tag < size; tag++) {
          double rest = emissions[t * size + tag] + backward[t * size + tag] - total;
          if (rest == NEVER) {
            continue;
          }
          for (int before : predecessors[tag]) {
            double arriving =
                forward[(t - 1) * size + before] + parameters.transition[before * size + tag];
            gradient.transition[before * size + tag] += sign * Math.exp(arriving + rest);
          }
        }
      }
    }
  }
}
