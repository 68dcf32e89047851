// SPDX-License-Identifier: Apache-2.0
package io.github.canner.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.canner.Tagging;
import io.github.canner.nn.Crf.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares every quantity with the sum over all tag sequences. */
class CrfTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "1, 3", "1, 4", "2, 1", "2, 2", "2, 3", "2, 4"})
  void agrees_with_the_sum_over_every_valid_sequence(int types, int steps) {
    TagSpace space = space(types);
    for (int seed = 0; seed < 5; seed++) {
      Problem problem = new Problem(space, steps, new SplittableRandom(seed));
      Crf.Lattice lattice = problem.crf.lattice(problem.emissions, problem.parameters);

      double total = problem.sum(problem.valid());
      assertThat(lattice.logPartition()).isCloseTo(Math.log(total), within(1e-9));

      double[] marginals = lattice.marginals();
      for (int t = 0; t < steps; t++) {
        for (int tag = 0; tag < space.size(); tag++) {
          int step = t;
          int wanted = tag;
          double expected =
              problem.sum(problem.valid().stream().filter(y -> y[step] == wanted).toList()) / total;
          assertThat(marginals[t * space.size() + tag]).isCloseTo(expected, within(1e-9));
        }
      }

      Tagging tagging = problem.crf.tagging(problem.emissions, problem.parameters);
      assertThat(tagging.mentions())
          .isEqualTo(problem.crf.mentions(problem.emissions, problem.parameters));
      assertThat(tagging.outside()).hasSize(steps);
      for (int t = 0; t < steps; t++) {
        assertThat(tagging.outside().get(t))
            .isEqualTo(Math.min(1, marginals[t * space.size() + TagSpace.OUTSIDE]));
      }

      int[] best =
          problem.valid().stream()
              .max((a, b) -> Double.compare(problem.score(a), problem.score(b)))
              .orElseThrow();
      assertThat(problem.crf.best(problem.emissions, problem.parameters)).isEqualTo(best);
    }
  }

  @Test
  void gives_a_span_the_share_of_the_sequences_that_hold_it() {
    Problem problem = new Problem(space(2), 4, new SplittableRandom(7));
    Crf.Lattice lattice = problem.crf.lattice(problem.emissions, problem.parameters);
    double total = problem.sum(problem.valid());
    for (int start = 0; start < 4; start++) {
      for (int end = start + 1; end <= 4; end++) {
        for (int[] span : sequences(problem.space, end - start)) {
          int from = start;
          int to = end;
          double expected =
              problem.sum(
                      problem.valid().stream()
                          .filter(y -> Arrays.equals(Arrays.copyOfRange(y, from, to), span))
                          .toList())
                  / total;
          assertThat(lattice.probability(start, span)).isCloseTo(expected, within(1e-9));
        }
      }
    }
  }

  @Test
  void loses_nothing_where_everything_is_allowed() {
    Problem problem = new Problem(space(2), 3, new SplittableRandom(3));
    boolean[] all = new boolean[problem.emissions.length];
    Arrays.fill(all, true);
    assertThat(problem.crf.loss(problem.emissions, all, problem.parameters).loss())
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void sums_over_the_sequences_that_a_partial_annotation_allows() {
    TagSpace space = new TagSpace(List.of("PER", "DATE"));
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Problem problem = new Problem(space, 4, random);
      int[] tags = problem.valid().get(random.nextInt(problem.valid().size()));
      for (Set<String> unlabelled :
          List.of(Set.<String>of(), Set.of("DATE"), Set.of("DATE", "PER"))) {
        boolean[] allowed = space.allowed(tags, unlabelled);
        double clamped =
            problem.sum(
                problem.valid().stream().filter(y -> allows(allowed, y, space.size())).toList());
        double expected = Math.log(problem.sum(problem.valid())) - Math.log(clamped);
        assertThat(problem.crf.loss(problem.emissions, allowed, problem.parameters).loss())
            .isCloseTo(expected, within(1e-9));
      }
    }
  }

  @Test
  void differentiates_exactly() {
    TagSpace space = new TagSpace(List.of("PER", "DATE"));
    Problem problem = new Problem(space, 4, new SplittableRandom(11));
    boolean[] allowed = space.allowed(new int[] {0, 1, 3, 0}, Set.of("DATE"));
    Crf.Gradient gradient = problem.crf.loss(problem.emissions, allowed, problem.parameters);
    checkGradient(problem, allowed, problem.emissions, gradient.emissions());
    checkGradient(problem, allowed, problem.parameters.start(), gradient.start());
    checkGradient(problem, allowed, problem.parameters.transition(), gradient.transition());
    checkGradient(problem, allowed, problem.parameters.end(), gradient.end());
  }

  @Test
  void stays_finite_for_large_scores() {
    TagSpace space = space(1);
    Crf crf = new Crf(space);
    float[] emissions = new float[space.size() * 50];
    for (int i = 0; i < emissions.length; i++) {
      emissions[i] = i % 2 == 0 ? 800 : -800;
    }
    Parameters zero = new Parameters(new float[5], new float[25], new float[5]);
    Crf.Lattice lattice = crf.lattice(emissions, zero);
    assertThat(lattice.logPartition()).isFinite();
    double[] marginals = lattice.marginals();
    for (int t = 0; t < 50; t++) {
      double sum = 0;
      for (int tag = 0; tag < 5; tag++) {
        sum += marginals[t * 5 + tag];
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void refuses_an_annotation_that_no_valid_sequence_fits() {
    TagSpace space = space(1);
    Problem problem = new Problem(space, 2, new SplittableRandom(1));
    boolean[] allowed = space.allowed(new int[] {1, 0}, Set.of());
    assertThatThrownBy(() -> problem.crf.loss(problem.emissions, allowed, problem.parameters))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void checkGradient(
      Problem problem, boolean[] allowed, float[] values, double[] gradient) {
    float step = 1 / 64f;
    for (int i = 0; i < values.length; i++) {
      float before = values[i];
      values[i] = before + step;
      double above = problem.crf.loss(problem.emissions, allowed, problem.parameters).loss();
      values[i] = before - step;
      double below = problem.crf.loss(problem.emissions, allowed, problem.parameters).loss();
      values[i] = before;
      assertThat(gradient[i]).isCloseTo((above - below) / (2 * step), within(1e-4));
    }
  }

  private static TagSpace space(int types) {
    return new TagSpace(List.of("PER", "LOC").subList(0, types));
  }

  private static boolean allows(boolean[] allowed, int[] tags, int size) {
    for (int t = 0; t < tags.length; t++) {
      if (!allowed[t * size + tags[t]]) {
        return false;
      }
    }
    return true;
  }

  private static List<int[]> sequences(TagSpace space, int steps) {
    List<int[]> sequences = new ArrayList<>(List.of(new int[0]));
    for (int t = 0; t < steps; t++) {
      List<int[]> longer = new ArrayList<>();
      for (int[] sequence : sequences) {
        for (int tag = 0; tag < space.size(); tag++) {
          int[] next = Arrays.copyOf(sequence, t + 1);
          next[t] = tag;
          if (t == 0 || space.mayFollow(sequence[t - 1], tag)) {
            longer.add(next);
          }
        }
      }
      sequences = longer;
    }
    return sequences;
  }

  /** Random scores for one sentence. */
  private static final class Problem {
    final TagSpace space;
    final Crf crf;
    final float[] emissions;
    final Parameters parameters;
    private final List<int[]> valid;

    Problem(TagSpace space, int steps, SplittableRandom random) {
      this.space = space;
      this.crf = new Crf(space);
      int size = space.size();
      this.emissions = values(steps * size, random);
      this.parameters =
          new Parameters(values(size, random), values(size * size, random), values(size, random));
      this.valid =
          sequences(space, steps).stream()
              .filter(y -> space.mayStart(y[0]) && space.mayEnd(y[steps - 1]))
              .toList();
    }

    List<int[]> valid() {
      return valid;
    }

    double score(int[] tags) {
      int size = space.size();
      double score = (double) parameters.start()[tags[0]] + parameters.end()[tags[tags.length - 1]];
      for (int t = 0; t < tags.length; t++) {
        score += emissions[t * size + tags[t]];
        if (t > 0) {
          score += parameters.transition()[tags[t - 1] * size + tags[t]];
        }
      }
      return score;
    }

    double sum(List<int[]> sequences) {
      return sequences.stream().mapToDouble(y -> Math.exp(score(y))).sum();
    }

    private static float[] values(int count, SplittableRandom random) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) random.nextDouble(-2, 2);
      }
      return values;
    }
  }
}
