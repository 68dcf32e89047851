// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.CanException;
import io.github.canner.corpus.CorpusSpec;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An experiment as its file has it; see {@link Experiment#read}. */
record ExperimentFile(
    @Nullable String output,
    @Nullable List<LanguageEntry> languages,
    @Nullable List<WordEncoder> encoders,
    @Nullable List<Size> sizes,
    @Nullable List<String> arms,
    @Nullable List<Long> seeds,
    @Nullable List<TrainingSettings> training,
    @Nullable Integer bootstrapSamples) {
  private static final int SAMPLES = 1000;
  private static final Pattern CODE = Pattern.compile("[a-z]{3}");

  /** A language as the file has it. */
  record LanguageEntry(
      @Nullable String language,
      @Nullable String train,
      @Nullable String dev,
      @Nullable String test,
      @Nullable String translator,
      @Nullable String english,
      @Nullable Starts start,
      @Nullable TranslationsEntry humanTranslations,
      @Nullable List<String> englishCorpora,
      @Nullable Exclusion exclude) {}

  /** Human translations as the file has them. */
  record TranslationsEntry(@Nullable String train, @Nullable String dev, @Nullable String test) {}

  /**
   * Checks it.
   *
   * @param file where it was read
   * @throws CanException if something is missing, twice there or unknown
   */
  Experiment experiment(Path file) {
    return new Reading(file).experiment(this);
  }

  private static final class Reading {
    private final Path file;

    Reading(Path file) {
      this.file = file;
    }

    Experiment experiment(ExperimentFile raw) {
      List<Arm> arms = distinct("arms", raw.arms()).stream().map(this::arm).toList();
      List<WordEncoder> encoders =
          raw.encoders() == null
              ? List.of(WordEncoder.CHARS)
              : distinct("encoders", raw.encoders());
      List<LanguageEntry> entries = distinct("languages", raw.languages());
      List<Language> languages = new ArrayList<>();
      for (int i = 0; i < entries.size(); i++) {
        languages.add(language(entries.get(i), "languages[" + i + "].", encoders, arms));
      }
      distinct("languages", languages.stream().map(Language::code).toList());
      List<TrainingSettings> training = raw.training() == null ? List.of() : raw.training();
      if (training.stream().anyMatch(Objects::isNull)) {
        throw problem("'training' holds null, expected objects {...}");
      }
      List<Size> sizes = distinct("sizes", raw.sizes());
      for (TrainingSettings settings : training) {
        requireKnown("sizes", settings.sizes(), sizes);
        requireKnown("encoders", settings.encoders(), encoders);
        requireKnown(
            "arms",
            settings.arms(),
            arms.stream()
                .map(Arm::name)
                .flatMap(name -> Stream.of(name, Arms.single(name)))
                .distinct()
                .toList());
      }
      requirePretrained(training, encoders);
      requireEnglish(training, arms);
      int samples = raw.bootstrapSamples() == null ? SAMPLES : raw.bootstrapSamples();
      if (samples < 1) {
        throw problem("'bootstrapSamples' is " + samples + ", expected 1 or more");
      }
      Experiment experiment =
          new Experiment(
              path("output", required("output", raw.output())),
              languages,
              encoders,
              sizes,
              arms,
              distinct("seeds", raw.seeds()),
              training,
              samples);
      try {
        experiment.cells().forEach(experiment::reading);
      } catch (CanException e) {
        throw problem("'training': " + e.getMessage());
      }
      return experiment;
    }

    private void requirePretrained(List<TrainingSettings> training, List<WordEncoder> encoders) {
      for (TrainingSettings settings : training) {
        List<WordEncoder> meant = settings.encoders() == null ? encoders : settings.encoders();
        if (settings.ofPretrained() && meant.equals(List.of(WordEncoder.CHARS))) {
          throw problem(
              "'training' sets options of a pretrained encoder (layers, tuneLayers, tuneRate,"
                  + " pooling) for chars alone, expected a pretrained encoder among its encoders");
        }
      }
    }

    private void requireEnglish(List<TrainingSettings> training, List<Arm> arms) {
      for (TrainingSettings settings : training) {
        if (settings.ofEnglish()
            && arms.stream()
                .filter(arm -> settings.isForArm(arm.name()))
                .noneMatch(Arm::readsEnglish)) {
          throw problem(
              "'training' sets options of reading English (project, stateDropout, sourceDropout,"
                  + " englishDropout) for arms without it, expected an arm that reads English"
                  + " among its arms");
        }
      }
    }

    private Arm arm(String name) {
      return Arms.find(name)
          .orElseThrow(() -> problem("'arms' names " + name + ", expected one of " + Arms.names()));
    }

    private Language language(
        LanguageEntry raw, String at, List<WordEncoder> encoders, List<Arm> arms) {
      String code = required(at + "language", raw.language());
      if (!CODE.matcher(code).matches()) {
        throw problem(
            "'" + at + "language' is " + code + ", expected three small letters (ISO 639-3)");
      }
      List<String> corpora = raw.englishCorpora() == null ? List.of() : raw.englishCorpora();
      Language language =
          new Language(
              code,
              corpus(at + "train", raw.train()),
              corpus(at + "dev", raw.dev()),
              corpus(at + "test", raw.test()),
              optional(at + "translator", raw.translator()),
              optional(at + "english", raw.english()),
              starts(at + "start", raw.start(), encoders),
              translations(at + "humanTranslations.", raw.humanTranslations()),
              corpora.stream().map(text -> corpus(at + "englishCorpora", text)).toList(),
              raw.exclude());
      for (Arm arm : arms) {
        for (Need need : arm.needs()) {
          for (WordEncoder encoder : encoders) {
            if (need.of(language, encoder) == null) {
              throw problem(
                  "the arm "
                      + arm.name()
                      + " needs the key '"
                      + at
                      + need.key()
                      + (need == Need.START && encoders.size() > 1 ? "." + encoder : "")
                      + "', found none");
            }
          }
        }
      }
      return language;
    }

    private Map<WordEncoder, Path> starts(
        String key, @Nullable Starts raw, List<WordEncoder> encoders) {
      Map<WordEncoder, Path> starts = new LinkedHashMap<>();
      if (raw != null && raw.only() != null) {
        if (encoders.size() > 1) {
          throw problem(
              "'"
                  + key
                  + "' is one file, expected an object with a file for each of "
                  + String.join(", ", encoders.stream().map(WordEncoder::toString).toList())
                  + ", since a tagger has one encoder");
        }
        starts.put(encoders.get(0), path(key, raw.only()));
      } else if (raw != null) {
        raw.byEncoder().forEach((encoder, file) -> starts.put(encoder, path(key, file)));
      }
      return starts;
    }

    private Language.@Nullable HumanTranslations translations(
        String at, @Nullable TranslationsEntry raw) {
      return raw == null
          ? null
          : new Language.HumanTranslations(
              path(at + "train", required(at + "train", raw.train())),
              path(at + "dev", required(at + "dev", raw.dev())),
              path(at + "test", required(at + "test", raw.test())));
    }

    private CorpusSpec corpus(String key, @Nullable String text) {
      CorpusSpec spec;
      try {
        spec = CorpusSpec.parse(required(key, text));
      } catch (CanException e) {
        throw problem("'" + key + "': " + e.getMessage());
      }
      return new CorpusSpec(
          path(key, spec.path().toString()), spec.drop(), spec.rename(), spec.unlabelled());
    }

    private @Nullable Path optional(String key, @Nullable String text) {
      return text == null ? null : path(key, text);
    }

    private Path path(String key, String text) {
      try {
        return file.resolveSibling(text);
      } catch (InvalidPathException e) {
        throw problem("'" + key + "' is no path: " + e.getReason());
      }
    }

    private <T> T required(String key, @Nullable T value) {
      if (value == null) {
        throw problem("lacks the key '" + key + "'");
      }
      return value;
    }

    private <T> List<T> distinct(String key, @Nullable List<T> values) {
      List<T> list = required(key, values);
      if (list.isEmpty()) {
        throw problem("'" + key + "' is empty, expected one entry at least");
      }
      Set<T> seen = new HashSet<>();
      for (T value : list) {
        if (value == null || !seen.add(value)) {
          throw problem(
              "'" + key + "' names " + value + (value == null ? "" : " twice, expected it once"));
        }
      }
      return list;
    }

    private <T> void requireKnown(String key, @Nullable List<T> named, List<T> known) {
      for (T value : named == null ? List.<T>of() : named) {
        if (!known.contains(value)) {
          throw problem(
              "'training' names "
                  + value
                  + " in '"
                  + key
                  + "', expected one of "
                  + String.join(", ", known.stream().map(Object::toString).toList()));
        }
      }
    }

    private CanException problem(String text) {
      return new CanException(file + ": " + text);
    }
  }
}
