// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.SentenceAnnotator;
import edu.stanford.nlp.util.ArrayCoreMap;
import edu.stanford.nlp.util.CoreMap;
import io.github.canner.CanException;
import io.github.canner.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * Marks named entities in a CoreNLP pipeline, found by a Canner model. Register it under a name of
 * its own and put the name behind {@code tokenize}:
 *
 * <pre>
 * annotators = tokenize, can
 * customAnnotatorClass.can = io.github.canner.corenlp.CanAnnotator
 * can.model = /path/to/model.can
 * </pre>
 *
 * <p>Properties, shown for the name {@code can}; any other {@code can.*} is an error:
 *
 * <ul>
 *   <li>{@code can.model}: a model file, or {@code default} for the Finnish model that ships with
 *       Canner. Required; URLs are refused.
 *   <li>{@code can.types}: names for the model's types, as {@code PER:PERSON, LOC:LOCATION}. The
 *       default, {@code PER:PERSON, LOC:LOCATION, ORG:ORGANIZATION}, gives the names that other
 *       annotators look for. Types that are not listed keep the model's name; an empty value keeps
 *       all.
 * </ul>
 *
 * <p>Every token gets its tag, coarse tag and fine-grained tag, and the probability of the tag: for
 * a token of a mention that of the whole mention with its type, in [0, 1]; for others −1, which is
 * CoreNLP's sign for unknown. Mentions are built here, so {@code entitymentions} is not needed and
 * must not follow: it would join adjacent mentions of one type. Tags and mentions of an earlier
 * annotator are replaced.
 *
 * <p>The model sees the {@linkplain CoreLabel#word() words} of the tokens. Annotators of one JVM
 * that name the same file share one model, which is freed when the garbage collector has taken the
 * last of them. Safe for use by many threads.
 */
@SuppressWarnings("rawtypes") // as Annotator declares its sets of keys
public final class CanAnnotator extends SentenceAnnotator {

  /**
   * Large enough to keep the model busy, small enough that an interrupt between batches is soon
   * noticed.
   */
  private static final int SENTENCES_PER_BATCH = 32;

  private static final Set<Class<? extends CoreAnnotation>> REQUIRED =
      Set.of(
          CoreAnnotations.TextAnnotation.class,
          CoreAnnotations.TokensAnnotation.class,
          CoreAnnotations.SentencesAnnotation.class);

  private static final Set<Class<? extends CoreAnnotation>> SATISFIED =
      Set.of(
          CoreAnnotations.NamedEntityTagAnnotation.class,
          CoreAnnotations.NamedEntityTagProbsAnnotation.class,
          CoreAnnotations.CoarseNamedEntityTagAnnotation.class,
          CoreAnnotations.FineGrainedNamedEntityTagAnnotation.class,
          CoreAnnotations.MentionsAnnotation.class,
          CoreAnnotations.EntityTypeAnnotation.class,
          CoreAnnotations.EntityMentionIndexAnnotation.class,
          CoreAnnotations.CanonicalEntityMentionIndexAnnotation.class);

  private final SharedModel model;
  private final EntityWriter writer;

  /**
   * Called by CoreNLP. Reads the model file and has no other effect.
   *
   * @param name the name that the annotator is registered under, which begins its properties
   * @throws CanException if a property is missing, unknown or wrong, or the model cannot be loaded
   */
  public CanAnnotator(String name, Properties properties) {
    Options options = Options.read(name, properties);
    model = SharedModel.of(options.model());
    writer = new EntityWriter(options.renaming(model.types()));
  }

  /**
   * Marks the entities of all sentences.
   *
   * @throws IllegalArgumentException if the document has not been split into sentences
   * @throws edu.stanford.nlp.util.RuntimeInterruptedException if the thread is interrupted; the
   *     document is then annotated in part
   */
  @Override
  public void annotate(Annotation document) {
    List<CoreMap> sentences = document.get(CoreAnnotations.SentencesAnnotation.class);
    if (sentences == null) {
      throw new IllegalArgumentException(
          "the document has no sentences; put tokenize before this annotator");
    }
    super.annotate(inBatches(sentences));
    writer.number(document);
  }

  /**
   * A document that has batches for its sentences. The superclass knows how to spread sentences
   * over threads, stop them in time and heed interrupts; seen through this document it does so with
   * batches, which are faster than sentences.
   */
  private static Annotation inBatches(List<CoreMap> sentences) {
    List<CoreMap> batches = new ArrayList<>();
    for (int from = 0; from < sentences.size(); from += SENTENCES_PER_BATCH) {
      CoreMap batch = new ArrayCoreMap(1);
      int to = Math.min(from + SENTENCES_PER_BATCH, sentences.size());
      batch.set(CoreAnnotations.SentencesAnnotation.class, sentences.subList(from, to));
      batches.add(batch);
    }
    Annotation document = new Annotation("");
    document.set(CoreAnnotations.SentencesAnnotation.class, batches);
    return document;
  }

  @Override
  protected void doOneSentence(Annotation batches, CoreMap batch) {
    List<CoreMap> sentences = batch.get(CoreAnnotations.SentencesAnnotation.class);
    List<List<Mention>> mentions =
        model.tagAll(sentences.stream().map(CanAnnotator::words).toList());
    for (int i = 0; i < sentences.size(); i++) {
      writer.write(sentences.get(i), mentions.get(i));
    }
  }

  @Override
  protected void doOneFailedSentence(Annotation batches, CoreMap batch) {
    for (CoreMap sentence : batch.get(CoreAnnotations.SentencesAnnotation.class)) {
      writer.write(sentence, List.of());
    }
  }

  private static List<String> words(CoreMap sentence) {
    return sentence.get(CoreAnnotations.TokensAnnotation.class).stream()
        .map(CoreLabel::word)
        .toList();
  }

  @Override
  protected int nThreads() {
    return 1;
  }

  @Override
  protected long maxTime() {
    return 0;
  }

  @Override
  public Set<Class<? extends CoreAnnotation>> requires() {
    return REQUIRED;
  }

  @Override
  public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
    return SATISFIED;
  }
}
