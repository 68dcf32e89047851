// SPDX-License-Identifier: Apache-2.0
package io.github.canner.opennlp;

import io.github.canner.CanException;
import io.github.canner.corpus.ConllReader;
import io.github.canner.corpus.Corpus;
import java.nio.file.Path;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.util.ObjectStream;
import org.jspecify.annotations.Nullable;

/**
 * Tagged text in any dialect of CoNLL as OpenNLP's trainers and evaluators take it: any number of
 * columns, tabs or spaces, IOB1, IOB2 or BIOES, any types, plain or gzip, UTF-8; see {@link
 * ConllReader}.
 */
public final class ConllNameSampleStream implements ObjectStream<NameSample> {
  private final Corpus corpus;
  private final int documentSize;
  private int next;

  /**
   * The sentences of a file as one document, with its dialect detected.
   *
   * @throws CanException if the file cannot be read or is malformed, with file and line number
   */
  public ConllNameSampleStream(Path file) {
    this(ConllReader.detecting().read(file), Integer.MAX_VALUE);
  }

  /**
   * The sentences of a corpus.
   *
   * @param documentSize how many sentences count as a document, at whose start name finders that
   *     adapt forget what came before; OpenNLP's cross-validation goes by documents
   * @throws CanException if that is less than 1
   */
  public ConllNameSampleStream(Corpus corpus, int documentSize) {
    if (documentSize < 1) {
      throw new CanException("a document of " + documentSize + " sentences, expected 1 or more");
    }
    this.corpus = corpus;
    this.documentSize = documentSize;
  }

  /**
   * The next sentence, or null behind the last.
   *
   * @throws CanException if words of it are not annotated, which OpenNLP cannot say
   */
  @Override
  public @Nullable NameSample read() {
    if (next == corpus.sentences().size()) {
      return null;
    }
    boolean first = next % documentSize == 0;
    return NameSamples.toOpenNlp(corpus.sentences().get(next++), first);
  }

  /** Starts again with the first sentence. */
  @Override
  public void reset() {
    next = 0;
  }

  /** Does nothing: the file is closed already. */
  @Override
  public void close() {}
}
