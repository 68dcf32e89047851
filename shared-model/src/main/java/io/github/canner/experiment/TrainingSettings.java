// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.CanException;
import io.github.canner.pretrained.Pooling;
import io.github.canner.tag.TaggerOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Options of some trainings; those that are absent stay as they are. See {@link TaggerOptions} for
 * what each is.
 *
 * @param encoders the encoders that these are for; null for all
 * @param sizes the training sizes that these are for; null for all
 * @param arms the arms that these are for; null for all
 * @param layers the layer of a pretrained encoder that is read, or the lowest and the highest of
 *     several; not for {@code chars}, as all that follows
 * @param tuneLayers how many layers, from the highest read down, are trained too
 * @param tuneRate the top of the learning rate of these
 * @param pooling {@code mean} or {@code first}
 */
record TrainingSettings(
    @Nullable List<WordEncoder> encoders,
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
    @Nullable Double englishDropout,
    @Nullable List<Integer> layers,
    @Nullable Integer tuneLayers,
    @Nullable Double tuneRate,
    @Nullable String pooling) {

  TrainingSettings {
    encoders = named("encoders", encoders);
    sizes = named("sizes", sizes);
    arms = named("arms", arms);
    atLeast("epochs", epochs, 0);
    atLeast("passes", passes, 0);
    atLeast("batch", batch, 0);
    atLeast("patience", patience, 1);
    atLeast("hidden", hidden, 1);
    atLeast("project", project, 1);
    rate("learningRate", learningRate);
    rate("tuneRate", tuneRate);
    atLeast("tuneLayers", tuneLayers, 0);
    if (layers != null) {
      layers = List.copyOf(layers);
      if (layers.isEmpty()
          || layers.size() > 2
          || layers.get(0) < 0
          || layers.get(0) > layers.get(layers.size() - 1)) {
        throw new CanException(
            "layers is " + layers + ", expected one layer such as [9] or two such as [6, 10]");
      }
    }
    if (pooling != null) {
      pooling(pooling);
    }
    share("averaging", averaging);
    share("dropout", dropout);
    share("stateDropout", stateDropout);
    share("wordNoise", wordNoise);
    share("sourceDropout", sourceDropout);
    share("englishDropout", englishDropout);
  }

  private static <T> @Nullable List<T> named(String name, @Nullable List<T> values) {
    if (values != null && values.stream().anyMatch(Objects::isNull)) {
      throw new CanException(name + " holds null, expected values");
    }
    return values == null ? null : List.copyOf(values);
  }

  private static void rate(String name, @Nullable Double value) {
    if (value != null && !(value > 0 && value < 1)) {
      throw new CanException(name + " is " + value + ", expected 0 to 1, without both");
    }
  }

  private static Pooling pooling(String name) {
    return Arrays.stream(Pooling.values())
        .filter(pooling -> pooling.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () -> new CanException("pooling is " + name + ", expected one of mean, first"));
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
  boolean isFor(WordEncoder encoder, Size size, String arm) {
    return (encoders == null || encoders.contains(encoder))
        && (sizes == null || sizes.contains(size))
        && isForArm(arm);
  }

  /** Whether these are for an arm of that name; those for one tagger are for several too. */
  boolean isForArm(String arm) {
    return arms == null || arms.contains(arm) || arms.contains(Arms.single(arm));
  }

  /** Whether these say anything of pretrained encoders. */
  boolean ofPretrained() {
    return layers != null || tuneLayers != null || tuneRate != null || pooling != null;
  }

  /** Whether these say anything of how English is read. */
  boolean ofEnglish() {
    return project != null
        || stateDropout != null
        || sourceDropout != null
        || englishDropout != null;
  }

  /** The reading with the options that are given. */
  Reading applyTo(Reading reading) {
    Reading changed = reading;
    if (layers != null) {
      changed = changed.withLayers(layers.get(0), layers.get(layers.size() - 1));
    }
    if (tuneLayers != null) {
      changed = changed.withTuned(tuneLayers);
    }
    if (tuneRate != null) {
      changed = changed.withRate(tuneRate.floatValue());
    }
    return pooling == null ? changed : changed.withPooling(pooling(pooling));
  }

  /** Sets the options that are given; those of reading English only where it is read. */
  void applyTo(TaggerOptions.Builder builder, boolean readsEnglish) {
    if (readsEnglish) {
      set(project, builder, TaggerOptions.Builder::project);
      set(stateDropout, builder, (to, value) -> to.stateDropout(value.floatValue()));
      set(sourceDropout, builder, TaggerOptions.Builder::sourceDropout);
      set(englishDropout, builder, TaggerOptions.Builder::englishDropout);
    }
    set(epochs, builder, TaggerOptions.Builder::epochs);
    set(passes, builder, TaggerOptions.Builder::passes);
    set(batch, builder, TaggerOptions.Builder::batch);
    set(patience, builder, TaggerOptions.Builder::patience);
    set(hidden, builder, TaggerOptions.Builder::hidden);
    set(learningRate, builder, (to, value) -> to.learningRate(value.floatValue()));
    set(averaging, builder, (to, value) -> to.averaging(value.floatValue()));
    set(dropout, builder, (to, value) -> to.dropout(value.floatValue()));
    set(wordNoise, builder, TaggerOptions.Builder::wordNoise);
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
