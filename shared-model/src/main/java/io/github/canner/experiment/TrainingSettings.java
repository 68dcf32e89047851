// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.CanException;
import io.github.canner.tag.TaggerOptions;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Options of some trainings; those that are absent stay as they are. See {@link TaggerOptions} for
 * what each is.
 *
 * @param sizes the training sizes that these are for; null for all
 * @param arms the arms that these are for; null for all
 */
record TrainingSettings(
    @Nullable List<Size> sizes,
    @Nullable List<String> arms,
    @Nullable Integer epochs,
    @Nullable Integer passes,
    @Nullable Integer batch,
    @Nullable Integer patience,
    @Nullable Integer hidden,
    @Nullable Integer project,
    @Nullable Double learningRate,
    @Nullable Double averaging,
    @Nullable Double dropout,
    @Nullable Double stateDropout,
    @Nullable Double wordNoise,
    @Nullable Double sourceDropout,
    @Nullable Double englishDropout) {

  TrainingSettings {
    sizes = sizes == null ? null : List.copyOf(sizes);
    arms = arms == null ? null : List.copyOf(arms);
    atLeast("epochs", epochs, 0);
    atLeast("passes", passes, 0);
    atLeast("batch", batch, 0);
    atLeast("patience", patience, 1);
    atLeast("hidden", hidden, 1);
    atLeast("project", project, 1);
    if (learningRate != null && !(learningRate > 0 && learningRate < 1)) {
      throw new CanException("learningRate is " + learningRate + ", expected 0 to 1, without both");
    }
    share("averaging", averaging);
    share("dropout", dropout);
    share("stateDropout", stateDropout);
    share("wordNoise", wordNoise);
    share("sourceDropout", sourceDropout);
    share("englishDropout", englishDropout);
  }

  private static void atLeast(String name, @Nullable Integer value, int least) {
    if (value != null && value < least) {
      throw new CanException(name + " is " + value + ", expected " + least + " or more");
    }
  }

  private static void share(String name, @Nullable Double value) {
    if (value != null && !(value >= 0 && value < 1)) {
      throw new CanException(name + " is " + value + ", expected 0 to below 1");
    }
  }

  /** Whether these are for such trainings. */
  boolean isFor(Size size, String arm) {
    return (sizes == null || sizes.contains(size)) && (arms == null || arms.contains(arm));
  }

  /** Sets the options that are given. */
  void applyTo(TaggerOptions.Builder builder) {
    set(epochs, builder, TaggerOptions.Builder::epochs);
    set(passes, builder, TaggerOptions.Builder::passes);
    set(batch, builder, TaggerOptions.Builder::batch);
    set(patience, builder, TaggerOptions.Builder::patience);
    set(hidden, builder, TaggerOptions.Builder::hidden);
    set(project, builder, TaggerOptions.Builder::project);
    set(learningRate, builder, (to, value) -> to.learningRate(value.floatValue()));
    set(averaging, builder, (to, value) -> to.averaging(value.floatValue()));
    set(dropout, builder, (to, value) -> to.dropout(value.floatValue()));
    set(stateDropout, builder, (to, value) -> to.stateDropout(value.floatValue()));
    set(wordNoise, builder, TaggerOptions.Builder::wordNoise);
    set(sourceDropout, builder, TaggerOptions.Builder::sourceDropout);
    set(englishDropout, builder, TaggerOptions.Builder::englishDropout);
  }

  private static <T> void set(
      @Nullable T value,
      TaggerOptions.Builder builder,
      BiConsumer<TaggerOptions.Builder, T> setter) {
    if (value != null) {
      setter.accept(builder, value);
    }
  }
}
