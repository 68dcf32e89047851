// SPDX-License-Identifier: GPL-3.0-or-later
package io.github.canner.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.EntityMentionsAnnotator;
import edu.stanford.nlp.util.CoreMap;
import java.util.Map;
import java.util.Properties;

/** The entities of an annotator that ran before, such as CoreNLP's {@code ner}. */
final class EarlierEntities {
  private static final String OUTSIDE = "O";
  private static final double UNKNOWN = -1;
  private static final EntityMentionsAnnotator MENTIONS = mentionsWithoutPronouns();

  private EarlierEntities() {}

  /** It takes the pronouns of English for mentions unless the text is in another language. */
  private static EntityMentionsAnnotator mentionsWithoutPronouns() {
    Properties properties = new Properties();
    properties.setProperty("earlier.language", "de");
    return new EntityMentionsAnnotator("earlier", properties);
  }

  /**
   * Gives every token the keys that the earlier annotator left out, and the document its mentions
   * if they are wanted and it has none.
   */
  static void complete(Annotation document, boolean mentions) {
    boolean built = true;
    for (CoreMap sentence : document.get(CoreAnnotations.SentencesAnnotation.class)) {
      sentence.get(CoreAnnotations.TokensAnnotation.class).forEach(EarlierEntities::complete);
      built &= sentence.containsKey(CoreAnnotations.MentionsAnnotation.class);
    }
    if (mentions && !built) {
      MENTIONS.annotate(document);
    }
  }

  private static void complete(CoreLabel token) {
    if (token.ner() == null) {
      token.setNER(OUTSIDE);
    }
    String type = token.ner();
    if (!token.containsKey(CoreAnnotations.CoarseNamedEntityTagAnnotation.class)) {
      token.set(CoreAnnotations.CoarseNamedEntityTagAnnotation.class, type);
    }
    if (!token.containsKey(CoreAnnotations.FineGrainedNamedEntityTagAnnotation.class)) {
      token.set(CoreAnnotations.FineGrainedNamedEntityTagAnnotation.class, type);
    }
    if (!token.containsKey(CoreAnnotations.NamedEntityTagProbsAnnotation.class)) {
      token.set(CoreAnnotations.NamedEntityTagProbsAnnotation.class, Map.of(type, UNKNOWN));
    }
  }
}
