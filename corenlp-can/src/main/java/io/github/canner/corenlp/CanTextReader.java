// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.sequences.PlainTextDocumentReaderAndWriter;
import edu.stanford.nlp.sequences.SeqClassifierFlags;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;

/**
 * Reads raw text for CoreNLP's classifiers, in the tokens and sentences of {@link
 * CanTokenizerAnnotator}; CoreNLP's own reader takes every full stop for the end of a sentence, and
 * no empty line:
 *
 * <pre>
 * plainTextDocumentReaderAndWriter = io.github.canner.corenlp.CanTextReader
 * tokenizerOptions = words=split
 * </pre>
 *
 * <p>Of {@code tokenizerOptions} it reads those of {@link CanTokenizerFactory}. Safe for use by
 * many threads.
 */
public final class CanTextReader extends PlainTextDocumentReaderAndWriter<CoreLabel> {
  private static final long serialVersionUID = 1L;
  private static final String NAME = "cantok";

  private Properties cutting = new Properties();
  private transient CanTokenizerAnnotator tokenizer = new CanTokenizerAnnotator(NAME, cutting);

  /** Called by CoreNLP. */
  public CanTextReader() {}

  /**
   * Called by CoreNLP.
   *
   * @throws io.github.canner.CanException if an option is unknown or wrong
   */
  @Override
  public void init(SeqClassifierFlags flags) {
    super.init(flags);
    cutting = new Properties();
    cutting.setProperty(NAME + ".words", CanTokenizerFactory.words(flags.tokenizerOptions));
    tokenizer = new CanTokenizerAnnotator(NAME, cutting);
  }

  @Override
  public Iterator<List<CoreLabel>> getIterator(Reader reader) {
    Annotation document = new Annotation(CanTokenizerFactory.read(reader));
    tokenizer.annotate(document);
    keepSpaceOnce(document.get(CoreAnnotations.TokensAnnotation.class));
    return document.get(CoreAnnotations.SentencesAnnotation.class).stream()
        .map(sentence -> sentence.get(CoreAnnotations.TokensAnnotation.class))
        .iterator();
  }

  /** CoreNLP writes what stands before each token, and after the last one only. */
  private static void keepSpaceOnce(List<CoreLabel> tokens) {
    tokens.stream()
        .limit(Math.max(0, tokens.size() - 1))
        .forEach(token -> token.remove(CoreAnnotations.AfterAnnotation.class));
  }

  private Object readResolve() {
    tokenizer = new CanTokenizerAnnotator(NAME, cutting);
    return this;
  }
}
