// SPDX-License-Identifier: Apache-2.0
package io.github.canner.translate;

import java.util.ArrayList;
import java.util.List;

/**
 * Aligns the words of sentences with those of their translations by statistics alone: IBM model 1
 * (Brown et al., "The Mathematics of Statistical Machine Translation", 1993) and then model 2 with
 * a prior that favours the diagonal (Dyer, Chahuneau and Smith, "A Simple, Fast, and Effective
 * Reparameterization of IBM Model 2", NAACL 2013), trained by expectation maximisation in both
 * directions and merged.
 *
 * <p>Words are compared in lower case, and as their first letters only where asked. Words spelt
 * alike on both sides get a head start, and so do names that begin alike: a name seen once would
 * else align with anything.
 *
 * <p>Training is repeatable. To align new text, train on the old and the new together. Immutable.
 */
public final class WordAligner {
  /**
   * What training gave.
   *
   * @param alignments one for each pair of sentences
   * @param foreignOfEnglish what each iteration saw where each English word picks a foreign one
   * @param englishOfForeign what each iteration saw where each foreign word picks an English one
   */
  public record Result(
      List<Alignment> alignments,
      List<Iteration> foreignOfEnglish,
      List<Iteration> englishOfForeign) {
    public Result {
      alignments = List.copyOf(alignments);
      foreignOfEnglish = List.copyOf(foreignOfEnglish);
      englishOfForeign = List.copyOf(englishOfForeign);
    }
  }

  /**
   * A pass over the text.
   *
   * @param logLikelihood of the text under the model before the pass, in nats; a bound with {@link
   *     Builder#sparsity}
   * @param tension the sharpness of the diagonal prior; 0 in iterations of model 1
   */
  public record Iteration(double logLikelihood, double tension) {}

  private final int modelOneIterations;
  private final int diagonalIterations;
  private final double tension;
  private final boolean adaptTension;
  private final double nullProbability;
  private final double sparsity;
  private final double twinCount;
  private final int stemLength;
  private final Symmetrization symmetrization;

  private WordAligner(Builder builder) {
    modelOneIterations = builder.modelOneIterations;
    diagonalIterations = builder.diagonalIterations;
    tension = builder.tension;
    adaptTension = builder.adaptTension;
    nullProbability = builder.nullProbability;
    sparsity = builder.sparsity;
    twinCount = builder.twinCount;
    stemLength = builder.stemLength;
    symmetrization = builder.symmetrization;
  }

  /** Options, each with a default. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Trains on pairs of sentences and aligns them.
   *
   * @param foreign sentences of words
   * @param english their translations, as many
   */
  public Result align(List<? extends List<String>> foreign, List<? extends List<String>> english) {
    if (foreign.size() != english.size()) {
      throw new IllegalArgumentException(
          foreign.size() + " sentences, but " + english.size() + " translations");
    }
    Cooccurrences pairs = Cooccurrences.of(foreign, english, stemLength);
    List<Iteration> forwards = new ArrayList<>();
    List<Alignment> foreignOfEnglish = direction(pairs, forwards);
    List<Iteration> backwards = new ArrayList<>();
    List<Alignment> englishOfForeign = direction(pairs.turned(), backwards);
    List<Alignment> merged = new ArrayList<>(foreign.size());
    for (int s = 0; s < foreign.size(); s++) {
      merged.add(symmetrization.apply(foreignOfEnglish.get(s), englishOfForeign.get(s)));
    }
    return new Result(merged, forwards, backwards);
  }

  private List<Alignment> direction(Cooccurrences pairs, List<Iteration> iterations) {
    AlignmentModel model = new AlignmentModel(pairs, nullProbability, sparsity, twinCount);
    for (int i = 0; i < modelOneIterations; i++) {
      iterations.add(new Iteration(model.iterate(0), 0));
    }
    double current = tension;
    for (int i = 0; i < diagonalIterations; i++) {
      iterations.add(new Iteration(model.iterate(current), current));
      if (adaptTension) {
        current = model.adaptedTension(current);
      }
    }
    return model.bestAlignments(diagonalIterations > 0 ? current : 0);
  }

  /** Collects options. */
  public static final class Builder {
    private int modelOneIterations = 5;
    private int diagonalIterations = 5;
    private double tension = 4;
    private boolean adaptTension = true;
    private double nullProbability = 0.08;
    private double sparsity = 0.01;
    private double twinCount = 5;
    private int stemLength;
    private Symmetrization symmetrization = Symmetrization.GROW_DIAG_FINAL_AND;

    private Builder() {}

    /** How many passes of model 1; at least 0, 5 unless told. */
    public Builder modelOneIterations(int iterations) {
      modelOneIterations = iterations;
      return this;
    }

    /** How many passes with the diagonal prior after them; at least 0, 5 unless told. */
    public Builder diagonalIterations(int iterations) {
      diagonalIterations = iterations;
      return this;
    }

    /** How sharply the prior favours the diagonal at first; above 0, 4 unless told. */
    public Builder tension(double value) {
      tension = value;
      return this;
    }

    /** Whether to fit the tension to the text after each pass; so it is unless told. */
    public Builder adaptTension(boolean adapt) {
      adaptTension = adapt;
      return this;
    }

    /** The prior probability that a word has no partner; in (0, 1), 0.08 unless told. */
    public Builder nullProbability(double probability) {
      nullProbability = probability;
      return this;
    }

    /**
     * The parameter of a symmetric Dirichlet prior on translations, which keeps rare words from
     * collecting partners; at least 0, which is no prior; 0.01 unless told.
     */
    public Builder sparsity(double alpha) {
      sparsity = alpha;
      return this;
    }

    /** How often words spelt alike count as seen together in advance; at least 0, 5 unless told. */
    public Builder twinCount(double count) {
      twinCount = count;
      return this;
    }

    /**
     * Compares only that many first letters of words, for languages with many endings; 0 compares
     * whole words, the default.
     */
    public Builder stemLength(int letters) {
      stemLength = letters;
      return this;
    }

    /** How to merge the directions; {@link Symmetrization#GROW_DIAG_FINAL_AND} unless told. */
    public Builder symmetrization(Symmetrization method) {
      symmetrization = method;
      return this;
    }

    /**
     * The aligner.
     *
     * @throws IllegalArgumentException if an option is out of its range
     */
    public WordAligner build() {
      require(modelOneIterations >= 0, "modelOneIterations", modelOneIterations);
      require(diagonalIterations >= 0, "diagonalIterations", diagonalIterations);
      require(tension > 0 && tension < 1000, "tension", tension);
      require(nullProbability > 0 && nullProbability < 1, "nullProbability", nullProbability);
      require(sparsity >= 0 && sparsity < 1000, "sparsity", sparsity);
      require(twinCount >= 0 && twinCount < 1e9, "twinCount", twinCount);
      require(stemLength >= 0, "stemLength", stemLength);
      return new WordAligner(this);
    }

    private static void require(boolean met, String option, Number value) {
      if (!met) {
        throw new IllegalArgumentException(option + " is out of its range: " + value);
      }
    }
  }
}
