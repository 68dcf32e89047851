// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import edu.stanford.nlp.ie.AbstractSequenceClassifier;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.sequences.DocumentReaderAndWriter;
import edu.stanford.nlp.util.CoreMap;
import edu.stanford.nlp.util.Triple;
import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.Mention;
import io.github.canner.Tagging;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A Canner model for programs that use CoreNLP's classifiers without a pipeline, and for {@link
 * edu.stanford.nlp.ie.NERClassifierCombiner}, which adds CoreNLP's numbers and dates:
 *
 * <pre>{@code
 * Properties properties = new Properties();
 * properties.setProperty("can.model", "fin.can");
 * AbstractSequenceClassifier<CoreLabel> classifier = new CanSequenceClassifier(properties);
 * classifier.classifyToCharacterOffsets("Anna Virtanen muutti Tampereelle.");
 * }</pre>
 *
 * <p>Of the properties of {@link CanAnnotator} it takes {@code can.model}, {@code can.language},
 * {@code can.types}, {@code can.nthreads}, {@code can.maxtime}, here for a call, and {@code
 * can.maxlen}; every other is CoreNLP's, see {@link edu.stanford.nlp.sequences.SeqClassifierFlags}.
 * Raw text is cut by {@link CanTextReader} unless {@code tokenizerFactory} names another tokenizer,
 * which CoreNLP's reader then cuts into sentences.
 *
 * <p>Each token gets the type of its mention as its answer, or {@code O}, with a probability as
 * from {@link CanAnnotator}. Answers say nothing of where one mention ends and the next of its type
 * begins; character offsets and inline XML keep them apart all the same. Safe for use by many
 * threads.
 */
public final class CanSequenceClassifier extends AbstractSequenceClassifier<CoreLabel> {
  private static final String PREFIX = "can.";
  private static final String TOKENIZER = "tokenizerFactory";
  private static final String READER = "plainTextDocumentReaderAndWriter";

  private final Options options;
  private final CanModel model;
  private final ModelRunner runner;
  private final UnaryOperator<String> nameOfType;

  /**
   * Loads the model that the properties name.
   *
   * @throws CanException if a property is missing, unknown or wrong, or the model cannot be loaded
   */
  public CanSequenceClassifier(Properties properties) {
    super(flags(properties));
    options = Options.readForClassifier("can", properties);
    model = options.load();
    runner = new ModelRunner(model, options);
    nameOfType = options.types().of(model.types());
  }

  private static Properties flags(Properties properties) {
    Properties flags = new Properties();
    flags.setProperty(TOKENIZER, CanTokenizerFactory.class.getName());
    if (properties.getProperty(TOKENIZER, "").isEmpty()) {
      flags.setProperty(READER, CanTextReader.class.getName());
    }
    for (String key : properties.stringPropertyNames()) {
      if (!key.startsWith(PREFIX)) {
        flags.setProperty(key, properties.getProperty(key));
      }
    }
    return flags;
  }

  /** The types that it answers, and {@code O}. */
  @Override
  public Set<String> labels() {
    Set<String> labels = new HashSet<>(model.types().stream().map(nameOfType).toList());
    labels.add(backgroundSymbol());
    return labels;
  }

  /**
   * Gives each token of a sentence its answer.
   *
   * @return the same tokens
   */
  @Override
  public List<CoreLabel> classify(List<CoreLabel> sentence) {
    mentions(List.of(sentence));
    return sentence;
  }

  @Override
  public List<CoreLabel> classifyWithGlobalInformation(
      List<CoreLabel> sentence, CoreMap document, CoreMap ignored) {
    return classify(sentence);
  }

  /** Finds the sentences of a text and gives each token its answer. */
  @Override
  public List<List<CoreLabel>> classify(String text) {
    List<List<CoreLabel>> sentences = sentences(text);
    mentions(sentences);
    return sentences;
  }

  /**
   * Finds the mentions of a text.
   *
   * @return for each its type, where it begins and where it ends in the text
   */
  @Override
  public List<Triple<String, Integer, Integer>> classifyToCharacterOffsets(String text) {
    List<List<CoreLabel>> sentences = sentences(text);
    List<List<Mention>> mentions = mentions(sentences);
    List<Triple<String, Integer, Integer>> offsets = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      for (Mention mention : mentions.get(i)) {
        offsets.add(
            new Triple<>(
                nameOfType.apply(mention.type()),
                sentences.get(i).get(mention.start()).beginPosition(),
                sentences.get(i).get(mention.end() - 1).endPosition()));
      }
    }
    return offsets;
  }

  /** The text with each mention inside a tag that names its type; nothing else is changed. */
  @Override
  public String classifyWithInlineXML(String text) {
    StringBuilder xml = new StringBuilder();
    int at = 0;
    for (Triple<String, Integer, Integer> mention : classifyToCharacterOffsets(text)) {
      xml.append(text, at, mention.second())
          .append('<')
          .append(mention.first())
          .append('>')
          .append(text, mention.second(), mention.third())
          .append("</")
          .append(mention.first())
          .append('>');
      at = mention.third();
    }
    return xml.append(text, at, text.length()).toString();
  }

  private List<List<CoreLabel>> sentences(String text) {
    return new ArrayList<>(makeObjectBankFromString(text, plainTextReaderAndWriter()));
  }

  /** Answers all sentences, and says which mentions the answers stand for. */
  private List<List<Mention>> mentions(List<List<CoreLabel>> sentences) {
    List<Optional<Tagging>> taggings = runner.tag(sentences);
    List<List<Mention>> mentions = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      Optional<Tagging> tagging = taggings.get(i);
      answer(sentences.get(i), tagging);
      mentions.add(tagging.map(Tagging::mentions).orElse(List.of()));
    }
    return mentions;
  }

  private void answer(List<CoreLabel> sentence, Optional<Tagging> tagging) {
    for (int i = 0; i < sentence.size(); i++) {
      answer(
          sentence.get(i),
          backgroundSymbol(),
          tagging.isPresent() ? tagging.get().outside().get(i) : -1);
    }
    for (Mention mention : tagging.map(Tagging::mentions).orElse(List.of())) {
      for (CoreLabel token : sentence.subList(mention.start(), mention.end())) {
        answer(token, nameOfType.apply(mention.type()), mention.probability());
      }
    }
  }

  private static void answer(CoreLabel token, String type, double probability) {
    token.set(CoreAnnotations.AnswerAnnotation.class, type);
    token.set(CoreAnnotations.AnswerProbAnnotation.class, probability);
  }

  /**
   * Not here: {@code can train} trains models.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public void train(
      Collection<List<CoreLabel>> documents, DocumentReaderAndWriter<CoreLabel> readerAndWriter) {
    throw new UnsupportedOperationException("train a model with can train");
  }

  /**
   * Not here: a model is a file already.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public void serializeClassifier(String path) {
    throw new UnsupportedOperationException("copy the model file " + options.model());
  }

  /**
   * Not here: a model is a file already.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public void serializeClassifier(ObjectOutputStream stream) {
    throw new UnsupportedOperationException("copy the model file " + options.model());
  }

  /**
   * Not here: a model is named by {@code can.model}.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public void loadClassifier(ObjectInputStream stream, Properties properties) {
    throw new UnsupportedOperationException("name the model file as can.model");
  }
}
