// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.bundle.ModelFile;
import io.github.canner.evaluate.SpanScorer;
import io.github.canner.pretrained.PretrainedSource;
import io.github.canner.train.DiskCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Does experiments. Each result is kept in the folder {@code cells} of the output as soon as it is
 * there, under the hash of all that it depends on, and is never made again; a training that was
 * interrupted goes on after its last epoch.
 */
public final class Laboratory {
  private final Experiment experiment;
  private final DiskCache cache;
  private final Function<String, ModelFile> encoders;
  private final ExperimentListener listener;
  private final CellStore store;
  private final Map<String, ModelFile> pretrained = new HashMap<>();

  /**
   * A laboratory for one experiment.
   *
   * @param cache keeps translations and encodings
   * @param encoders gives the file of a pretrained encoder by its name; asked once for each that is
   *     needed
   */
  public Laboratory(
      Experiment experiment,
      DiskCache cache,
      Function<String, ModelFile> encoders,
      ExperimentListener listener) {
    this.experiment = experiment;
    this.cache = cache;
    this.encoders = encoders;
    this.listener = listener;
    this.store = new CellStore(experiment.output().resolve("cells"));
  }

  /**
   * Trains what is missing.
   *
   * @return all results
   * @throws io.github.canner.CanException if a file cannot be read or written, or does not fit
   */
  public Results run() {
    Plan plan = plan();
    List<Cell> missing = plan.missing();
    listener.planned(plan.trainings.size(), missing.size());
    Pace pace = new Pace();
    plan.found.values().forEach(result -> pace.took(result.cell(), result.seconds()));
    try (OpenModels models = new OpenModels()) {
      for (int i = 0; i < missing.size(); i++) {
        Cell cell = missing.get(i);
        listener.cellStarted(cell, i + 1, missing.size());
        CellResult result = train(cell, plan, models);
        plan.keep(result);
        pace.took(cell, result.seconds());
        LanguageData data = plan.data(cell);
        listener.cellEnded(
            cell,
            SpanScorer.score(
                    data.test().sentences().stream().map(sentence -> sentence.mentions()).toList(),
                    result.mentions().stream().map(data.test()::scored).toList())
                .overall()
                .f1(),
            result.seconds(),
            pace.of(missing.subList(i + 1, missing.size())));
      }
    }
    store
        .strangers(plan.keys)
        .forEach(
            file ->
                listener.message(
                    file
                        + " is of an interrupted training that is none of this experiment; remove"
                        + " it if no other goes on from it"));
    return plan.results();
  }

  /** The results that are there; trains nothing. */
  public Results collect() {
    return plan().results();
  }

  private CellResult train(Cell cell, Plan plan, OpenModels models) {
    CellTraining training = plan.training(cell);
    IntFunction<Path> checkpoints = tagger -> store.checkpoint(cell, plan.key(cell), tagger);
    CellResult result = training.train(() -> models.of(plan.data(cell)), checkpoints, listener);
    store.put(cell, result);
    training.discard(checkpoints);
    return result;
  }

  private ModelFile pretrained(String name) {
    return pretrained.computeIfAbsent(name, encoders);
  }

  private Plan plan() {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    experiment.arms().forEach(arm -> needs.addAll(arm.needs()));
    Map<String, LanguageData> data = new LinkedHashMap<>();
    for (Language language : experiment.languages()) {
      data.put(
          language.code(),
          LanguageData.read(language, needs, experiment.encoders(), experiment.sizes(), listener));
    }
    Plan plan = new Plan(data);
    experiment.cells().forEach(plan::add);
    return plan;
  }

  /** What there is to do. */
  private final class Plan {
    private final Map<String, LanguageData> languages;
    private final Map<Cell, CellTraining> trainings = new LinkedHashMap<>();
    private final Map<Cell, String> keys = new LinkedHashMap<>();
    private final Map<String, CellResult> found = new LinkedHashMap<>();

    Plan(Map<String, LanguageData> languages) {
      this.languages = languages;
    }

    void add(Cell cell) {
      Arm arm = experiment.arm(cell);
      ModelFile aligning =
          arm.translations() == Translations.SIMILAR ? pretrained(WordEncoder.MBERT.name()) : null;
      CellTraining training =
          new CellTraining(
              cell, arm, experiment.options(cell), reading(cell), aligning, data(cell));
      training.requireStart();
      String key = training.key();
      trainings.put(cell, training);
      keys.put(cell, key);
      store.find(cell, key).ifPresent(result -> found.put(key, result));
    }

    private @Nullable PretrainedSource reading(Cell cell) {
      Reading reading = experiment.reading(cell);
      return reading == null ? null : reading.source(pretrained(reading.encoder()), cache);
    }

    void keep(CellResult result) {
      found.put(result.key(), result);
    }

    LanguageData data(Cell cell) {
      return known(languages, cell.language());
    }

    CellTraining training(Cell cell) {
      return known(trainings, cell);
    }

    String key(Cell cell) {
      return known(keys, cell);
    }

    private <K, V> V known(Map<K, V> map, K key) {
      V value = map.get(key);
      if (value == null) {
        throw new IllegalArgumentException("not of this experiment: " + key);
      }
      return value;
    }

    /** One cell for each result that is not there. */
    List<Cell> missing() {
      Set<String> keysSeen = new HashSet<>(found.keySet());
      return keys.keySet().stream().filter(cell -> keysSeen.add(key(cell))).toList();
    }

    Results results() {
      Map<Cell, CellResult> results = new LinkedHashMap<>();
      List<Cell> lacking = new ArrayList<>();
      keys.forEach(
          (cell, key) -> {
            CellResult result = found.get(key);
            if (result == null) {
              lacking.add(cell);
            } else {
              results.put(cell, result);
            }
          });
      return new Results(experiment, languages, results, lacking);
    }
  }

  /** The networks of the language at hand. */
  private final class OpenModels implements AutoCloseable {
    private @Nullable LanguageData data;
    private @Nullable Models models;

    Models of(LanguageData asked) {
      Models open = models;
      if (open != null && asked == data) {
        return open;
      }
      close();
      open = Models.load(asked, () -> pretrained(WordEncoder.MBERT.name()), cache, listener);
      models = open;
      data = asked;
      return open;
    }

    @Override
    public void close() {
      if (models != null) {
        models.close();
        models = null;
      }
    }
  }
}
