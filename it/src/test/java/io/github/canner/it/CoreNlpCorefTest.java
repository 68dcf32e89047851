// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.it;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.pipeline.CorefAnnotator;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.semgraph.SemanticGraphCoreAnnotations;
import edu.stanford.nlp.trees.TreeCoreAnnotations;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CoreNLP's own check of what its coreference requires, without the models of either. */
@SuppressWarnings("rawtypes") // as Annotator declares its sets of keys
class CoreNlpCorefTest {
  private static final String REFUSAL = "annotator \"coreference\" requires annotation";

  private Properties properties;

  @BeforeEach
  void put_coreference_behind_stand_ins_for_what_needs_models() {
    properties = CanProperties.usual();
    properties.setProperty("customAnnotatorClass.syntax", Syntax.class.getName());
    properties.setProperty("customAnnotatorClass.coreference", Coreference.class.getName());
  }

  @Test
  void coreference_accepts_a_pipeline_with_can() {
    properties.setProperty("annotators", "tokenize,syntax,can,coreference");

    assertThatCode(() -> new StanfordCoreNLP(properties)).doesNotThrowAnyException();
  }

  @Test
  void coreference_refuses_a_pipeline_without_it() {
    properties.setProperty("annotators", "tokenize,syntax,coreference");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StanfordCoreNLP(properties))
        .withMessageStartingWith(REFUSAL);
  }

  @Test
  void coreference_refuses_a_pipeline_with_tags_alone() {
    properties.setProperty("annotators", "tokenize,syntax,can,coreference");
    properties.setProperty("can.buildEntityMentions", "false");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StanfordCoreNLP(properties))
        .withMessageStartingWith(REFUSAL);
  }

  /** What taggers and parsers add before coreference. */
  public static final class Syntax implements Annotator {
    @Override
    public void annotate(Annotation document) {}

    @Override
    public Set<Class<? extends CoreAnnotation>> requires() {
      return Set.of();
    }

    @Override
    public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
      return Set.of(
          CoreAnnotations.PartOfSpeechAnnotation.class,
          CoreAnnotations.LemmaAnnotation.class,
          CoreAnnotations.CategoryAnnotation.class,
          TreeCoreAnnotations.TreeAnnotation.class,
          SemanticGraphCoreAnnotations.BasicDependenciesAnnotation.class,
          SemanticGraphCoreAnnotations.EnhancedDependenciesAnnotation.class);
    }
  }

  /** Requires what CoreNLP's own annotator does; that one is asked, but made without its models. */
  public static final class Coreference implements Annotator {
    private final Annotator original;

    /** Called by CoreNLP. */
    public Coreference(String name, Properties properties) throws ReflectiveOperationException {
      Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
      Constructor<?> constructor =
          (Constructor<?>)
              factory
                  .getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                  .invoke(
                      factory.getMethod("getReflectionFactory").invoke(null),
                      CorefAnnotator.class,
                      Object.class.getConstructor());
      original = (CorefAnnotator) constructor.newInstance();
      set("props", properties);
      set("performMentionDetection", true);
    }

    private void set(String field, Object value) throws ReflectiveOperationException {
      Field found = CorefAnnotator.class.getDeclaredField(field);
      found.setAccessible(true);
      found.set(original, value);
    }

    @Override
    public void annotate(Annotation document) {}

    @Override
    public Set<Class<? extends CoreAnnotation>> requires() {
      return original.requires();
    }

    @Override
    public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
      return original.requirementsSatisfied();
    }
  }
}
