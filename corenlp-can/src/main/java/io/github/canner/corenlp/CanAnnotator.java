// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.SentenceAnnotator;
import edu.stanford.nlp.util.CoreMap;
import io.github.canner.CanException;
import io.github.canner.CanModel;
import io.github.canner.Tagging;
import java.util.List;
import java.util.Optional;
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
 *   <li>{@code can.language}: the ISO 639 code of the text's language, as {@code fin} or {@code
 *       fi}. A model for another language is refused. By default any is taken.
 *   <li>{@code can.types}: names for the model's types, as {@code PER:PERSON, LOC:LOCATION}. The
 *       default, {@code PER:PERSON, LOC:LOCATION, ORG:ORGANIZATION}, gives the names that other
 *       annotators look for. Types that are not listed keep the model's name; an empty value keeps
 *       all.
 *   <li>{@code can.nthreads}: how many batches of a document's sentences go through the model at
 *       once; 1 by default.
 *   <li>{@code can.maxtime}: milliseconds for a document; sentences that the model did not come to
 *       get no entities. 0, the default, sets no limit.
 *   <li>{@code can.maxlen}: the most tokens of a sentence; longer ones get no entities. By default
 *       there is no limit.
 *   <li>{@code can.overwrite}: {@code true}, the default, replaces the entities of an earlier
 *       annotator such as {@code ner}; {@code false} keeps them and adds only mentions all of whose
 *       tokens it left {@code O}.
 *   <li>{@code can.buildEntityMentions}: {@code false} tags tokens only; {@code true} by default.
 * </ul>
 *
 * <p>Every token gets its tag, coarse tag and fine-grained tag, and the probability of the tag in
 * [0, 1]: for a token of a mention that of the whole mention with its type; for others that of the
 * token being in no mention. Tokens that the model said nothing of are {@code O} with −1, which is
 * CoreNLP's sign for unknown. Mentions are built here, so {@code entitymentions} is not needed and
 * must not follow: it would join adjacent mentions of one type and cut {@code GEO-LOC} to {@code
 * LOC}.
 *
 * <p>The model sees the {@linkplain CoreLabel#word() words} of the tokens. Annotators of one JVM
 * that name the same file share one model, which is freed when the garbage collector has taken the
 * last of them. Safe for use by many threads.
 */
@SuppressWarnings("rawtypes") // as Annotator declares its sets of keys
public final class CanAnnotator extends SentenceAnnotator {
  private static final Set<Class<? extends CoreAnnotation>> REQUIRED =
      Set.of(
          CoreAnnotations.TextAnnotation.class,
          CoreAnnotations.TokensAnnotation.class,
          CoreAnnotations.SentencesAnnotation.class);

  private static final Set<Class<? extends CoreAnnotation>> TAGS =
      Set.of(
          CoreAnnotations.NamedEntityTagAnnotation.class,
          CoreAnnotations.NamedEntityTagProbsAnnotation.class,
          CoreAnnotations.CoarseNamedEntityTagAnnotation.class,
          CoreAnnotations.FineGrainedNamedEntityTagAnnotation.class);

  private static final Set<Class<? extends CoreAnnotation>> TAGS_AND_MENTIONS =
      Set.of(
          CoreAnnotations.NamedEntityTagAnnotation.class,
          CoreAnnotations.NamedEntityTagProbsAnnotation.class,
          CoreAnnotations.CoarseNamedEntityTagAnnotation.class,
          CoreAnnotations.FineGrainedNamedEntityTagAnnotation.class,
          CoreAnnotations.MentionsAnnotation.class,
          CoreAnnotations.EntityTypeAnnotation.class,
          CoreAnnotations.EntityMentionIndexAnnotation.class,
          CoreAnnotations.CanonicalEntityMentionIndexAnnotation.class);

  private final Options options;
  private final ModelRunner runner;
  private final EntityWriter writer;

  /**
   * Called by CoreNLP. Reads the model file and has no other effect.
   *
   * @param name the name that the annotator is registered under, which begins its properties
   * @throws CanException if a property is missing, unknown or wrong, or the model cannot be loaded
   */
  public CanAnnotator(String name, Properties properties) {
    options = Options.read(name, properties);
    CanModel model = options.load();
    runner = new ModelRunner(model, options);
    writer =
        new EntityWriter(
            options.types().of(model.types()), options.overwrite(), options.buildEntityMentions());
  }

  /**
   * Marks the entities of all sentences. The superclass would send them to the model one by one,
   * and would wait for the model when interrupted or out of time.
   *
   * @throws IllegalArgumentException if the document has not been split into sentences
   * @throws edu.stanford.nlp.util.RuntimeInterruptedException if the thread is interrupted; the
   *     document is then as it was
   */
  @Override
  public void annotate(Annotation document) {
    List<CoreMap> sentences = document.get(CoreAnnotations.SentencesAnnotation.class);
    if (sentences == null) {
      throw new IllegalArgumentException(
          "the document has no sentences; put tokenize before this annotator");
    }
    List<Optional<Tagging>> taggings = tag(sentences);
    writer.prepare(document);
    for (int i = 0; i < taggings.size(); i++) {
      write(document, sentences.get(i), taggings.get(i));
    }
    writer.finish(document);
  }

  private List<Optional<Tagging>> tag(List<CoreMap> sentences) {
    return runner.tag(
        sentences.stream()
            .map(sentence -> sentence.get(CoreAnnotations.TokensAnnotation.class))
            .toList());
  }

  private void write(Annotation document, CoreMap sentence, Optional<Tagging> tagging) {
    tagging.ifPresentOrElse(
        known -> writer.write(sentence, known), () -> doOneFailedSentence(document, sentence));
  }

  @Override
  protected void doOneSentence(Annotation document, CoreMap sentence) {
    write(document, sentence, tag(List.of(sentence)).get(0));
  }

  @Override
  protected void doOneFailedSentence(Annotation document, CoreMap sentence) {
    writer.writeUnknown(sentence);
  }

  @Override
  protected int nThreads() {
    return options.threads();
  }

  @Override
  protected long maxTime() {
    return options.millis();
  }

  @Override
  public Set<Class<? extends CoreAnnotation>> requires() {
    return REQUIRED;
  }

  @Override
  public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
    return options.buildEntityMentions() ? TAGS_AND_MENTIONS : TAGS;
  }
}
