// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.Mention;
import io.github.canner.Tagging;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import opennlp.tools.ml.Probabilistic;
import opennlp.tools.namefind.TokenNameFinder;
import opennlp.tools.util.Span;
import org.jspecify.annotations.Nullable;

/**
 * Finds names with a Canner model wherever OpenNLP takes a {@link TokenNameFinder}.
 *
 * <p>A span counts tokens, its end is one past its last token, its type is the mention's type as
 * the model names it (for example {@code PER}, not OpenNLP's customary {@code person}; see {@link
 * Builder#optTypes}), and {@link Span#getProb()} is the probability of the whole span with its
 * type, in [0, 1]. Spans come in order and none overlap.
 *
 * <p>Unlike OpenNLP's own name finders of the 2.x line, one finder may be used by many threads at
 * once: it keeps nothing from one call to the next but, for each thread, what {@link #probs} gives.
 */
public final class CanNameFinder implements TokenNameFinder, Probabilistic, AutoCloseable {
  private final CanModel model;
  private final boolean owned;
  private final TypeNames types;
  private final ThreadLocal<Outcomes> last = new ThreadLocal<>();

  /**
   * A finder with a model of its own, which {@link #close()} closes.
   *
   * @throws CanException if the model file cannot be loaded
   */
  public CanNameFinder(Path model) {
    this(CanModel.load(model), true);
  }

  /**
   * A finder over the caller's model. The caller closes the model; {@link #close()} leaves it open.
   */
  public CanNameFinder(CanModel model) {
    this(model, false);
  }

  private CanNameFinder(CanModel model, boolean owned) {
    this(model, owned, TypeNames.of(model.types(), Map.of(), null));
  }

  private CanNameFinder(CanModel model, boolean owned, TypeNames types) {
    this.model = model;
    this.owned = owned;
    this.types = types;
  }

  /** Starts a finder with other than the default options. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Finds the names of one sentence.
   *
   * @param tokens the sentence, which is not changed
   * @return a fresh array, which the caller may change; empty where there are no names or no tokens
   * @throws IllegalArgumentException if the array or one of its tokens is null
   */
  @Override
  public Span[] find(String[] tokens) {
    Tagging tagging = model.analyzeAll(List.of(Tokens.of(tokens, "tokens"))).get(0);
    last.set(new Outcomes(tagging, types));
    return spans(tagging.mentions());
  }

  /**
   * Finds the names of many sentences together, which is faster than one by one and gives the same
   * spans.
   *
   * <p>What {@link #probs} gives is not changed.
   *
   * @return for each sentence its spans, as {@link #find(String[])} gives them
   * @throws IllegalArgumentException if the array, a sentence or a token is null
   */
  public Span[][] find(String[][] sentences) {
    if (sentences == null) {
      throw new IllegalArgumentException("sentences is null");
    }
    List<List<String>> batch = new ArrayList<>(sentences.length);
    for (int i = 0; i < sentences.length; i++) {
      batch.add(Tokens.of(sentences[i], "sentences[" + i + "]"));
    }
    return model.tagAll(batch).stream().map(this::spans).toArray(Span[][]::new);
  }

  /**
   * How sure the model was of each token in the last sentence that this thread gave to {@link
   * #find(String[])}: of a token in a span the probability of that span, of another the probability
   * that it is in none.
   *
   * @return a fresh array, a value in [0, 1] for each token
   * @throws IllegalStateException if this thread has found nothing yet
   */
  @Override
  public double[] probs() {
    @Nullable Outcomes outcomes = last.get();
    if (outcomes == null) {
      throw new IllegalStateException("find() must be called before probs() on each thread");
    }
    return outcomes.probabilities();
  }

  /**
   * As {@link #find(String[])}; for code that was written for {@code NameFinderME}.
   *
   * @param additionalContext not read
   */
  public Span[] find(String[] tokens, String @Nullable [][] additionalContext) {
    return find(tokens);
  }

  /**
   * The probability of each span, {@link Span#getProb()}; for code that was written for {@code
   * NameFinderME}.
   *
   * @param spans as a finder gave them
   * @return for each a value in [0, 1]
   */
  public double[] probs(Span[] spans) {
    return Arrays.stream(spans).mapToDouble(Span::getProb).toArray();
  }

  /**
   * Does nothing: what was found in one sentence never changes what is found in another, so there
   * is nothing to clear.
   */
  @Override
  public void clearAdaptiveData() {}

  /** Closes the model if it belongs to this finder, which then finds no more. */
  @Override
  public void close() {
    if (owned) {
      model.close();
    }
  }

  private Span[] spans(List<Mention> mentions) {
    return mentions.stream().map(this::span).toArray(Span[]::new);
  }

  private Span span(Mention mention) {
    String type = types.nameOf(mention.type());
    return new Span(mention.start(), mention.end(), type, mention.probability());
  }

  /** Options of a finder; the model is the one that must be set. */
  public static final class Builder {
    private @Nullable Path file;
    private @Nullable CanModel model;
    private Map<String, String> types = Map.of();

    private Builder() {}

    /**
     * The model file; the finder will own the model, as with {@link
     * CanNameFinder#CanNameFinder(Path)}.
     */
    public Builder setModel(Path file) {
      this.file = file;
      this.model = null;
      return this;
    }

    /**
     * The caller's model, which the caller closes, as with {@link
     * CanNameFinder#CanNameFinder(CanModel)}.
     */
    public Builder setModel(CanModel model) {
      this.model = model;
      this.file = null;
      return this;
    }

    /**
     * Names for the model's types, for example {@code Map.of("PER", "person", "LOC", "location")}.
     * Types that are not named keep the name that the model gives them, which is the default for
     * all.
     */
    public Builder optTypes(Map<String, String> types) {
      this.types = Map.copyOf(types);
      return this;
    }

    /**
     * Loads the model if it was given as a file.
     *
     * @throws IllegalStateException if no model was set
     * @throws CanException if the model cannot be loaded, has none of a renamed type, or a new name
     *     is empty
     */
    public CanNameFinder build() {
      if (model != null) {
        return checked(model, false);
      }
      if (file == null) {
        throw new IllegalStateException("a name finder needs a model: call setModel");
      }
      CanModel loaded = CanModel.load(file);
      try {
        return checked(loaded, true);
      } catch (RuntimeException e) {
        loaded.close();
        throw e;
      }
    }

    private CanNameFinder checked(CanModel model, boolean owned) {
      return new CanNameFinder(model, owned, TypeNames.of(model.types(), types, null));
    }
  }
}
