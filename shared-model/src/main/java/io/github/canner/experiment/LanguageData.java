// SPDX-License-Identifier: Apache-2.0
package io.github.canner.experiment;

import io.github.canner.CanException;
import io.github.canner.bundle.ModelFile;
import io.github.canner.bundle.ModelKind;
import io.github.canner.corpus.Corpus;
import io.github.canner.corpus.CorpusSpec;
import io.github.canner.corpus.GoldTranslations;
import io.github.canner.corpus.Lines;
import io.github.canner.corpus.SentencePair;
import io.github.canner.corpus.TaggedSentence;
import io.github.canner.text.WordTokenizer;
import io.github.canner.train.TrainingListener;
import io.github.canner.translate.NeuralTranslator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files of a language, read as far as an experiment needs them.
 *
 * @param files the model files, opened, but for those to start from
 * @param starts the files to start from, by encoder
 * @param humanTranslations by the sentence, both in words
 * @param left the indices of the test sentences that count in a second score; all without one
 */
record LanguageData(
    Language language,
    Corpus train,
    Corpus dev,
    Corpus test,
    Map<Need, ModelFile> files,
    Map<WordEncoder, ModelFile> starts,
    Map<List<String>, List<String>> humanTranslations,
    List<Corpus> englishCorpora,
    List<Integer> left) {
  private static final List<Need> MODELS = List.of(Need.TRANSLATOR, Need.ENGLISH);

  /**
   * Reads what is needed.
   *
   * @throws CanException if a file cannot be read, is malformed or does not fit, or if there are
   *     too few training sentences
   */
  static LanguageData read(
      Language language,
      Set<Need> needs,
      List<WordEncoder> encoders,
      List<Size> sizes,
      TrainingListener listener) {
    Corpus train = read(language.train(), listener);
    Corpus dev = read(language.dev(), listener);
    dev.requireAnnotated();
    Corpus test = read(language.test(), listener);
    test.requireAnnotated();
    for (Size size : sizes) {
      if (size.sentences() > train.sentences().size()) {
        throw new CanException(
            language.train().path()
                + " holds "
                + train.sentences().size()
                + " sentences, expected "
                + size
                + " at least, as 'sizes' says");
      }
    }
    Map<Need, ModelFile> files = new EnumMap<>(Need.class);
    for (Need need : MODELS) {
      if (needs.contains(need) && need.of(language, encoders.get(0)) instanceof Path file) {
        ModelFile model = ModelFile.open(file);
        files.put(
            need,
            need == Need.TRANSLATOR
                ? NeuralTranslator.requireLanguage(model, language.code())
                : model.require(ModelKind.ENGLISH));
      }
    }
    Map<WordEncoder, ModelFile> starts = new HashMap<>();
    for (WordEncoder encoder : encoders) {
      if (needs.contains(Need.START) && Need.START.of(language, encoder) instanceof Path file) {
        starts.put(encoder, ModelFile.open(file));
      }
    }
    Map<List<String>, List<String>> human = new HashMap<>();
    Language.HumanTranslations translations = language.humanTranslations();
    if (needs.contains(Need.HUMAN_TRANSLATIONS) && translations != null) {
      add(human, train, translations.train(), listener);
      add(human, dev, translations.dev(), listener);
      add(human, test, translations.test(), listener);
    }
    List<Corpus> english = new ArrayList<>();
    if (needs.contains(Need.ENGLISH_CORPORA)) {
      for (CorpusSpec spec : language.englishCorpora()) {
        Corpus corpus = read(spec, listener);
        requireTypes(corpus, train, dev, listener);
        english.add(corpus);
      }
    }
    Exclusion exclusion =
        language.exclude() == null ? new Exclusion(false, Set.of()) : language.exclude();
    return new LanguageData(
        language,
        train,
        dev,
        test,
        files,
        starts,
        human,
        english,
        exclusion.left(train.sentences(), test.sentences()));
  }

  private static Corpus read(CorpusSpec spec, TrainingListener listener) {
    Corpus corpus = spec.read();
    listener.message(corpus.report().describe());
    if (corpus.sentences().isEmpty()) {
      throw new CanException(spec.path() + " holds no sentence, expected some");
    }
    return corpus;
  }

  /** Mentions of a type that the tagger is not to learn would be counted as wrong finds. */
  private static void requireTypes(
      Corpus english, Corpus train, Corpus dev, TrainingListener listener) {
    Set<String> known = train.types();
    known.addAll(dev.types());
    english.requireNoTypesBut(known);
    Set<String> lacking = new TreeSet<>(known);
    lacking.removeAll(english.types());
    if (!lacking.isEmpty()) {
      listener.message(
          english.report().source()
              + " has no mention of "
              + String.join(", ", lacking)
              + ": taggers learn that its words are none");
    }
  }

  private static void add(
      Map<List<String>, List<String>> human, Corpus corpus, Path file, TrainingListener listener) {
    WordTokenizer english = WordTokenizer.english();
    int size = corpus.sentences().size();
    int translated = 0;
    for (Map.Entry<Integer, SentencePair> entry : GoldTranslations.read(file).entrySet()) {
      if (entry.getKey() >= size) {
        throw new CanException(
            file
                + " translates sentence "
                + entry.getKey()
                + ", expected indices from 0 to "
                + (size - 1)
                + ", of the sentences of "
                + corpus.report().source());
      }
      List<String> own = corpus.sentences().get(entry.getKey()).tokens();
      if (!entry.getValue().foreign().equals(String.join(" ", own))) {
        throw new CanException(
            file
                + " translates "
                + Lines.shown(entry.getValue().foreign())
                + " under the index "
                + entry.getKey()
                + ", expected "
                + Lines.shown(String.join(" ", own))
                + ", the sentence of "
                + corpus.report().source());
      }
      List<String> words = english.tokenize(entry.getValue().english());
      if (!words.isEmpty()) {
        human.put(own, words);
        translated++;
      }
    }
    listener.message(file + ": human translations of " + translated + " of " + size + " sentences");
  }

  /** A model file that is needed. */
  ModelFile file(Need need) {
    ModelFile file = files.get(need);
    if (file == null) {
      throw new IllegalStateException(need + " was not read for " + language.code());
    }
    return file;
  }

  /** The file of the tagger to start from that is needed. */
  ModelFile start(WordEncoder encoder) {
    ModelFile file = starts.get(encoder);
    if (file == null) {
      throw new IllegalStateException("no start was read for " + language.code());
    }
    return file;
  }

  static List<List<String>> tokens(Corpus corpus) {
    return corpus.sentences().stream().map(TaggedSentence::tokens).toList();
  }
}
