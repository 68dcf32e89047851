// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.CanException;
import io.github.canner.tag.TaggerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Which taggers to train and to compare: languages × encoders × training sizes × arms × seeds.
 * Immutable. {@link #read} tells the form of its file.
 */
public final class Experiment {
  private final Path output;
  private final List<Language> languages;
  private final List<WordEncoder> encoders;
  private final List<Size> sizes;
  private final Map<String, Arm> arms;
  private final List<Long> seeds;
  private final List<TrainingSettings> training;
  private final int bootstrapSamples;

  Experiment(
      Path output,
      List<Language> languages,
      List<WordEncoder> encoders,
      List<Size> sizes,
      List<Arm> arms,
      List<Long> seeds,
      List<TrainingSettings> training,
      int bootstrapSamples) {
    this.output = output;
    this.languages = List.copyOf(languages);
    this.encoders = List.copyOf(encoders);
    this.sizes = List.copyOf(sizes);
    this.arms = new LinkedHashMap<>();
    arms.forEach(arm -> this.arms.put(arm.name(), arm));
    this.seeds = List.copyOf(seeds);
    this.training = List.copyOf(training);
    this.bootstrapSamples = bootstrapSamples;
  }

  /**
   * Reads a JSON file. Paths in it are relative to its folder.
   *
   * <pre>
   * {
   *   "output": FOLDER,
   *   "languages": [
   *     {"language": CODE, "train": CORPUS, "dev": CORPUS, "test": CORPUS,
   *      "translator": FILE, "english": FILE,
   *      "start": FILE or {"chars": FILE, "mbert": FILE},
   *      "humanTranslations": {"train": FILE, "dev": FILE, "test": FILE},
   *      "englishCorpora": [CORPUS, ...],
   *      "exclude": "in-training" or [INDEX, ...]}, ...],
   *   "encoders": ["chars", "mbert"],
   *   "sizes": [100, ..., "all"],
   *   "arms": [NAME, ...],
   *   "seeds": [1, ...],
   *   "training": [
   *     {"encoders": [...], "sizes": [...], "arms": [...],
   *      "epochs": N, "learningRate": X, "dropout": X, ...,
   *      "layers": [N] or [N, M], "tuneLayers": N, "tuneRate": X, "pooling": NAME}, ...],
   *   "bootstrapSamples": N
   * }
   * </pre>
   *
   * Of a language, all from the translator on may be absent where no arm needs it. An encoder goes
   * by the name it was fetched or made under; without encoders there is {@code chars} alone. Each
   * entry of the training options is for the encoders, sizes and arms that it names, or for all;
   * later ones overrule earlier ones; there need be none.
   *
   * @throws CanException if the file cannot be read or says something else, with file and key
   */
  public static Experiment read(Path file) {
    return JsonFiles.read(file, ExperimentFile.class).experiment(file);
  }

  /** The arms there are, each with what it does. */
  public static Map<String, String> knownArms() {
    return Arms.described();
  }

  /** The folder for results. */
  public Path output() {
    return output;
  }

  /** All trainings, in the order in which they are done. */
  public List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Language language : languages) {
      for (WordEncoder encoder : encoders) {
        for (Size size : sizes) {
          for (long seed : seeds) {
            for (String arm : arms.keySet()) {
              cells.add(new Cell(language.code(), encoder, size, arm, seed));
            }
          }
        }
      }
    }
    return cells;
  }

  List<Language> languages() {
    return languages;
  }

  List<WordEncoder> encoders() {
    return encoders;
  }

  List<Size> sizes() {
    return sizes;
  }

  List<Arm> arms() {
    return List.copyOf(arms.values());
  }

  List<Long> seeds() {
    return seeds;
  }

  int bootstrapSamples() {
    return bootstrapSamples;
  }

  Arm arm(Cell cell) {
    Arm arm = arms.get(cell.arm());
    if (arm == null) {
      throw new IllegalArgumentException("no arm of this experiment: " + cell.arm());
    }
    return arm;
  }

  /** The options of each tagger of a cell. The first one has the seed of the cell. */
  List<TaggerOptions> options(Cell cell) {
    TaggerOptions.Builder builder = arm(cell).options().apply(TaggerOptions.builder());
    training.stream()
        .filter(settings -> settings.isFor(cell.encoder(), cell.size(), cell.arm()))
        .forEach(settings -> settings.applyTo(builder, arm(cell).readsEnglish()));
    SplittableRandom further = new SplittableRandom(cell.seed());
    return LongStream.concat(LongStream.of(cell.seed()), further.longs(arm(cell).taggers() - 1L))
        .mapToObj(seed -> builder.seed(seed).build())
        .toList();
  }

  /**
   * How the pretrained encoder of a cell is read; null for one without.
   *
   * @throws CanException if the settings do not go together
   */
  @Nullable Reading reading(Cell cell) {
    if (cell.encoder().isChars()) {
      return null;
    }
    Reading reading = Reading.usual(cell.encoder().name());
    for (TrainingSettings settings : training) {
      if (settings.isFor(cell.encoder(), cell.size(), cell.arm())) {
        reading = settings.applyTo(reading);
      }
    }
    reading.options();
    return reading;
  }
}
