// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import edu.stanford.nlp.ie.crf.CRFClassifier;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.CoreMap;
import edu.stanford.nlp.util.PropertiesUtils;
import io.github.canner.Mention;
import io.github.canner.corenlp.CanAnnotator;
import io.github.canner.corpus.ConllReader;
import io.github.canner.corpus.ConllWriter;
import io.github.canner.corpus.TaggedSentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** Pipelines with Canner and with CoreNLP's own CRF, alike in all else. */
final class CoreNlpPeers {
  private static final int SENTENCES_PER_DOCUMENT = 20;

  private CoreNlpPeers() {}

  /** {@code tokenize,can} with a model file, or {@code default}. */
  static StanfordCoreNLP can(String model) {
    Properties properties = whiteSpace("tokenize,can");
    properties.setProperty("customAnnotatorClass.can", CanAnnotator.class.getName());
    properties.setProperty("can.model", model);
    properties.setProperty("can.types", "");
    return new StanfordCoreNLP(properties);
  }

  /**
   * {@code tokenize,ner} with a CRF and nothing else: no rules for numbers, dates or finer types of
   * English, and none of its pronouns.
   */
  static StanfordCoreNLP crf(String model) {
    Properties properties = whiteSpace("tokenize,ner");
    properties.setProperty("ner.model", model);
    properties.setProperty("ner.language", "de");
    properties.setProperty("ner.applyNumericClassifiers", "false");
    properties.setProperty("ner.useSUTime", "false");
    properties.setProperty("ner.applyFineGrained", "false");
    properties.setProperty("ner.useNERSpecificTokenization", "false");
    return new StanfordCoreNLP(properties);
  }

  private static Properties whiteSpace(String annotators) {
    return PropertiesUtils.asProperties(
        "annotators", annotators, "tokenize.whitespace", "true", "ssplit.eolonly", "true");
  }

  /**
   * Trains a CRF as CoreNLP's own models for CoNLL are, without lists of words and without what
   * holds for English alone.
   */
  static void train(Path corpus, Path crf) throws IOException {
    Path column = Files.createTempFile("train", ".conll");
    try {
      ConllWriter.write(column, ConllReader.detecting().read(corpus).sentences());
      CRFClassifier<CoreLabel> classifier =
          new CRFClassifier<>(
              PropertiesUtils.asProperties(
                  "trainFile", column.toString(),
                  "map", "word=0,answer=1",
                  "readerAndWriter", "edu.stanford.nlp.sequences.CoNLLDocumentReaderAndWriter",
                  "entitySubclassification", "iob2",
                  "useTitle", "true",
                  "useClassFeature", "true",
                  "useWord", "true",
                  "useNGrams", "true",
                  "noMidNGrams", "true",
                  "usePrev", "true",
                  "useNext", "true",
                  "useLongSequences", "true",
                  "useSequences", "true",
                  "usePrevSequences", "true",
                  "maxLeft", "1",
                  "useTypeSeqs", "true",
                  "useTypeSeqs2", "true",
                  "useTypeySequences", "true",
                  "useOccurrencePatterns", "true",
                  "useLastRealWord", "true",
                  "useNextRealWord", "true",
                  "normalize", "true",
                  "wordShape", "dan2useLC",
                  "useDisjunctive", "true",
                  "disjunctionWidth", "4",
                  "useObservedSequencesOnly", "true",
                  "sigma", "20",
                  "useQN", "true",
                  "QNsize", "25",
                  "featureDiffThresh", "0.05"));
      classifier.train();
      classifier.serializeClassifier(crf.toString());
    } finally {
      Files.delete(column);
    }
  }

  static List<TaggedSentence> read(Path corpus) {
    return ConllReader.detecting().read(corpus).sentences();
  }

  /** The sentences as documents of some sentences each, a line a sentence. */
  static List<String> documents(List<TaggedSentence> sentences) {
    List<String> documents = new ArrayList<>();
    for (int from = 0; from < sentences.size(); from += SENTENCES_PER_DOCUMENT) {
      documents.add(
          sentences
              .subList(from, Math.min(sentences.size(), from + SENTENCES_PER_DOCUMENT))
              .stream()
              .map(sentence -> String.join(" ", sentence.tokens()))
              .collect(Collectors.joining("\n")));
    }
    return documents;
  }

  /** The mentions of every sentence of the documents, with token indices in the sentence. */
  static List<List<Mention>> mentions(StanfordCoreNLP pipeline, List<String> documents) {
    List<List<Mention>> all = new ArrayList<>();
    for (String text : documents) {
      Annotation document = pipeline.process(text);
      for (CoreMap sentence : document.get(CoreAnnotations.SentencesAnnotation.class)) {
        int begin = sentence.get(CoreAnnotations.TokenBeginAnnotation.class);
        all.add(
            sentence.get(CoreAnnotations.MentionsAnnotation.class).stream()
                .map(mention -> mention(mention, begin))
                .toList());
      }
    }
    return all;
  }

  private static Mention mention(CoreMap mention, int begin) {
    return Mention.gold(
        mention.get(CoreAnnotations.TokenBeginAnnotation.class) - begin,
        mention.get(CoreAnnotations.TokenEndAnnotation.class) - begin,
        mention.get(CoreAnnotations.EntityTypeAnnotation.class));
  }
}
